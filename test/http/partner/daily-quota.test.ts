import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import { contentOf } from '../../support/contract.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyConversationRead, everyOperation } from '../../support/operation-rows.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

const unknown = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';

test('exactly the reads of one conversation count', () => {
  expect(everyOperation.filter(({ counts }) => counts)).toEqual(everyConversationRead);
});

describe.each(everyConversationRead)('$id', ({ path }) => {
  test('refuses another conversation when the day is used up; the counted one stays readable', async () => {
    const { server } = world;
    const token = await server.token({ dailyConversationQuota: 1 });
    const first = await call(server, token, path(conversations.sales));
    expect([first.status, dayLeft(first.headers)]).toEqual([200, 0]);
    const before = secondsToMidnight();
    const refused = await call(server, token, path(conversations.messages));
    const body = contentOf(refused.body, 'LimitError');
    expect(body).toEqual({
      statusCode: 429,
      message: 'Daily conversation quota exceeded. Conversations already read today stay readable.',
      error: 'Too Many Requests',
      retryAfter: body.retryAfter,
    });
    expect(body.retryAfter).toBeLessThanOrEqual(before);
    expect(body.retryAfter).toBeGreaterThanOrEqual(secondsToMidnight());
    expect(refused.headers.get('retry-after')).toBe(String(body.retryAfter));
    expect(refused.headers.get('etag')).toBeNull();
    for (const operation of everyConversationRead)
      expect((await call(server, token, operation.path(conversations.sales))).status).toBe(200);
    expect((await call(server, token, path(conversations.sales.toUpperCase()))).status).toBe(200);
    expect(await counted(token)).toBe(1);
  });

  test('counts a 304 like the 200', async () => {
    const { server } = world;
    const token = await server.token({ dailyConversationQuota: 1 });
    const headers = { 'if-none-match': '*' };
    const answer = await call(server, token, path(conversations.sales), { headers });
    expect([answer.status, dayLeft(answer.headers)]).toEqual([304, 0]);
    expect((await call(server, token, path(conversations.messages), { headers })).status).toBe(429);
  });

  test('does not count what was not read', async () => {
    const token = await world.server.token({ dailyConversationQuota: 1 });
    const statuses = [];
    for (const place of [unknown, conversations.foreign, 'no-id'])
      statuses.push((await call(world.server, token, path(place))).status);
    expect(statuses).toEqual([404, 404, 400]);
    expect(await counted(token)).toBe(0);
    expect((await call(world.server, token, path(conversations.sales))).status).toBe(200);
  });
});

test('list rows, refusals for scope and what is not ready are free', async () => {
  const { server } = world;
  const token = await server.token({ dailyConversationQuota: 1, scopes: ['conversations', 'insights'] });
  const list = await call(server, token, '/conversations');
  expect([list.status, dayLeft(list.headers)]).toEqual([200, 1]);
  const statuses = [];
  for (const path of [
    `/conversations/${conversations.sales}/transcript`,
    `/conversations/${conversations.sales}?include_transcript=true`,
    `/conversations/${conversations.processing}/summary`,
    `/conversations/${conversations.failed}/insights`,
    `/conversations/${conversations.swedish}/insights`,
  ])
    statuses.push((await call(server, token, path)).status);
  expect(statuses).toEqual([403, 403, 404, 404, 404]);
  expect(await counted(token)).toBe(0);
});

test('a missing conversation is a 404 also when the day is used up', async () => {
  const token = await world.server.token({ dailyConversationQuota: 1 });
  await call(world.server, token, `/conversations/${conversations.sales}`);
  expect((await call(world.server, token, `/conversations/${unknown}`)).status).toBe(404);
  expect((await call(world.server, token, `/conversations/${conversations.foreign}`)).status).toBe(404);
});

test('every other operation works when the day is used up', async () => {
  const token = await world.server.token({ dailyConversationQuota: 1 });
  await call(world.server, token, `/conversations/${conversations.sales}`);
  const others = everyOperation.filter(({ counts, method }) => !counts && method === 'GET');
  for (const { path } of others) expect((await call(world.server, token, path(''))).status).toBe(200);
});

test('each token has a quota of its own', async () => {
  const { server } = world;
  const path = `/conversations/${conversations.sales}`;
  const used = await server.token({ dailyConversationQuota: 1 });
  await call(server, used, `/conversations/${conversations.messages}`);
  expect((await call(server, used, path)).status).toBe(429);
  expect((await call(server, await server.token({ dailyConversationQuota: 1 }), path)).status).toBe(200);
});

async function counted(token: string): Promise<number> {
  const rows = await world.database.query(
    'select 1 from quota_read r join api_token t on t.id = r.token_id where t.lookup = $1',
    [token.slice(3, 11)],
  );
  return rows.length;
}

function dayLeft(headers: Headers): number {
  return Number(/"day";r=(\d+)/.exec(headers.get('ratelimit') ?? '')?.[1]);
}

function secondsToMidnight(): number {
  const now = world.server.context.databaseClock.now().getTime();
  return Math.ceil((86_400_000 - (now % 86_400_000)) / 1000);
}
