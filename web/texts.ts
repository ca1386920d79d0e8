export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  conversation: 'Conversation',
  settings: 'Settings',
};

export const appTexts = {
  product: 'Meetric',
};
