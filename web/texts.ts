export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  conversations: 'Conversations',
};

export const appTexts = {
  product: 'Meetric',
};
