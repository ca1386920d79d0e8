export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
};

export const appTexts = {
  product: 'Meetric',
};
