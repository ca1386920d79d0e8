import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ConversationChanges, changesAreNoted, seenBy } from '../../src/domain/conversations/changes.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

/** Whether a change of conversations is noticed, however transactions overlap, and none is where nothing changed. */
let database: TestDatabase;
let first: pg.Client;
let second: pg.Client;
let account: string;
let other: string;
beforeEach(async () => {
  database = await createTestDatabase();
  [first, second] = await Promise.all([connect(), connect()]);
  account = randomUUID();
  other = randomUUID();
  await first.query(
    `insert into account (id, name, language, created_at, updated_at) select id, 'Account', 'en', now(), now() from unnest($1::uuid[]) id`,
    [[account, other]],
  );
  await insert(first, account);
  await insert(first, account);
});
afterEach(async () => {
  await first.end();
  await second.end();
  await database.drop();
});

async function connect(): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  return client;
}

function insert(client: pg.Client, accountId: string): Promise<unknown> {
  return client.query(
    `insert into conversation (account_id, id, status, title, started_at, medium, language, participants, partner_card, created_at,
      updated_at) values ($1, gen_random_uuid(), 'processing', 'Call', now(), 'call', 'en', '[]', '{}', now(), now())`,
    [accountId],
  );
}

const ids = async (): Promise<string[]> =>
  (await database.query<{ id: string }>('select id from conversation order by id')).map(({ id }) => id);
const retitle = (client: pg.Client, id: string | undefined): Promise<unknown> =>
  client.query(`update conversation set title = 'Another' where id = $1`, [id]);
const changesKept = (): Promise<unknown[]> =>
  database.query('select from conversation_change where account_id = $1', [account]);

async function see(accountId = account) {
  const [row] = await database.query<{ seen: string }>(`select ${seenBy} as seen`);
  return { accountId, seenBy: row?.seen ?? '' };
}
const isUnchanged = (seen: Awaited<ReturnType<typeof see>>): Promise<boolean> =>
  new ConversationChanges(first).unchangedSince(seen);

test.each<[string, (id: string | undefined) => Promise<unknown>]>([
  ['an insertion', () => insert(second, account)],
  ['an update', (id) => retitle(second, id)],
  ['a deletion', (id) => second.query('delete from conversation where id = $1', [id])],
])('%s is noticed, once by each who saw the account before it', async (_name, change) => {
  const before = await see();
  expect(await isUnchanged(before)).toBe(true);
  await change((await ids())[0]);
  expect(await isUnchanged(before)).toBe(false);
  expect(await isUnchanged(await see())).toBe(true);
  await change((await ids())[0]);
  expect(await isUnchanged(before)).toBe(false);
});

test('a change counts when it is committed, also for who saw the account meanwhile', async () => {
  await second.query('begin');
  await retitle(second, (await ids())[0]);
  const meanwhile = await see();
  // Later transactions end before it: its number is not the highest that was seen.
  await insert(first, other);
  const afterOthers = await see();
  expect(await isUnchanged(meanwhile)).toBe(true);
  expect(await isUnchanged(afterOthers)).toBe(true);
  await second.query('commit');
  expect(await isUnchanged(meanwhile)).toBe(false);
  expect(await isUnchanged(afterOthers)).toBe(false);
});

test('a change that is rolled back, a change of nothing and one of another account count for nothing', async () => {
  const before = await see();
  await second.query('begin');
  await retitle(second, (await ids())[0]);
  await second.query('rollback');
  await retitle(second, randomUUID());
  await insert(second, other);
  expect(await isUnchanged(before)).toBe(true);
  expect(await isUnchanged({ ...before, accountId: other })).toBe(false);
});

test('overlapping changes of one account wait for nothing, and no more stay than overlapped', async () => {
  const before = await see();
  const [one, two] = await ids();
  await first.query('begin');
  await second.query('begin');
  await retitle(first, one);
  await retitle(second, two);
  await retitle(first, one);
  await second.query('commit');
  await first.query('commit');
  expect(await isUnchanged(before)).toBe(false);
  for (let n = 0; n < 5; n += 1) {
    expect((await changesKept()).length).toBeLessThanOrEqual(2);
    const now = await see();
    await insert(first, account);
    expect(await isUnchanged(now)).toBe(false);
    expect(await isUnchanged(before)).toBe(false);
  }
});

test('an old snapshot elsewhere, as of a backup, does not make each change dearer than the one before', async () => {
  await second.query('begin isolation level repeatable read; select from conversation');
  const [id] = await ids();
  const entriesRead = async (): Promise<number> => {
    await first.query('select pg_stat_force_next_flush()');
    const { rows } = await first.query<{ count: number }>(
      `select idx_tup_read::int as count from pg_stat_user_indexes where indexrelname = 'conversation_change_pkey'`,
    );
    return rows[0]?.count ?? 0;
  };
  const readBy = async (changes: number): Promise<number> => {
    const before = await entriesRead();
    for (let n = 0; n < changes; n += 1) await retitle(first, id);
    return (await entriesRead()) - before;
  };
  const early = await readBy(50);
  await readBy(200);
  expect(early).toBeGreaterThan(0);
  expect(await readBy(50)).toBeLessThan(2 * early);
  await second.query('commit');
});

test('what another server numbered, or this one before a recovery, is not trusted', async () => {
  const [snapshot, numbering = ''] = (await see()).seenBy.split('@');
  for (const other of [numbering.replace(/^\S+/, '2020-06-03'), numbering.replace(/\S+$/, '09:00:00+00')])
    expect(await isUnchanged({ accountId: account, seenBy: `${snapshot}@${other}` })).toBe(false);
  expect(await isUnchanged({ accountId: account, seenBy: `${snapshot}@${numbering}` })).toBe(true);
});

test('a database that was set up without the triggers is known by that', async () => {
  expect(await changesAreNoted(first)).toBe(true);
  await first.query('alter table conversation disable trigger note_updated');
  expect(await changesAreNoted(first)).toBe(false);
  await first.query('drop function note_conversation_change cascade');
  expect(await changesAreNoted(first)).toBe(false);
});

test('questions that share a query get their own answers', async () => {
  const changes = new ConversationChanges(first);
  const before = [await see(), await see(other), await see()];
  await insert(second, other);
  expect(await Promise.all(before.map((seen) => changes.unchangedSince(seen)))).toEqual([true, false, true]);
});
