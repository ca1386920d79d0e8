export const departmentTexts = {
  title: 'Departments',
  facts: 'Conversations belong to a department; managers see those of their own.',
  placeholder: 'B2B Sales',
  name: 'Name of the new department',
  add: 'Add department',
  empty: 'No departments yet',
  emptyHint: 'Add one to group conversations, for filters and for what managers see.',
  renamed: (name: string) => `Renamed to ${name}.`,
  switched: (name: string, enabled: boolean) => `${name} is ${enabled ? 'enabled' : 'disabled'}.`,
};
