import type { Plant } from './plants.ts';

/** In what admins do with tokens and webhooks. */
export const tokenPlants: readonly Plant[] = [
  {
    why: 'the old secret of a rotated token is taken for ever',
    within: 'src/domain/tokens/directory.ts',
    find: 'return oldSecretUntil !== null && oldSecretUntil > now;',
    replace: 'return oldSecretUntil !== null && oldSecretUntil > new Date(0);',
    stages: [['src/domain/tokens/rotate-token']],
  },
  {
    why: 'a call that could not be noted is forgotten',
    within: 'src/domain/tokens/token-uses.ts',
    find: 'if (!this.#noted.has(id)) this.#noted.set(id, use);',
    replace: 'if (this.#noted.has(id)) this.#noted.set(id, use);',
    stages: [['src/domain/tokens/token-uses']],
  },
  {
    why: 'the body of a deleted conversation is shown in the log of webhooks',
    within: 'src/domain/webhooks/sent-request.ts',
    find: 'if (isOfConversation && (await findDeletion(',
    replace: 'if (!isOfConversation && (await findDeletion(',
    stages: [['test/http/app/webhook-deliveries']],
  },
  {
    why: 'a body is shown as the token may see it now, not as it was sent',
    within: 'src/domain/webhooks/sent-request.ts',
    find: '...(scopes && {',
    replace: '...(scopes?.length === 0 && {',
    stages: [['test/http/app/webhook-deliveries']],
  },
  {
    why: 'reads that were counted today go with the old ones',
    within: 'src/domain/limits',
    find: "(statement_timestamp() at time zone 'UTC')::date - 1`;",
    replace: "(statement_timestamp() at time zone 'UTC')::date + 1`;",
    stages: [['test/domain/purges']],
  },
];
