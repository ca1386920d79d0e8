export const shownOnceTexts = {
  warning: 'This is shown once. Nobody can look it up later: copy it into the place where it is used, now.',
  stored: 'I have stored it',
};
