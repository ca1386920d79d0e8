import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import { contentOf } from '../../support/contract.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyOperation, initOf } from '../../support/operation-rows.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

describe.each(everyOperation)('$id', (operation) => {
  test('admits as many calls as the token may send and refuses the rest', async () => {
    const token = await world.server.token({ requestsPerMinute: 2, dailyConversationQuota: 5 });
    const once = () => call(world.server, token, operation.path(conversations.sales), initOf(operation));
    const startedS = Date.now() / 1000;
    const answers = [await once(), await once(), await once(), await once()];
    const endedS = Date.now() / 1000;
    expect(answers.map(({ status }) => status)).toEqual([operation.success, operation.success, 429, 429]);
    expect(answers.map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['1', '0', '0', '0']);
    const [first, , refused] = answers;
    if (!first || !refused) throw new Error('No answers');
    expect(first.headers.get('ratelimit-policy')).toBe('"minute";q=2;w=60, "day";q=5;w=86400');
    const left = operation.counts ? 4 : 5;
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"minute";r=1;t=60, "day";r=${left};t=\\d+$`));
    const body = contentOf(refused.body, 'LimitError');
    expect(body).toEqual({
      statusCode: 429,
      message: 'Rate limit exceeded. Try again later.',
      error: 'Too Many Requests',
      retryAfter: body.retryAfter,
    });
    expect(body.retryAfter).toBeGreaterThanOrEqual(60 - (endedS - startedS));
    expect(body.retryAfter).toBeLessThanOrEqual(60);
    expect(refused.headers.get('retry-after')).toBe(String(body.retryAfter));
    const resetAt = Number(refused.headers.get('x-ratelimit-reset'));
    expect(resetAt).toBeGreaterThanOrEqual(startedS + 60);
    expect(resetAt).toBeLessThanOrEqual(endedS + 61);
    expect(await countedCalls(token)).toBe(2);
  });
});

test('the limit comes before scope, parameters and quota, and each refusal after it counts', async () => {
  const token = await world.server.token({ requestsPerMinute: 3, scopes: ['conversations'] });
  const statuses = [];
  for (const path of ['/users', '/conversations?limit=0', '/conversations/no-id', '/users', '/nothing'])
    statuses.push((await call(world.server, token, path)).status);
  expect(statuses).toEqual([403, 400, 400, 429, 429]);
  expect(await countedCalls(token)).toBe(3);
});

test('a refused call counts no conversation', async () => {
  const token = await world.server.token({ requestsPerMinute: 1 });
  await call(world.server, token, '/account');
  const answer = await call(world.server, token, `/conversations/${conversations.sales}`);
  expect(answer.status).toBe(429);
  expect(
    await world.database.query('select 1 from quota_day q where q.token_id = $1', [await idOf(token)]),
  ).toEqual([]);
});

test('each token has a limit of its own', async () => {
  const [one, two] = [await world.server.token({ requestsPerMinute: 1 }), world.token];
  await call(world.server, one, '/account');
  expect((await call(world.server, one, '/account')).status).toBe(429);
  expect((await call(world.server, two, '/account')).status).toBe(200);
});

test('calls at the same time are counted one by one', async () => {
  const token = await world.server.token({ requestsPerMinute: 7 });
  const answers = await Promise.all(Array.from({ length: 20 }, () => call(world.server, token, '/account')));
  const admitted = answers.filter(({ status }) => status === 200);
  expect(admitted.map(({ headers }) => headers.get('x-ratelimit-remaining')).sort()).toEqual([
    '0',
    '1',
    '2',
    '3',
    '4',
    '5',
    '6',
  ]);
});

async function idOf(token: string): Promise<string | undefined> {
  const [row] = await world.database.query<{ id: string }>('select id from api_token where lookup = $1', [
    token.slice(3, 11),
  ]);
  return row?.id;
}

async function countedCalls(token: string): Promise<number> {
  const rows = await world.database.query<{ head: string }>(
    'select head from rate_window where token_id = $1',
    [await idOf(token)],
  );
  return Number(rows[0]?.head);
}
