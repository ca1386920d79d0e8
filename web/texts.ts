export const pageTitles = {
  signIn: 'Sign in',
  firstRun: 'Set Meetric up',
  join: 'Join',
  reset: 'A new password',
  home: 'Home',
  conversation: 'Conversation',
  settings: 'Settings',
  apiReference: 'API Reference',
  conversations: 'Conversations',
  new: 'New',
};

export const appTexts = {
  product: 'Meetric',
};
