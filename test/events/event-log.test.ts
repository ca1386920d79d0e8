import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { listenForNews, type News } from '../../src/db/notifications.ts';
import { type Db, inTransaction } from '../../src/db/pool.ts';
import { storeAccount } from '../../src/domain/accounts/queries.ts';
import { appendEvent, type EventsRead, readEvents } from '../../src/events/event-log.ts';
import { purgeEvents } from '../../src/events/event-purge.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

let installation: Installation;
let accountId: string;
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(async () => {
  accountId = await anotherAccount();
});
afterAll(() => installation.close());

async function anotherAccount(): Promise<string> {
  const id = randomUUID();
  await storeAccount(installation.pool, { id, name: `Account ${id}`, now: new Date() });
  return id;
}

const change = (db: Db, subjectId: string = randomUUID(), account: string = accountId): Promise<void> =>
  appendEvent(db, account, 'conversation.changed', subjectId);
const read = (after = 0, limit = 100): Promise<EventsRead> =>
  readEvents(installation.pool, accountId, after, limit);

async function readAfter(after: number, limit = 100): Promise<{ sequence: number; subjectId: string }[]> {
  const found = await read(after, limit);
  if (found.kind !== 'events') throw new Error(`Events are gone before ${found.oldestSequence}`);
  return found.events;
}

/** A transaction that has written an event and is left open, as long as its writer pleases. */
async function openWriter(
  subjectId: string,
): Promise<{ commit(): Promise<void>; rollback(): Promise<void> }> {
  const client = await installation.anotherPool(1).connect();
  await client.query('begin');
  await change(client, subjectId);
  const end = async (statement: string): Promise<void> => {
    await client.query(statement);
    client.release();
  };
  return { commit: () => end('commit'), rollback: () => end('rollback') };
}

const untilOneWaits = (): Promise<void> =>
  expect.poll(() => installation.database.waitingForLock('append_events')).toBe(1);

test('an event tells what happened to what, when', async () => {
  const subjectId = randomUUID();
  const before = new Date();
  await appendEvent(installation.pool, accountId, 'conversation.created', subjectId);
  const found = await read();
  expect(found).toEqual({
    kind: 'events',
    events: [{ sequence: 1, type: 'conversation.created', subjectId, at: expect.any(Date) }],
  });
  const [event] = found.kind === 'events' ? found.events : [];
  expect(Number(event?.at) - Number(before)).toBeGreaterThanOrEqual(-1);
});

