export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  apiReference: 'API Reference',
};

export const appTexts = {
  product: 'Meetric',
};
