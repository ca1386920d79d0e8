import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { DailyQuota } from '../../../src/domain/limits/daily-quota.ts';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { secondsToMidnight } from '../../../src/domain/limits/utc-day.ts';
import { concurrently, createInstallation, type Installation, shiftTo } from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

const day = '2026-06-03';
const noon = shiftTo(`${day}T12:00:00.000Z`);
const clock = new DatabaseClock({ ...systemClock, databaseShiftMs: noon });

function quotas(count: number): DailyQuota[] {
  return Array.from({ length: count }, () => new DailyQuota({ db: installation.anotherPool(), clock }));
}

test('1 500 conversations, each read by several of 64 callers over four processes, count exactly 1 000', async () => {
  const token = await installation.token({ dailyConversationQuota: 1_000 });
  const conversations = Array.from({ length: 1_500 }, () => randomUUID());
  const processes = quotas(4);
  const results = await concurrently(3_000, 64, async (i) => {
    const result = await processes[(i + (i >> 2)) % 4]?.count(token, conversations[i % 1_500] ?? '');
    return { conversation: conversations[i % 1_500], counted: result?.kind === 'counted' };
  });
  const counted = new Set(results.filter((result) => result.counted).map((result) => result.conversation));
  const refused = new Set(results.filter((result) => !result.counted).map((result) => result.conversation));
  expect(counted.size).toBe(1_000);
  expect(refused.size).toBe(500);
  expect(counted.intersection(refused).size).toBe(0);
  const rows = await installation.database.query(
    `select (select used from quota_day where token_id = $1), (select count(*)::int from quota_read where token_id = $1) as reads`,
    [token.id],
  );
  expect(rows).toEqual([{ used: 1_000, reads: 1_000 }]);

  const newcomer = quotas(1)[0];
  const [readable] = counted;
  const [unreadable] = refused;
  expect(await newcomer?.count(token, readable ?? '')).toEqual({ kind: 'counted', used: 1_000, day });
  const exhausted = await newcomer?.count(token, unreadable ?? '');
  if (exhausted?.kind !== 'exhausted') throw new Error('The quota is not used up');
  expect(exhausted.retryAfterSeconds).toBeLessThanOrEqual(43_200);
  expect(exhausted.retryAfterSeconds).toBeGreaterThanOrEqual(secondsToMidnight(clock.now()));
});

test('the first reads of a day, all at the same moment, count no more than the quota', async () => {
  const processes = quotas(4);
  for (let round = 0; round < 5; round += 1) {
    const token = await installation.token({ dailyConversationQuota: 2 });
    const results = await concurrently(16, 16, async (i) => processes[i % 4]?.count(token, randomUUID()));
    expect(results.filter((result) => result?.kind === 'counted')).toHaveLength(2);
  }
});

test('a conversation counts once a day, whoever reads it and how often', async () => {
  const token = await installation.token({ dailyConversationQuota: 2 });
  const [one, other] = [randomUUID(), randomUUID()];
  const processes = quotas(3);
  const used: (number | string)[] = [];
  for (const conversation of [one, one, other, one, other]) {
    for (const process of processes) {
      const result = await process.count(token, conversation);
      used.push(result.kind === 'counted' ? result.used : result.kind);
    }
  }
  expect(used.slice(0, 6)).toEqual([1, 1, 1, 1, 1, 1]);
  expect(used.slice(6, 9)).toEqual([2, 2, 2]);
  expect(used.includes('exhausted')).toBe(false);
});

test('a new day begins with a whole quota, and the old one stays as it was', async () => {
  const token = await installation.token({ dailyConversationQuota: 1 });
  let shift = shiftTo('2026-06-03T23:30:00.000Z');
  const later = new DatabaseClock({ ...systemClock, databaseShiftMs: () => shift() });
  const quota = new DailyQuota({ db: installation.pool, clock: later });
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await quota.count(token, one)).toEqual({ kind: 'counted', used: 1, day });
  expect(await quota.count(token, other)).toMatchObject({ kind: 'exhausted' });
  shift = shiftTo('2026-06-03T23:50:00.000Z');
  expect(await quota.count(token, other)).toMatchObject({ kind: 'exhausted' });
  shift = shiftTo('2026-06-04T00:00:00.000Z');
  expect(await quota.count(token, other)).toEqual({ kind: 'counted', used: 1, day: '2026-06-04' });
  expect(await quota.count(token, one)).toMatchObject({ kind: 'exhausted' });
  const days = await installation.database.query(
    'select day::text, used from quota_day where token_id = $1 order by day',
    [token.id],
  );
  expect(days).toEqual([
    { day: '2026-06-03', used: 1 },
    { day: '2026-06-04', used: 1 },
  ]);
});

test('tokens of one account share no quota', async () => {
  const tokens = [
    await installation.token({ dailyConversationQuota: 1 }),
    await installation.token({ dailyConversationQuota: 1 }),
  ];
  const [quota] = quotas(1);
  const conversation = randomUUID();
  for (const token of tokens) expect(await quota?.count(token, conversation)).toMatchObject({ used: 1 });
});

test('a read that the database could not count is an error and stays uncounted', async () => {
  const token = await installation.token();
  const broken = new DailyQuota({
    db: {
      query: (statement) =>
        installation.pool.query({ ...statement, name: 'x', text: 'select 1/0', values: [] }),
    },
    clock,
  });
  const conversation = randomUUID();
  await expect(broken.count(token, conversation)).rejects.toThrow('division by zero');
  await expect(broken.count(token, conversation)).rejects.toThrow('division by zero');
  expect(await installation.database.query('select from quota_read where token_id = $1', [token.id])).toEqual(
    [],
  );
});