test('each account counts by itself, and none sees the events of another', async () => {
  const other = await anotherAccount();
  for (const account of [accountId, other, accountId]) await change(installation.pool, randomUUID(), account);
  expect((await readAfter(0)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect(await readEvents(installation.pool, other, 0, 100)).toMatchObject({ events: [{ sequence: 1 }] });
});

test('a reader goes on from the last sequence it has, page by page, also where nothing is new', async () => {
  for (let n = 0; n < 5; n += 1) await change(installation.pool);
  expect((await readAfter(0, 2)).map(({ sequence }) => sequence)).toEqual([1, 2]);
  expect((await readAfter(2, 2)).map(({ sequence }) => sequence)).toEqual([3, 4]);
  expect((await readAfter(4, 2)).map(({ sequence }) => sequence)).toEqual([5]);
  expect(await readAfter(5, 2)).toEqual([]);
});

test('of two open transactions the second waits for the first, and a reader between them misses nothing', async () => {
  const [first, second] = [randomUUID(), randomUUID()];
  const one = await openWriter(first);
  const other = openWriter(second);
  await untilOneWaits();
  expect(await readAfter(0)).toEqual([]);
  await one.commit();
  expect(await readAfter(0)).toMatchObject([{ sequence: 1, subjectId: first }]);
  await (await other).commit();
  expect(await readAfter(1)).toMatchObject([{ sequence: 2, subjectId: second }]);
});

test('a transaction that began first and appends last comes last', async () => {
  const [early, late] = [randomUUID(), randomUUID()];
  const client = await installation.anotherPool(1).connect();
  await client.query('begin');
  // It has its transaction's number before the other's.
  await client.query('select pg_current_xact_id()');
  await change(installation.pool, late);
  expect(await readAfter(0)).toMatchObject([{ sequence: 1, subjectId: late }]);
  await change(client, early);
  expect(await readAfter(1)).toEqual([]);
  await client.query('commit');
  client.release();
  expect(await readAfter(1)).toMatchObject([{ sequence: 2, subjectId: early }]);
});

test('what is rolled back was never there: whoever waited takes its number', async () => {
  const [undone, kept] = [randomUUID(), randomUUID()];
  const one = await openWriter(undone);
  const other = openWriter(kept);
  await untilOneWaits();
  await one.rollback();
  await (await other).commit();
  expect(await readAfter(0)).toMatchObject([{ sequence: 1, subjectId: kept }]);
});

test('a writer that is killed leaves no number behind', async () => {
  const client = await installation.anotherPool(1).connect();
  // The server's word of it, and then the connection's end, are an error each.
  const lost = new Promise((resolve) => client.on('error', resolve));
  await client.query('begin');
  const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
  await change(client);
  const kept = randomUUID();
  const other = openWriter(kept);
  await untilOneWaits();
  await installation.database.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
  await lost;
  client.release(true);
  await (await other).commit();
  expect(await readAfter(0)).toMatchObject([{ sequence: 1, subjectId: kept }]);
});

/** Reads on until it has seen `last`; gives all it saw, in order. */
async function follow(
  last: Promise<string>,
  limit: number,
): Promise<{ sequence: number; subjectId: string }[]> {
  const seen: { sequence: number; subjectId: string }[] = [];
  let end: string | undefined;
  void last.then((subjectId) => {
    end = subjectId;
  });
  while (seen.length === 0 || seen.at(-1)?.subjectId !== end)
    seen.push(...(await readAfter(seen.at(-1)?.sequence ?? 0, limit)));
  return seen;
}

test('many writers, some of which give up: each reader sees what was committed, once, in one order', async () => {
  const pool = installation.anotherPool(12);
  const committed: string[] = [];
  let left = 240;
  const writer = async (number: number): Promise<void> => {
    while (left-- > 0) {
      const subjectId = randomUUID();
      const givesUp = (left + number) % 5 === 0;
      const write = inTransaction(pool, async (tx) => {
        await tx.query({ text: 'select pg_sleep(random() * 0.003)' });
        await change(tx, subjectId);
        if (givesUp) throw new Error('gave up');
      });
      await (givesUp ? expect(write).rejects.toThrow('gave up') : write);
      if (!givesUp) committed.push(subjectId);
    }
  };
  const writers = Promise.all(Array.from({ length: 12 }, (_, number) => writer(number)));
  const last = writers.then(async () => {
    const subjectId = randomUUID();
    await change(pool, subjectId);
    committed.push(subjectId);
    return subjectId;
  });
  const seen = await Promise.all([follow(last, 1), follow(last, 7), follow(last, 100)]);
  for (const events of seen) {
    expect(events.map(({ sequence }) => sequence)).toEqual(committed.map((_, i) => i + 1));
    expect(events.map(({ subjectId }) => subjectId).toSorted()).toEqual(committed.toSorted());
  }
});

test('batches of several accounts in any order never wait for each other in a circle', async () => {
  const accounts = [accountId, await anotherAccount(), await anotherAccount()];
  const pool = installation.anotherPool(6);
  const append = (inOrder: string[]): Promise<unknown> =>
    pool.query('select from append_events($1::uuid[], $2::text[], $3::uuid[])', [
      inOrder,
      inOrder.map(() => 'conversation.created'),
      inOrder.map(() => randomUUID()),
    ]);
  const orders = Array.from({ length: 90 }, (_, n) => (n % 2 ? accounts : accounts.toReversed()));
  await Promise.all(orders.map(append));
  for (const account of accounts) {
    const found = await readEvents(pool, account, 0, 100);
    const sequences = found.kind === 'events' ? found.events.map(({ sequence }) => sequence) : [];
    expect(sequences).toEqual(orders.map((_, i) => i + 1));
  }
});

test('listeners hear of an account once a transaction, when it is committed', async () => {
  const heard: News[] = [];
  const listener = listenForNews(installation.database.url, (news) => heard.push(news));
  const announce = (text: string): Promise<unknown> =>
    installation.pool.query('select pg_notify($1, $2)', ['meetric_news', text]);
  try {
    await expect
      .poll(async () => {
        await announce('tokens');
        return heard.length;
      })
      .toBeGreaterThan(0);
    await inTransaction(installation.pool, async (tx) => {
      for (let n = 0; n < 3; n += 1) await change(tx);
    });
    await announce('deletions');
    await expect.poll(() => heard).toContainEqual({ about: 'deletions' });
    expect(heard.filter(({ about }) => about === 'events')).toEqual([{ about: 'events', accountId }]);
  } finally {
    await listener.close();
  }
});

const dayMs = 86_400_000;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);

/** The first `count` events are as many days old. */
async function age(count: number, days: number): Promise<void> {
  await installation.database.query(
    `update event set at = at - $3 * interval '1 day' where account_id = $1 and sequence <= $2`,
    [accountId, count, days],
  );
}

test('events are kept for 90 days; a reader from before learns what the oldest one is', async () => {
  for (let n = 0; n < 6; n += 1) await change(installation.pool);
  await age(3, 90);
  expect(await purgeEvents(installation.pool, inDays(-0.01))).toBe(0);
  expect(await readAfter(0)).toHaveLength(6);
  // In batches that are smaller than what is old.
  expect(await purgeEvents(installation.pool, inDays(0.01), { accounts: 1, ofEach: 2 })).toBe(3);
  for (const after of [0, 2]) expect(await read(after)).toEqual({ kind: 'events_gone', oldestSequence: 4 });
  expect((await readAfter(3)).map(({ sequence }) => sequence)).toEqual([4, 5, 6]);
});

test('of each account what is old goes, and nothing else', async () => {
  const accounts = [accountId, await anotherAccount(), await anotherAccount()];
  for (const account of [...accounts, ...accounts]) await change(installation.pool, randomUUID(), account);
  for (const account of accounts.slice(1))
    await installation.database.query(
      `update event set at = at - interval '91 days' where account_id = $1 and sequence = 1`,
      [account],
    );
  expect(await purgeEvents(installation.pool, new Date(), { accounts: 1, ofEach: 10 })).toBe(2);
  const left = accounts.map((account) => readEvents(installation.pool, account, 1, 10));
  for (const found of await Promise.all(left)) expect(found).toMatchObject({ events: [{ sequence: 2 }] });
  expect(await readAfter(0)).toHaveLength(2);
});

test('where all were purged the numbers go on, and whoever has the last one misses nothing', async () => {
  for (let n = 0; n < 2; n += 1) await change(installation.pool);
  await purgeEvents(installation.pool, inDays(91));
  expect(await read(1)).toEqual({ kind: 'events_gone', oldestSequence: 3 });
  expect(await read(2)).toEqual({ kind: 'events', events: [] });
  await change(installation.pool);
  expect(await readAfter(2)).toMatchObject([{ sequence: 3 }]);
});

test('a sequence that the log never gave, as after a restored backup, is told like one from before', async () => {
  expect(await read(0)).toEqual({ kind: 'events', events: [] });
  expect(await read(1)).toEqual({ kind: 'events_gone', oldestSequence: 1 });
  await change(installation.pool);
  expect(await read(2)).toEqual({ kind: 'events_gone', oldestSequence: 1 });
});
