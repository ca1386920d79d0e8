import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Db } from '../../src/db/pool.ts';
import { purgeQuota } from '../../src/domain/limits/quota-purge.ts';
import { purgeSessions } from '../../src/domain/sessions/own-sessions.ts';
import { purgeThrottle } from '../../src/domain/sessions/throttle.ts';
import { purgeLinks } from '../../src/domain/users/links.ts';
import { startBackgroundWork } from '../../src/server/workers.ts';
import { createWorld, type World } from '../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const tables = ['session', 'user_link', 'sign_in_throttle', 'quota_read', 'quota_day'];
const clear = async (): Promise<void> => {
  for (const table of tables) await world.database.query(`delete from ${table}`);
};
beforeEach(clear);
afterEach(clear);

/** The same database, and how many rows each statement on it changed. */
function counted(): { db: Db; counts: (number | null)[] } {
  const counts: (number | null)[] = [];
  return {
    counts,
    db: {
      async query(statement) {
        const result = await world.server.context.pool.query(statement);
        counts.push(result.rowCount);
        return result;
      },
    },
  };
}

const now = new Date('2026-11-24T12:00:00Z');
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000);

/** One for each number of days ago at which it expired, and at which it was ended before that. */
const addSessions = (ages: { expired: number; ended: number | null }[]): Promise<unknown> =>
  world.database.query(
    `insert into session (account_id, id, user_id, refreshed_at, created_at, expires_at, ended_at)
    select $1, gen_random_uuid(), $2, $3, $3, expires_at, ended_at
    from unnest($4::timestamptz[], $5::timestamptz[]) as age (expires_at, ended_at)`,
    [
      world.server.accountId,
      world.people.erik.id,
      daysAgo(400),
      ages.map(({ expired }) => daysAgo(expired)),
      ages.map(({ ended }) => ended && daysAgo(ended)),
    ],
  );

test('sessions go 90 days after they expired or were ended', async () => {
  const kept = [
    { expired: 89, ended: null },
    { expired: -10, ended: null },
    { expired: -10, ended: 89 },
  ];
  const over = [
    { expired: 91, ended: null },
    { expired: -10, ended: 91 },
  ];
  await addSessions([...kept, ...over]);
  await purgeSessions(world.server.context.pool, now);
  const left = await world.database.query<{ expires_at: Date; ended_at: Date | null }>(
    'select expires_at, ended_at from session order by expires_at, ended_at desc',
  );
  expect(left).toEqual(
    kept.map(({ expired, ended }) => ({
      expires_at: daysAgo(expired),
      ended_at: ended === null ? null : daysAgo(ended),
    })),
  );
});

test('sessions go a thousand at a time', async () => {
  await addSessions(Array.from({ length: 1_001 }, () => ({ expired: 91, ended: null })));
  const { db, counts } = counted();
  await purgeSessions(db, now);
  expect(counts).toEqual([1_000, 1]);
});

const addLinks = (expiredDaysAgo: number[]): Promise<unknown> =>
  world.database.query(
    `insert into user_link (account_id, secret_hash, purpose, user_id, created_at, expires_at)
    select $1, sha256(n::text::bytea), 'reset', $2, $3, expires_at
    from unnest($4::timestamptz[]) with ordinality as age (expires_at, n)`,
    [world.server.accountId, world.people.erik.id, daysAgo(30), expiredDaysAgo.map(daysAgo)],
  );

test('links go a day after they expired', async () => {
  await addLinks([1.1, 0.9, -1]);
  await purgeLinks(world.server.context.pool, now);
  expect(await world.database.query('select expires_at from user_link order by 1')).toEqual([
    { expires_at: daysAgo(0.9) },
    { expires_at: daysAgo(-1) },
  ]);
});

test('links go a thousand at a time', async () => {
  await addLinks(Array.from({ length: 1_001 }, () => 2));
  const { db, counts } = counted();
  await purgeLinks(db, now);
  expect(counts).toEqual([1_000, 1]);
});

/** The database's own clock decides about these. */
const addThrottled = (count: number, age: string): Promise<unknown> =>
  world.database.query(
    `insert into sign_in_throttle select sha256((n || $2)::bytea), now() - $2::interval from generate_series(1, $1::int) n`,
    [count, age],
  );

test('tries are forgotten an hour after all of them are free again', async () => {
  for (const age of ['61 minutes', '59 minutes', '-5 minutes']) await addThrottled(1, age);
  await purgeThrottle(world.server.context.pool);
  expect(
    await world.database.query(
      `select round(extract(epoch from now() - free_at) / 60)::int as minutes from sign_in_throttle order by 1`,
    ),
  ).toEqual([{ minutes: -5 }, { minutes: 59 }]);
});

test('tries are forgotten ten thousand at a time, and those that are being taken are left', async () => {
  await addThrottled(10_001, '2 hours');
  const { db, counts } = counted();
  await purgeThrottle(db);
  expect(counts).toEqual([10_000, 1]);
  await addThrottled(2, '2 hours');
  const taking = await world.server.context.pool.connect();
  try {
    await taking.query('begin');
    await taking.query('select from sign_in_throttle limit 1 for update');
    await purgeThrottle(world.server.context.pool);
    await taking.query('rollback');
  } finally {
    taking.release();
  }
  expect(await world.database.query('select from sign_in_throttle')).toHaveLength(1);
});

/** A token that read so many conversations on each of these days; days before the database's. */
const addReads = async (reads: number, agesDays: number[]): Promise<void> => {
  const values = [world.server.accountId, reads, agesDays];
  const days = `select $1::uuid as account_id, md5(age::text)::uuid as token_id,
      (now() at time zone 'UTC')::date - age as day from unnest($3::int[]) age`;
  await world.database.query(`insert into quota_day select days.*, $2::int from (${days}) days`, values);
  await world.database.query(
    `insert into quota_read select days.*, gen_random_uuid() from (${days}) days, generate_series(1, $2::int)`,
    values,
  );
};
const leftReads = (table: 'quota_day' | 'quota_read'): Promise<unknown[]> =>
  world.database.query(
    `select (now() at time zone 'UTC')::date - day as age, count(*)::int as rows from ${table} group by 1 order by 1`,
  );

test('reads that were counted go with their days, but not those of today and yesterday', async () => {
  await addReads(3, [0, 1, 2, 40]);
  await purgeQuota(world.server.context.pool);
  expect(await leftReads('quota_day')).toEqual([
    { age: 0, rows: 1 },
    { age: 1, rows: 1 },
  ]);
  expect(await leftReads('quota_read')).toEqual([
    { age: 0, rows: 3 },
    { age: 1, rows: 3 },
  ]);
});

test('counted reads go five thousand at a time, and their days five hundred at a time', async () => {
  await addReads(
    11,
    Array.from({ length: 501 }, (_, i) => i + 2),
  );
  const { db, counts } = counted();
  await purgeQuota(db);
  expect(counts).toEqual([5_000, 500, 500, 11, 1]);
  expect(await leftReads('quota_read')).toEqual([]);
});

test('the work in the background removes all of it from the start on', async () => {
  const { context, config } = world.server;
  await addSessions([{ expired: 9_999, ended: null }]);
  await addLinks([9_999]);
  await addThrottled(1, '2 hours');
  await addReads(1, [2]);
  const work = startBackgroundWork(context, config, ['sound']);
  const rows = (): Promise<number[]> =>
    Promise.all(tables.map(async (table) => (await world.database.query(`select from ${table}`)).length));
  await expect.poll(rows).toEqual(tables.map(() => 0));
  await work.drain(0);
});
