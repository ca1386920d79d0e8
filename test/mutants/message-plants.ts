import type { Plant } from './plants.ts';

const stages = [
  ['src/domain/webhooks/messages/'],
  ['test/domain/webhooks/further-events', 'test/domain/webhooks/messages', 'test/domain/mail/'],
  ['test/domain/webhooks/subscribe'],
];

/** In further events, and in what people are told. */
export const messagePlants: readonly Plant[] = [
  {
    why: 'a subscription gets events that it did not ask for',
    within: 'src/db/functions',
    find: ' and happened.event = any(s.events)',
    replace: '',
    stages,
  },
  {
    why: 'news of a deletion is cancelled with the conversation',
    within: 'src/domain/webhooks',
    find: "status = 'pending' and (event = 'conversation.deleted') = $3",
    replace: "status = 'pending' and $3::boolean is not null",
    stages,
  },
  {
    why: 'a new name floods receivers with years of calls',
    within: 'src/processing',
    find: 'and ($3::timestamptz is null or c.started_at >= $3)',
    replace: 'and ($3::timestamptz is null or true)',
    stages,
  },
  {
    why: 'a failure tells what a provider wrote',
    within: 'src/domain/webhooks',
    find: 'failure: { code: failure.code, reason }',
    replace: 'failure: { ...failure, reason }',
    stages,
  },
  {
    why: 'the mark of an extension is in the documented event',
    within: 'src/domain/webhooks',
    find: 'event === documentedEvent ? {} : { extension: true }',
    replace: '{ extension: true }',
    stages,
  },
  {
    why: 'words of a conversation are mark-up in Slack',
    within: 'src/domain/webhooks/messages',
    find: ".replaceAll('<', '&lt;')",
    replace: '',
    stages,
  },
  {
    why: 'words of a conversation are HTML in a mail',
    within: 'src/domain/mail',
    find: "  '<': '&lt;',\n",
    replace: '',
    stages,
  },
  {
    why: 'a password is sent over a connection that anybody can read',
    within: 'src/domain/mail',
    find: "requireTLS: config.tls === 'required'",
    replace: 'requireTLS: false',
    stages,
  },
  {
    why: 'a mail that is refused for good is tried for days',
    within: 'src/domain/webhooks',
    find: 'isFinal: status >= 500',
    replace: 'isFinal: status >= 600',
    stages,
  },
  {
    why: 'a chat may stand at a private address',
    within: 'src/domain/webhooks/subscribe.ts',
    find: "if (verdict.kind === 'refused') return",
    replace: "if (verdict.kind === 'refused' && wanted === '') return",
    stages,
  },
];
