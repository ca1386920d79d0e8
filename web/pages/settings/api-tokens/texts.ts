const count = (n: number, one: string, many: string): string =>
  `${n.toLocaleString()} ${n === 1 ? one : many}`;

export const tokenTexts = {
  title: 'API tokens',
  facts: 'Programs show a token to read this account, or to bring conversations in.',
  create: 'New token',
  empty: 'No token yet',
  emptyHint:
    'A token lets a program in: a CRM that reads what was agreed, a script that reads transcripts, a telephone system that brings calls in.',
  allRevoked: 'Every token is revoked',
  showRevoked: (n: number) => `Show ${count(n, 'revoked token', 'revoked tokens')}`,
  columns: {
    name: 'Name',
    scopes: 'May read',
    used: 'Last used',
    quota: 'Today’s quota',
    expires: 'Expires',
  },
  never: 'never',
  neverUsed: 'never',
  noScopes: 'account name alone',
  recordings: 'with recordings',
  states: { live: 'live', expired: 'expired', revoked: 'revoked' },
  twoSecrets: 'two secrets',
  quota: (used: number, quota: number) => `${used.toLocaleString()} of ${quota.toLocaleString()}`,
  quotaLabel: (used: number, quota: number) =>
    `${used.toLocaleString()} of ${quota.toLocaleString()} conversations of today’s quota are used`,

  newTitle: 'New token',
  name: 'Name',
  nameHint: 'Where the token is used, so that you know it again: “HubSpot sync”.',
  purpose: 'Purpose',
  custom: 'Chosen by hand',
  customHint: 'The scopes below, one by one.',
  scopes: 'Scopes',
  scopesHint: 'The token may do this and nothing else.',
  includeRecordings: 'Links to recordings',
  includeRecordingsHint:
    'Lets the token have links to the sound. They work for an hour, for whoever has them.',
  needsScope: 'Needs the scope “recordings”.',
  limits: 'Limits',
  perMinute: 'Requests a minute',
  perMinuteHint: 'More are refused with 429, which says when to come again.',
  perDay: 'Conversations a day',
  perDayHint: 'Each conversation counts once a day, in UTC.',
  expiry: 'Expires',
  expiries: { '30': 'in 30 days', '90': 'in 90 days', '365': 'in a year', date: 'on a date', never: 'never' },
  keepExpiry: 'as it is',
  expiryDate: 'Last day',
  submit: 'Make the token',
  save: 'Save',
  cancel: 'Cancel',

  made: 'The token is made',
  rotatedTitle: 'The new secret of the token',
  copyToken: 'Copy token',
  curlHint: 'Try it. This asks for the account, which every token may do:',
  copyCurl: 'Copy command',

  unknown: 'There is no such token',
  unknownHint: 'It may be of another account.',
  toList: 'All tokens',
  saved: 'Saved. Servers follow within a second.',
  prefix: 'Prefix',
  created: 'Made',
  revokedFact: 'Revoked, for good:',

  rotate: 'Rotate',
  rotateTitle: 'New secret',
  rotateHint:
    'Gives the token another secret. Its first characters, scopes, limits and webhooks stay. The old secret works until the overlap is over, so that you have time to put in the new one.',
  overlap: 'The old secret works for',
  overlaps: {
    '0': 'not a moment longer',
    '1': 'an hour',
    '24': 'a day',
    '72': 'three days',
    '168': 'a week',
  },
  rotateNow: 'Make a new secret',
  overlapping: 'Two secrets work. The old one ends:',
  endOverlap: 'End the old one now',
  endOverlapTitle: 'End the old secret',
  endOverlapText: 'Programs that still show it are refused from now on, with 401.',
  overlapEnded: 'Only the new secret works.',

  revoke: 'Revoke',
  revokeTitle: 'Revoke this token',
  revokeHint: 'Ends the token for good, at once. Programs that show it are refused with 401.',
  revokeStops: (n: number) =>
    n === 0
      ? 'No webhook is bound to it.'
      : `${count(n, 'webhook is bound to it and stops', 'webhooks are bound to it and stop')}:`,
  revokeWaits:
    'What waits to be sent there is cancelled. Another webhook with a live token takes their place.',
  revokeTyped: (prefix: string) => `Type ${prefix} to revoke it`,
  revoked: (name: string) => `${name} is revoked.`,
};
