export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  conversations: 'Conversations',
  new: 'New',
};

export const appTexts = {
  product: 'Meetric',
};
