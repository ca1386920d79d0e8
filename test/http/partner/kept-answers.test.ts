import { afterAll, beforeAll, expect, test } from 'vitest';
import { packTranscript } from '../../../src/domain/conversations/packed-transcript.ts';
import { storeTranscript } from '../../../src/domain/conversations/store.ts';
import { type Answer, call, send } from '../../support/api-client.ts';
import {
  addConversations,
  type Conversations,
  salesTranscript,
  storeCompleted,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

/** An answer that is asked for again comes from memory. A change that any process makes shows in the very next answer. */
let world: World;
let conversations: Conversations;
let token: string;
let plainToken: string;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
  token = await world.server.token({ requestsPerMinute: 6_000 });
  plainToken = await world.server.token({ requestsPerMinute: 6_000, includeRecordings: false });
});
afterAll(() => world.close());

const pool = (): World['server']['context']['pool'] => world.server.context.pool;
const content = (answer: Answer): string => {
  expect(answer.status).toBe(200);
  return answer.text.replace(/"_meta":.*/, '');
};
const list = async (query = '', by = token): Promise<string> =>
  content(await call(world.server, by, `/conversations${query}`));
/** Cursors are made anew now and then. */
const plainList = async (query: string): Promise<string> =>
  (await list(query, plainToken)).replace(/"next_cursor":"[^"]+"/, '');
const retitle = (title: string): Promise<unknown> =>
  pool().query(
    `update conversation set partner_card = jsonb_set(partner_card::jsonb, '{title}', to_jsonb($2::text))::text where id = $1`,
    [conversations.sales, title],
  );

test.each(['', '?limit=2', '?conversation_type=sales', '?from=2020-01-01&to=2100-01-01'])(
  'a change shows in the next list%s, the answers before and after it are the same each time',
  async (query) => {
    await retitle(`Before ${query}`);
    const before = await plainList(query);
    expect(before).toContain(`Before ${query}`);
    expect(await plainList(query)).toBe(before);
    await retitle(`After ${query}`);
    const after = await plainList(query);
    expect(after).toContain(`After ${query}`);
    expect(await plainList(query)).toBe(after);
  },
);

const hits = (): number => world.server.context.answers.hits;

test.each(['/conversations', 'transcript'])('what is asked for again comes from memory: %s', async (what) => {
  const path = what === 'transcript' ? `/conversations/${conversations.sales}/transcript` : what;
  const before = hits();
  await expect
    .poll(async () => {
      content(await call(world.server, token, path));
      return hits();
    })
    .toBeGreaterThan(before);
  let text = '';
  // They are made every half second.
  await expect
    .poll(async () => {
      ({ text } = await send(world.server, '/metrics'));
      return Number(/^meetric_kept_answers_total\{result="hit"\} (\d+)$/m.exec(text)?.[1]);
    })
    .toBe(hits());
  expect(text).toMatch(/^meetric_kept_answers_total\{result="miss"\} [1-9]/m);
  expect(Number(/^meetric_kept_answers_bytes (\d+)$/m.exec(text)?.[1])).toBeGreaterThan(1_000);
});

test('a later page shows changes too', async () => {
  const first = await call(world.server, plainToken, '/conversations?limit=1');
  const cursor = /"next_cursor":"([^"]+)"/.exec(first.text)?.[1] ?? '';
  const second = (): Promise<string> => plainList(`?limit=1&cursor=${cursor}`);
  await second();
  const before = await second();
  const shown = /"id":"([^"]+)"/.exec(before)?.[1];
  const move = (days: number): Promise<unknown> =>
    pool().query(
      'update conversation set started_at = started_at + make_interval(days => $2) where id = $1',
      [shown, days],
    );
  await move(-40);
  expect(await second()).not.toContain(shown);
  await move(40);
  expect(await second()).toBe(before);
});

test('a token without recordings gets no links, whoever asked before', async () => {
  expect(await list()).toContain('"recording_url":');
  expect(await list('', plainToken)).not.toContain('"recording_url":');
  expect(await list()).toContain('"recording_url":');
});

test('links of a list are good for an hour, however often it was sent before', async () => {
  const nowSeconds = Date.now() / 1000;
  const answer = await list();
  for (const [, expires] of answer.matchAll(/\?expires=(\d+)&/g))
    expect(Number(expires)).toBeGreaterThan(nowSeconds + 3_599);
  expect(answer).toMatch(/\?expires=\d+&/);
});

/** While the column is away, whatever reads it fails: what is answered then comes from memory. */
async function without<T>(table: string, column: string, work: () => Promise<T>): Promise<T> {
  await pool().query(`alter table ${table} rename column ${column} to ${column}_away`);
  try {
    return await work();
  } finally {
    await pool().query(`alter table ${table} rename column ${column}_away to ${column}`);
  }
}

test('a list that is asked for again is sent from memory', async () => {
  const once = async (limit: number): Promise<number> =>
    (await call(world.server, token, `/conversations?limit=${limit}`)).status;
  const statuses = async (): Promise<number[]> => {
    for (const _ of [1, 2]) await once(3);
    return without('conversation', 'partner_card', async () => [await once(3), await once(4)]);
  };
  // Links are made anew now and then, and lists with them: then nothing is kept yet.
  await expect.poll(statuses).toEqual([200, 500]);
});

test('a transcript that is asked for again is sent from memory', async () => {
  const path = `/conversations/${conversations.messages}/transcript`;
  const before = [
    content(await call(world.server, token, path)),
    content(await call(world.server, token, path)),
  ];
  const again = await without('transcript', 'deflated', async () => {
    const other = await call(world.server, token, `/conversations/${conversations.swedish}/transcript`);
    expect(other.status).toBe(500);
    return content(await call(world.server, token, path));
  });
  expect(again).toBe(before[1]);
});

test('a transcript that was replaced shows in the next answer, to all kinds of clients', async () => {
  const { accountId } = world.server;
  const id = conversations.sales;
  const replace = (text: string): Promise<number> =>
    storeTranscript(
      pool(),
      accountId,
      id,
      packTranscript(id, { messages: [{ speaker_name: 'Anna', text }] }),
    );
  for (const headers of [{}, { 'accept-encoding': 'gzip' }]) {
    const read = async (): Promise<string> =>
      content(await call(world.server, token, `/conversations/${id}/transcript`, { headers }));
    await replace('What it was.');
    const before = await read();
    expect(before).toContain('What it was.');
    expect(await read()).toBe(before);
    await replace('What it is.');
    expect(await read()).toContain('What it is.');
  }
  await storeTranscript(pool(), accountId, id, packTranscript(id, salesTranscript));
});

test('a transcript kept for one account is a 404 to another', async () => {
  const path = `/conversations/${conversations.sales}/transcript`;
  content(await call(world.server, token, path));
  expect((await call(world.server, world.other.token, path)).status).toBe(404);
});

test('an id in capitals is the same conversation, and the same read of the day', async () => {
  const path = `/conversations/${conversations.sales.toUpperCase()}/transcript`;
  const first = await call(world.server, token, path);
  expect(content(first)).toContain(`"conversation_id":"${conversations.sales}"`);
  const left = (answer: Answer): string | undefined =>
    /"day";r=(\d+)/.exec(answer.headers.get('ratelimit') ?? '')?.[1];
  const again = await call(world.server, token, `/conversations/${conversations.sales}/transcript`);
  expect(left(again)).toBe(left(first));
});
