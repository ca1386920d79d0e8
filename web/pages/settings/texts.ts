export const settingsTexts = {
  title: 'Settings',
  menu: 'Settings',
  back: 'All settings',
  groups: { you: 'You', account: 'Account', people: 'People', integrations: 'Integrations' },
};
