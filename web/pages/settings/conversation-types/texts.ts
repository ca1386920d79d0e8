export const typeTexts = {
  title: 'Conversation types',
  facts: 'The kinds of conversation that you tell apart, such as discovery, renewal or support.',
  placeholder: 'Discovery call',
  name: 'Name of the new type',
  add: 'Add type',
  empty: 'No types yet',
  emptyHint: 'Add one, and give it to conversations when they come in or on their page.',
  switched: (name: string, enabled: boolean) => `${name} is ${enabled ? 'enabled' : 'disabled'}.`,
  deleted: (name: string) => `${name} is deleted.`,
};
