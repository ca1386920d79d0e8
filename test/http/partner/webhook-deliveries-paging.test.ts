import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findLiveToken } from '../../../src/domain/tokens/find-token.ts';
import { documentedEvent } from '../../../src/domain/webhooks/events.ts';
import { storeSubscription } from '../../../src/domain/webhooks/queries.ts';
import { encodeCursor } from '../../../src/http/cursor.ts';
import { call, read } from '../../support/api-client.ts';
import type { Schemas } from '../../support/contract.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { walkPages } from '../../support/walk-pages.ts';

const dayMs = 86_400_000;

let world: World;
let token: string;
let tokenId: string;
let subscriptionId: string;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  const { accountId, context } = world.server;
  token = await world.server.token({ requestsPerMinute: 600 });
  const live = await findLiveToken(context.pool, accountId, token.slice(0, 11), new Date());
  tokenId = live?.id ?? '';
  subscriptionId = randomUUID();
  const subscription = { accountId, id: subscriptionId, tokenId, url: 'https://example.com/' };
  const webhook = { form: 'webhook', events: [documentedEvent], secretSealed: Buffer.alloc(1) } as const;
  await storeSubscription(context.pool, { ...subscription, ...webhook }, new Date());
});

/** Deliveries of the token, each so many microseconds older than the one before, the first `firstMs` ago; newest first. */
async function logged(count: number, { stepUs = 1_000_000, firstMs = 60_000 } = {}): Promise<string[]> {
  const rows = await world.database.query<{ id: string }>(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, created_at)
     select $1, gen_random_uuid(), $2, $3, gen_random_uuid(), 'conversation.completed', 'succeeded',
       $4::timestamptz - n * $5::bigint * interval '1 microsecond' from generate_series(0, $6::int - 1) n
     returning id`,
    [world.server.accountId, subscriptionId, tokenId, new Date(Date.now() - firstMs), stepUs, count],
  );
  return rows.map(({ id }) => id);
}

function page(query = ''): Promise<Schemas['DeliveriesResponse']> {
  return read(world.server, token, `/webhooks/deliveries?${query}`, 'DeliveriesResponse');
}

function walk(query: string, between?: () => Promise<unknown>): Promise<string[]> {
  const rowsOf = async (wanted: string) => {
    const { deliveries: rows, pagination } = await page(wanted);
    return { rows, pagination };
  };
  return walkPages(rowsOf, query, between);
}

test('2 500 deliveries are walked whole, each once, while new ones are written', async () => {
  const before = await logged(2_500);
  const newer = () => logged(40, { firstMs: 1_000, stepUs: 1_000 });
  expect(await walk('', newer)).toEqual(before);
  const all = await page('limit=1000');
  expect(all.deliveries.filter(({ id }) => before.includes(id))).toHaveLength(1_000 - 80);
});

test('without parameters a page has 1 000 rows and says that there are more', async () => {
  const ids = await logged(1_001);
  const { deliveries, pagination } = await page();
  expect(deliveries.map(({ id }) => id)).toEqual(ids.slice(0, 1_000));
  expect(pagination).toEqual({ next_cursor: expect.any(String), has_more: true, limit: 1_000 });
});

test('deliveries of one moment, and some a microsecond apart, keep their order across pages', async () => {
  const same = (await logged(60, { stepUs: 0 })).sort().reverse();
  const apart = await logged(60, { stepUs: 1, firstMs: 120_000 });
  expect(await walk('limit=7')).toEqual([...same, ...apart]);
});

test('the last page that is exactly full has no next one, and the log ends with the seventh day', async () => {
  const ids = await logged(4, { stepUs: 1_000_000, firstMs: 7 * dayMs - 60_000 });
  await logged(3, { firstMs: 7 * dayMs + 1 });
  expect(await walk('limit=2')).toEqual(ids);
  expect((await page('limit=4')).pagination).toEqual({ next_cursor: null, has_more: false, limit: 4 });
});

test('a page that has not changed is a 304, although its cursor is made anew', async () => {
  await logged(3);
  const first = await call(world.server, token, '/webhooks/deliveries?limit=2');
  const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
  const again = () => call(world.server, token, '/webhooks/deliveries?limit=2', { headers });
  // The half hour in which it counts as unchanged may end between the two.
  const half = () => Math.floor(Date.now() / 1_800_000);
  const began = half();
  const status = (await again()).status;
  if (began === half()) expect(status).toBe(304);
  await world.database.query(`update webhook_delivery set status = 'failed' where token_id = $1`, [tokenId]);
  expect((await again()).status).toBe(200);
});

test.each(['0', '1001', '-1', '2.5', '1e2', '', '25x'])('limit=%s is a 400', async (limit) => {
  const answer = await call(world.server, token, `/webhooks/deliveries?limit=${limit}`);
  expect(answer.body).toEqual({
    statusCode: 400,
    message: "Invalid parameter 'limit': must be an integer between 1 and 1000",
    error: 'Bad Request',
  });
});

describe('a cursor', () => {
  const refused = {
    statusCode: 400,
    message: "Invalid parameter 'cursor': must be the next_cursor of an earlier answer to the same query",
    error: 'Bad Request',
  };
  let cursor: string;
  beforeEach(async () => {
    await logged(5);
    cursor = (await page('limit=2')).pagination.next_cursor ?? '';
    expect(cursor).not.toBe('');
  });

  const answerTo = async (given: string, by = token): Promise<unknown> =>
    (await call(world.server, by, `/webhooks/deliveries?cursor=${given}`)).body;

  test('fits the same token with any limit', async () => {
    expect((await page(`cursor=${cursor}`)).deliveries).toHaveLength(3);
    expect((await page(`cursor=${cursor}&limit=1`)).deliveries).toHaveLength(1);
  });

  test('does not fit another token of the account, nor another account', async () => {
    expect(await answerTo(cursor, world.token)).toEqual(refused);
    expect(await answerTo(cursor, world.other.token)).toEqual(refused);
  });

  test('does not fit the list of conversations, nor does its cursor fit here', async () => {
    const { keys } = world.server.context;
    const filters = { from: null, to: null, department_id: null, user_id: null, conversation_type: null };
    const scope = {
      key: keys.cursor,
      accountId: world.server.accountId,
      filters: JSON.stringify(filters),
    };
    const ofList = encodeCursor(scope, { us: Date.now() * 1_000, id: randomUUID() }, new Date());
    expect((await call(world.server, token, `/conversations?cursor=${ofList}`)).status).toBe(200);
    expect(await answerTo(ofList)).toEqual(refused);
    expect((await call(world.server, token, `/conversations?cursor=${cursor}`)).body).toEqual(refused);
  });

  test('is refused when it is a day old, and not before', async () => {
    const { keys, clock } = world.server.context;
    const { accountId } = world.server;
    const scope = { key: keys.cursor, accountId, filters: `deliveries of ${tokenId}` };
    const given = (ageMs: number): string => {
      const issued = new Date(clock.now().getTime() - ageMs);
      return encodeCursor(scope, { us: Date.now() * 1_000, id: randomUUID() }, issued);
    };
    expect(await answerTo(given(dayMs + 60_000))).toEqual(refused);
    expect(await answerTo(given(dayMs - 60_000))).toMatchObject({ pagination: { has_more: false } });
  });

  test('does not survive any change', async () => {
    const flipped = [...cursor].map(
      (letter, i) => cursor.slice(0, i) + (letter === 'A' ? 'B' : 'A') + cursor.slice(i + 1),
    );
    const changed = [...flipped, cursor.slice(0, -1), cursor.slice(1), `${cursor}A`, cursor + cursor, '%00'];
    for (const answer of await Promise.all(changed.map((value) => answerTo(value))))
      expect(answer).toEqual(refused);
  });
});
