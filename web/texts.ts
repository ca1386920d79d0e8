export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  settings: 'Settings',
};

export const appTexts = {
  product: 'Meetric',
};
