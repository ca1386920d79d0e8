export const namedListTexts = {
  disabled: 'Disabled',
  enable: 'Enable',
  disable: 'Disable',
  rename: 'Rename',
  remove: 'Delete',
  cancel: 'Cancel',
  save: 'Save',
  name: 'Name',
  add: 'Add',
  actions: (name: string) => `Actions for ${name}`,
};
