import type { Role } from '../../../session.tsx';

export const roleTexts: Record<Role, { name: string; about: string }> = {
  member: { name: 'Member', about: 'Sees own conversations and those that they took part in.' },
  manager: { name: 'Manager', about: 'Sees also those of their teams and of their department.' },
  admin: { name: 'Admin', about: 'Sees all, and keeps people, tokens, webhooks and settings.' },
  owner: { name: 'Owner', about: 'The same, and makes other owners.' },
};

export const usersTexts = {
  title: 'Users',
  facts: (all: number, invited: number) =>
    `${all} ${all === 1 ? 'person' : 'people'}${invited > 0 ? `, ${invited} invited` : ''}`,
  invite: 'Invite',
  search: 'Search by name or e-mail',
  status: {
    active: 'Active',
    invited: 'Invited',
    not_invited: 'Not invited',
    deactivated: 'Deactivated',
  },
  columns: { name: 'Name', role: 'Role', place: 'Department and teams', seen: 'Last seen' },
  never: 'Never',
  you: 'You',
  none: 'Nobody is called so',
  noneHint: 'Look for another name, or invite somebody.',
  more: (count: number) => `Show ${count} more`,
  cut: (shown: number, total: number) => `The list ends after ${shown} of ${total} people.`,
  actions: (name: string) => `Actions for ${name}`,
  change: 'Change …',
  again: 'New invitation link',
  inviteNow: 'Invite',
  reset: 'Link to a new password',
  deactivate: 'Deactivate …',
  activate: 'Activate',
  activated: (name: string) => `${name} can sign in again.`,
  deactivated: (name: string) => `${name} is deactivated.`,
  changed: (name: string) => `${name} is changed.`,
  deactivateTitle: (name: string) => `Deactivate ${name}?`,
  deactivateText:
    'All sessions end at once, and nobody signs in by this address. The conversations stay with this name. You can activate the person again.',
  form: {
    inviteTitle: 'Invite somebody',
    changeTitle: (name: string) => `Change ${name}`,
    email: 'E-mail',
    name: 'Name',
    nameHint: 'They can change it when they join.',
    role: 'Role',
    department: 'Department',
    noDepartment: 'None',
    teams: 'Teams',
    make: 'Make the link',
    save: 'Save',
    cancel: 'Cancel',
    ownersOnly: 'Only an owner changes an owner.',
  },
  link: {
    inviteTitle: (name: string) => `An invitation for ${name}`,
    resetTitle: (name: string) => `A new password for ${name}`,
    hint: (until: string) =>
      `Send this link to them. It is good once, until ${until}, and is shown here this once.`,
    mailed: (email: string) => `It was mailed to ${email} as well.`,
    copy: 'Copy the link',
    done: 'I have sent it',
    label: 'Link',
  },
};
