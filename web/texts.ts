export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  settings: 'Settings',
  apiReference: 'API Reference',
};

export const appTexts = {
  product: 'Meetric',
};
