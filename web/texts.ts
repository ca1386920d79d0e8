export const pageTitles = {
  signIn: 'Sign in',
  home: 'Home',
  new: 'New',
};

export const appTexts = {
  product: 'Meetric',
};
