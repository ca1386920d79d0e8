export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  conversation: 'Conversation',
};

export const appTexts = {
  product: 'Meetric',
};
