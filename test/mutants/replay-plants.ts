import type { Plant } from './plants.ts';

const domain = [['test/domain/webhooks/replay'], ['test/domain/webhooks/'], ['test/flows/webhook-commands']];
const tests = [['test/domain/webhooks/test-delivery'], ['test/flows/webhook-commands']];
const deletions = [['test/domain/webhooks/delete-subscription'], ['test/flows/webhook-commands']];

/** In replays, test deliveries and what operators do with subscriptions. */
export const replayPlants: readonly Plant[] = [
  {
    why: 'of two replays under one key both are carried out',
    within: 'src/domain/webhooks/replay-queries.ts',
    find: '(await execute(tx, insertKey, [accountId, key, request, now])) === 1',
    replace: '(await execute(tx, insertKey, [accountId, key, request, now])) >= 0',
    stages: domain,
  },
  {
    why: 'a deleted conversation is replayed',
    within: 'src/domain/webhooks/replay.ts',
    find: 'else if (hasContent(row) && deletedById.get(row.conversationId)) sorted.deleted += 1;',
    replace: '',
    stages: domain,
  },
  {
    why: 'a replay does not wait for a deletion that is under way',
    within: 'src/domain/conversations/deletion.ts',
    find: ' order by id for key share',
    replace: ' order by id',
    stages: domain,
  },
  {
    why: 'a replay stands before every new delivery',
    within: 'src/domain/webhooks/replay.ts',
    find: 'replayedEveryMs = 100',
    replace: 'replayedEveryMs = 0',
    stages: domain,
  },
  {
    why: 'a replayed delivery has no fresh schedule',
    within: 'src/domain/webhooks/settlement.ts',
    find: 'return attempts + 1 - attemptsBefore;',
    replace: 'return attempts + 1 - 0 * attemptsBefore;',
    stages: domain,
  },
  {
    why: 'a paused subscription is replayed, into skipped deliveries',
    within: 'src/domain/webhooks/subscription-state.ts',
    find: "if (state.status !== 'active') return",
    replace: "if (state.status === 'disabled') return",
    stages: domain,
  },
  {
    why: 'a test delivery is not marked as one',
    within: 'src/domain/webhooks/payload.ts',
    find: '...(isTest && { test: true }),',
    replace: '',
    stages: tests,
  },
  {
    why: 'a test delivery is tried for three days',
    within: 'src/domain/webhooks/settlement.ts',
    find: 'isFinal(outcome) || delivery.contentId === testContentId',
    replace: 'isFinal(outcome)',
    stages: tests,
  },
  {
    why: 'any delivery can be taken from the servers as a test',
    within: 'src/domain/webhooks/test-delivery.ts',
    find: ' and d.is_test and job.lease_token is null',
    replace: ' and job.lease_token is null',
    stages: tests,
  },
  {
    why: 'the secret of a deleted subscription is kept',
    within: 'src/domain/webhooks/delete-subscription.ts',
    find: 'url = null, secret_sealed = null,',
    replace: 'url = null,',
    stages: deletions,
  },
  {
    why: 'what waits for a deleted subscription is sent',
    within: 'src/domain/webhooks/settlement.ts',
    find: "if (delivery.subscriptionStatus === 'deleted')",
    replace: 'if (delivery.attempts < 0)',
    stages: deletions,
  },
  {
    why: 'the listener takes any signature of the right length',
    within: 'src/cli/webhook/signatures.ts',
    find: 'a.length === b.length && timingSafeEqual(a, b)',
    replace: 'a.length === b.length',
    stages: [['src/cli/webhook/signatures']],
  },
];
