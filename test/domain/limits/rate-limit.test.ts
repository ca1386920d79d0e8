import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { systemClock } from '../../../src/base/clock.ts';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import { concurrently, type Installation, settableClock, shiftTo } from './installation.ts';
import { admitted, createRateRig, type RateRig } from './rate-rig.ts';

let rig: RateRig;
let installation: Installation;
beforeAll(async () => {
  rig = await createRateRig();
  installation = rig.installation;
});
afterAll(() => installation.close());

describe('every single call is counted up to 600 a minute', () => {
  test('N calls are admitted with a falling rest, the next is refused', async () => {
    const token = await installation.token({ requestsPerMinute: 5 });
    const one = rig.limiter();
    const states = [];
    const startedS = Date.now() / 1000;
    for (let i = 0; i < 7; i += 1) states.push(await one.admit(token));
    expect(states.map((state) => state.admitted)).toEqual([true, true, true, true, true, false, false]);
    expect(states.map((state) => state.remaining)).toEqual([4, 3, 2, 1, 0, 0, 0]);
    const endedS = Date.now() / 1000;
    for (const state of states) {
      expect(state.resetAt).toBeGreaterThanOrEqual(startedS + 60);
      expect(state.resetAt).toBeLessThanOrEqual(endedS + 61);
      expect(state.resetSeconds).toBeGreaterThanOrEqual(60 - (endedS - startedS));
      expect(state.resetSeconds).toBeLessThanOrEqual(60);
    }
  });

  test('64 callers over four processes get exactly N', async () => {
    const token = await installation.token({ requestsPerMinute: 60 });
    const processes = Array.from({ length: 4 }, () => rig.limiter());
    const results = await concurrently(400, 64, async (i) => {
      const result = await processes[i % 4]?.admit(token);
      return result?.admitted === true;
    });
    expect(results.filter(Boolean)).toHaveLength(60);
    expect(await rig.ring(token)).toHaveLength(60);
  });

  test('a call is admitted again exactly when the oldest is sixty seconds old', async () => {
    const token = await installation.token({ requestsPerMinute: 3 });
    const clock = settableClock();
    const one = rig.limiter(clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
    await rig.age(token, 30_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
    // The test itself takes time.
    await rig.age(token, 20_000, clock);
    expect(await admitted(one, token, 1)).toEqual([false]);
    // Another process does not know of the refusal: the ring itself must refuse.
    expect(await admitted(rig.limiter(clock), token, 1)).toEqual([false]);
    await rig.age(token, 10_000, clock);
    expect(await admitted(one, token, 2)).toEqual([true, false]);
    await rig.age(token, 30_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
  });

  test('refused calls do not prolong the wait, and leave no trace', async () => {
    const token = await installation.token({ requestsPerMinute: 2 });
    const clock = settableClock();
    const one = rig.limiter(clock);
    await admitted(one, token, 2);
    const before = await rig.ring(token);
    await rig.age(token, 20_000, clock);
    const refusals = await concurrently(200, 8, () => one.admit(token));
    expect(refusals.every((refusal) => !refusal.admitted)).toBe(true);
    expect((await rig.ring(token)).map((us) => us + 20_000_000)).toEqual(before);
    await rig.age(token, 40_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
  });

  test('the wait that a refusal names is as long as it says, also for a refusal from memory', async () => {
    const token = await installation.token({ requestsPerMinute: 1 });
    const clock = settableClock();
    const one = rig.limiter(clock);
    const startedMs = performance.now();
    await admitted(one, token, 1);
    for (const [ms, seconds] of [[0, 60] as const, [15_000, 45] as const, [30_000, 15] as const]) {
      await rig.age(token, ms, clock);
      const { admitted, resetSeconds } = await one.admit(token);
      expect(admitted).toBe(false);
      expect(resetSeconds).toBeLessThanOrEqual(seconds);
      expect(resetSeconds).toBeGreaterThanOrEqual(seconds - (performance.now() - startedMs) / 1000);
    }
    await rig.age(token, 5_000, clock);
    await rig.age(token, 10_000, clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
  });

  test('a client that obeys the wait is admitted every time', async () => {
    const token = await installation.token({ requestsPerMinute: 4 });
    const clock = settableClock();
    const one = rig.limiter(clock);
    let refused = 0;
    for (let i = 0; i < 40; i += 1) {
      const result = await one.admit(token);
      if (result.admitted) {
        await rig.age(token, 700, clock);
        continue;
      }
      refused += 1;
      await rig.age(token, result.resetSeconds * 1000, clock);
      expect((await one.admit(token)).admitted).toBe(true);
    }
    expect(refused).toBeGreaterThan(5);
  });

  test('a client that paces itself gets all N, for minutes on end', async () => {
    const token = await installation.token({ requestsPerMinute: 60 });
    const clock = settableClock();
    const processes = [rig.limiter(clock), rig.limiter(clock)];
    for (let i = 0; i < 180; i += 1) {
      expect((await processes[i % 2]?.admit(token))?.admitted).toBe(true);
      await rig.age(token, 1_000, clock);
    }
  });

  test('one token knows nothing of another', async () => {
    const [one, other] = [
      await installation.token({ requestsPerMinute: 1 }),
      await installation.token({ requestsPerMinute: 1 }),
    ];
    const shared = rig.limiter();
    expect(await admitted(shared, one, 2)).toEqual([true, false]);
    expect(await admitted(shared, other, 2)).toEqual([true, false]);
  });
});

test('a database that is gone is an error, never an admission', async () => {
  const token = await installation.token();
  const pool = installation.anotherPool();
  const one = new RateLimiter({
    db: { query: (statement) => pool.query({ ...statement, name: 'x', text: 'select 1/0', values: [] }) },
    clock: new DatabaseClock(settableClock()),
  });
  await expect(one.admit(token)).rejects.toThrow('division by zero');
});

test('an answer tells what all processes have counted of the day', async () => {
  const token = await installation.token();
  await installation.database.query(
    'insert into quota_day (account_id, token_id, day, used) values ($1, $2, $3, 17)',
    [token.accountId, token.id, '2026-06-03'],
  );
  const clock = new DatabaseClock({ ...systemClock, databaseShiftMs: shiftTo('2026-06-03T12:00:00.000Z') });
  const one = new RateLimiter({ db: installation.pool, clock });
  expect(await one.admit(token)).toMatchObject({ usedToday: 17, day: '2026-06-03' });
});
