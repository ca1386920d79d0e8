import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { DailyQuota } from '../../../src/domain/limits/daily-quota.ts';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import { secondsToMidnight } from '../../../src/domain/limits/utc-day.ts';
import { createInstallation, type Installation, settableClock, shiftTo } from './installation.ts';

const dayMs = 86_400_000;
const noon = shiftTo('2026-06-03T12:00:00.000Z');
const day = '2026-06-03';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

/** The clock of a process that goes so many days wrong, on a database to which it is noon. */
function clockWrongBy(days: number): DatabaseClock {
  const own = settableClock(() => new Date(Date.now() + days * dayMs));
  return new DatabaseClock({ ...own, databaseShiftMs: noon });
}

test('processes whose clocks are days apart share one day: the database’s', async () => {
  const token = await installation.token({ dailyConversationQuota: 5 });
  const processes = [-1, 0, 1].map((days) => {
    const clock = clockWrongBy(days);
    const quota = new DailyQuota({ db: installation.anotherPool(), clock });
    return { clock, quota, limiter: new RateLimiter({ db: installation.anotherPool(), clock }) };
  });
  const own = processes.map(() => Array.from({ length: 5 }, () => randomUUID()));
  const kinds: string[] = [];
  for (let i = 0; i < 5; i += 1) {
    for (const [n, { quota }] of processes.entries()) {
      const result = await quota.count(token, own[n]?.[i] ?? '');
      kinds.push(result.kind);
      if (result.kind === 'exhausted') expect(result.retryAfterSeconds).toBeLessThanOrEqual(43_200);
      else expect(result).toMatchObject({ used: kinds.length, day });
    }
  }
  expect(kinds).toEqual([...Array(5).fill('counted'), ...Array(10).fill('exhausted')]);
  for (const { limiter, clock } of processes) {
    expect(await limiter.admit(token)).toMatchObject({ usedToday: 5, day });
    expect(Math.abs(secondsToMidnight(clock.now()) - 43_200)).toBeLessThan(300);
  }
  const days = await installation.database.query(
    'select day::text, used from quota_day where token_id = $1',
    [token.id],
  );
  expect(days).toEqual([{ day, used: 5 }]);
});

test('what is remembered is forgotten with the database’s midnight, whatever the process’s clock says', async () => {
  const token = await installation.token({ dailyConversationQuota: 1 });
  let shift = shiftTo('2026-06-03T23:50:00.000Z');
  const clock = new DatabaseClock({
    now: () => new Date('2020-01-01T00:00:00.000Z'),
    monotonicMs: systemClock.monotonicMs,
    databaseShiftMs: () => shift(),
  });
  const quota = new DailyQuota({ db: installation.pool, clock });
  const [one, other] = [randomUUID(), randomUUID()];
  expect(await quota.count(token, one)).toEqual({ kind: 'counted', used: 1, day });
  expect(await quota.count(token, one)).toEqual({ kind: 'counted', used: 1, day });
  const exhausted = await quota.count(token, other);
  if (exhausted.kind !== 'exhausted') throw new Error('The quota is not used up');
  expect(exhausted.retryAfterSeconds).toBeLessThanOrEqual(600);
  expect(exhausted.retryAfterSeconds).toBeGreaterThanOrEqual(secondsToMidnight(clock.now()));
  shift = shiftTo('2026-06-04T00:00:00.000Z');
  expect(await quota.count(token, other)).toEqual({ kind: 'counted', used: 1, day: '2026-06-04' });
  expect(await quota.count(token, one)).toMatchObject({ kind: 'exhausted' });
});

test('another process sees the same midnight without a read of its own', async () => {
  const token = await installation.token({ dailyConversationQuota: 1 });
  let shift = shiftTo('2026-06-03T23:50:00.000Z');
  const clockOf = () => new DatabaseClock({ ...systemClock, databaseShiftMs: () => shift() });
  const quota = new DailyQuota({ db: installation.pool, clock: clockOf() });
  await quota.count(token, randomUUID());
  const limiter = new RateLimiter({ db: installation.pool, clock: clockOf() });
  expect(await limiter.admit(token)).toMatchObject({ usedToday: 1, day });
  shift = shiftTo('2026-06-04T00:00:00.000Z');
  expect(await limiter.admit(token)).toMatchObject({ usedToday: 0, day: '2026-06-04' });
});
