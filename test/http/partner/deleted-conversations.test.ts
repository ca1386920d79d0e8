import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { findLiveToken } from '../../../src/domain/tokens/find-token.ts';
import { documentedEvent } from '../../../src/domain/webhooks/events.ts';
import { storeSubscription } from '../../../src/domain/webhooks/queries.ts';
import { disable } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { type Answer, call, read, send } from '../../support/api-client.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyConversationRead } from '../../support/operation-rows.ts';

/** From the very next answer on nobody sees a deleted conversation, in whatever way it was read before. */
let world: World;
let conversations: Conversations;
let token: string;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
  token = await world.server.token({ requestsPerMinute: 6_000 });
});
afterAll(() => world.close());
afterEach(async () => {
  for (const id of [conversations.sales, conversations.messages]) await bringBack(id);
});

const keyOf = (id: string) => [world.server.accountId, id] as const;
const remove = (id: string) =>
  deleteConversation(world.server.context.pool, ...keyOf(id), { by: operator, now: new Date() });
const bringBack = (id: string) =>
  undeleteConversation(world.server.context.pool, ...keyOf(id), { by: operator, now: new Date() });
const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
  call(world.server, token, path, { headers });
const notFound = { statusCode: 404, message: 'Conversation not found', error: 'Not Found' };
const leftToday = (answer: Answer): string | undefined =>
  /"day";r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1];

const reads = [
  ...everyConversationRead.map(({ id, path }) => ({ name: id, path })),
  {
    name: 'getConversation, whole',
    path: (id: string) => `/conversations/${id}?include_transcript=true&include_insights=true`,
  },
];
test.each(reads)(
  '$name is a 404 at once, also to who has it already, and as before once it is back',
  async ({ path }) => {
    const place = path(conversations.sales);
    // Twice: the second answer may be kept.
    await get(place);
    const before = await get(place);
    expect(before.status).toBe(200);
    const etag = before.headers.get('etag') ?? '';
    expect((await get(place, { 'if-none-match': etag })).status).toBe(304);
    await remove(conversations.sales);
    for (const headers of [{}, { 'if-none-match': etag }, { 'if-none-match': '*' }]) {
      const answer = await get(place, headers);
      expect([answer.status, answer.body]).toEqual([404, notFound]);
    }
    expect(await bringBack(conversations.sales)).toBe('undeleted');
    const after = await get(place);
    expect(after.status).toBe(200);
    expect(leftToday(after)).toBe(leftToday(before));
    const shown = (answer: Answer): string =>
      answer.text.replace(/"_meta":.*|\?expires=[^"]*|"expires_at":"[^"]*"/g, '');
    expect(shown(after)).toBe(shown(before));
  },
);

async function listed(query = ''): Promise<string[]> {
  const page = await read(world.server, token, `/conversations${query}`, 'ConversationsResponse');
  return page.conversations.map(({ id }) => id);
}

test.each(['', '?limit=25', '?conversation_type=sales', '?from=2020-01-01'])(
  'the list%s does not show it, also where the page was kept',
  async (query) => {
    await listed(query);
    const before = await listed(query);
    expect(before).toContain(conversations.sales);
    await remove(conversations.sales);
    expect(await listed(query)).toEqual(before.filter((id) => id !== conversations.sales));
    await bringBack(conversations.sales);
    expect(await listed(query)).toEqual(before);
  },
);

test('filtered by its department or its user it is not there either', async () => {
  const { sales, erik } = world.people;
  for (const query of [`?department_id=${sales.id}`, `?user_id=${erik.id}`]) {
    expect(await listed(query)).toEqual([conversations.sales]);
    await remove(conversations.sales);
    expect(await listed(query)).toEqual([]);
    await bringBack(conversations.sales);
  }
});

test('a walk that is under way does not come upon it, and skips nothing else', async () => {
  const all = await listed();
  const first = await read(world.server, token, '/conversations?limit=1', 'ConversationsResponse');
  expect(first.conversations.map(({ id }) => id)).toEqual(all.slice(0, 1));
  const next = `?limit=25&cursor=${first.pagination.next_cursor}`;
  expect(await listed(next)).toEqual(all.slice(1));
  await remove(conversations.sales);
  const left = all.filter((id) => id !== conversations.sales);
  expect(await listed(next)).toEqual(left.slice(1));
  // The row that the cursor points at may go as well.
  const [pointedAt = ''] = all;
  await remove(pointedAt);
  expect(await listed(next)).toEqual(left.slice(1));
  await bringBack(pointedAt);
});

test('a link that was given out opens its recording no longer, in whole, in part or by its ETag', async () => {
  const place = `/conversations/${conversations.messages}/recording-url`;
  const { recording_url } = await read(world.server, token, place, 'RecordingUrlResponse');
  const link = recording_url.slice(world.server.url.length);
  const opened = await send(world.server, link);
  expect(opened.status).toBe(200);
  await remove(conversations.messages);
  const attempts = [
    { headers: {} },
    { headers: { range: 'bytes=0-3' } },
    { headers: { 'if-none-match': opened.headers.get('etag') ?? '' } },
    { method: 'HEAD' },
  ];
  for (const attempt of attempts) expect((await send(world.server, link, attempt)).status).toBe(404);
  await bringBack(conversations.messages);
  expect((await send(world.server, link)).bytes.equals(opened.bytes)).toBe(true);
});

test('a deletion of one account hides nothing of another', async () => {
  const { other, server } = world;
  await deleteConversation(server.context.pool, ...keyOf(conversations.foreign), {
    by: operator,
    now: new Date(),
  });
  expect((await call(server, other.token, `/conversations/${conversations.foreign}`)).status).toBe(200);
});

test('its pending deliveries are shown as cancelled, with the reason', async () => {
  const { context, accountId } = world.server;
  const live = await findLiveToken(context.pool, accountId, token.slice(0, 11), new Date());
  const subscription = { accountId, id: randomUUID(), tokenId: live?.id ?? '', url: 'https://example.com/' };
  const asked = { form: 'webhook', events: [documentedEvent], secretSealed: Buffer.alloc(1) } as const;
  await storeSubscription(context.pool, { ...subscription, ...asked }, new Date());
  // Once it is back, its turn comes, and nothing is dialled.
  await disable(context.pool, accountId, subscription.id, operator);
  await world.database.query(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, attempts,
       response_status, last_error, created_at)
     values ($1, gen_random_uuid(), $2, $3, $4, 'conversation.completed', 'pending', 1, 500, 'http_status', now())`,
    [accountId, subscription.id, subscription.tokenId, conversations.sales],
  );
  const shown = async (): Promise<unknown> =>
    (await read(world.server, token, '/webhooks/deliveries', 'DeliveriesResponse')).deliveries;
  const common = { conversation_id: conversations.sales, attempts: 1, response_status: 500 };
  await remove(conversations.sales);
  expect(await shown()).toMatchObject([
    { ...common, status: 'cancelled', last_error: 'conversation_deleted' },
  ]);
  await bringBack(conversations.sales);
  await expect.poll(shown).toMatchObject([{ status: 'skipped', last_error: 'subscription_disabled' }]);
});
