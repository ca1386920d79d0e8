import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { RateLimiter } from '../../src/limits/rate-limit.ts';
import {
  concurrently,
  createInstallation,
  type Installation,
  type IssuedToken,
  type SettableClock,
  settableClock,
} from './installation.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
afterAll(() => installation.close());

/** A limiter as another process has it: its own connections, its own memory. */
function limiter(clock: SettableClock = settableClock()): RateLimiter {
  return new RateLimiter({ db: installation.anotherPool(), clock });
}

/** Makes the window's entries older, in the database and for the limiters that go by `clock`. */
async function age(token: IssuedToken, ms: number, clock?: SettableClock): Promise<void> {
  await installation.database.query(
    `update rate_window set slots = array(select case when s = 0 then 0 else s - $2::bigint * 1000 end
       from unnest(slots) with ordinality as entry (s, n) order by n) where token_id = $1`,
    [token.id, ms],
  );
  clock?.forward(ms);
}

async function admitted(one: RateLimiter, token: IssuedToken, calls: number): Promise<boolean[]> {
  const results: boolean[] = [];
  for (let i = 0; i < calls; i += 1) results.push((await one.admit(token)).admitted);
  return results;
}

describe('every single call is counted up to 600 a minute', () => {
  test('N calls are admitted with a falling rest, the next is refused', async () => {
    const token = await installation.token({ requestsPerMinute: 5 });
    const one = limiter();
    const states = [];
    for (let i = 0; i < 7; i += 1) states.push(await one.admit(token));
    expect(states.map((state) => state.admitted)).toEqual([true, true, true, true, true, false, false]);
    expect(states.map((state) => state.remaining)).toEqual([4, 3, 2, 1, 0, 0, 0]);
    const inAMinute = Date.now() / 1000 + 60;
    for (const state of states) {
      expect(Math.abs(state.resetAt - inAMinute)).toBeLessThan(5);
      expect(state.resetSeconds).toBeGreaterThan(50);
      expect(state.resetSeconds).toBeLessThanOrEqual(60);
    }
  });

  test('64 callers over four processes get exactly N', async () => {
    const token = await installation.token({ requestsPerMinute: 60 });
    const processes = Array.from({ length: 4 }, () => limiter());
    const results = await concurrently(400, 64, async (i) => {
      const result = await processes[i % 4]?.admit(token);
      return result?.admitted === true;
    });
    expect(results.filter(Boolean)).toHaveLength(60);
    expect(await ring(token)).toHaveLength(60);
  });

  test('a call is admitted again exactly when the oldest is sixty seconds old', async () => {
    const token = await installation.token({ requestsPerMinute: 3 });
    const clock = settableClock();
    const one = limiter(clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
    await age(token, 30_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
    await age(token, 28_000, clock);
    expect(await admitted(one, token, 1)).toEqual([false]);
    // Another process does not know of the refusal: the ring itself must refuse.
    expect(await admitted(limiter(clock), token, 1)).toEqual([false]);
    await age(token, 2_000, clock);
    expect(await admitted(one, token, 2)).toEqual([true, false]);
    await age(token, 30_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
  });

  test('refused calls do not prolong the wait, and leave no trace', async () => {
    const token = await installation.token({ requestsPerMinute: 2 });
    const clock = settableClock();
    const one = limiter(clock);
    await admitted(one, token, 2);
    const before = await ring(token);
    await age(token, 20_000, clock);
    const refusals = await concurrently(200, 8, () => one.admit(token));
    expect(refusals.every((refusal) => !refusal.admitted)).toBe(true);
    expect((await ring(token)).map((us) => us + 20_000_000)).toEqual(before);
    await age(token, 40_000, clock);
    expect(await admitted(one, token, 3)).toEqual([true, true, false]);
  });

  test('the wait that a refusal names is as long as it says, also for a refusal from memory', async () => {
    const token = await installation.token({ requestsPerMinute: 1 });
    const clock = settableClock();
    const one = limiter(clock);
    await admitted(one, token, 1);
    const waits: number[] = [];
    for (const ms of [0, 15_000, 30_000, 5_000]) {
      await age(token, ms, clock);
      const refusal = await one.admit(token);
      expect(refusal.admitted).toBe(false);
      waits.push(refusal.resetSeconds);
    }
    for (const [i, seconds] of [60, 45, 15, 10].entries()) {
      // The test itself takes time.
      expect([seconds, seconds - 1, seconds - 2]).toContain(waits[i]);
    }
    await age(token, 10_000, clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
  });

  test('a client that obeys the wait is admitted every time', async () => {
    const token = await installation.token({ requestsPerMinute: 4 });
    const clock = settableClock();
    const one = limiter(clock);
    let refused = 0;
    for (let i = 0; i < 40; i += 1) {
      const result = await one.admit(token);
      if (result.admitted) {
        await age(token, 700, clock);
        continue;
      }
      refused += 1;
      await age(token, result.resetSeconds * 1000, clock);
      expect((await one.admit(token)).admitted).toBe(true);
    }
    expect(refused).toBeGreaterThan(5);
  });

  test('a client that paces itself gets all N, for minutes on end', async () => {
    const token = await installation.token({ requestsPerMinute: 60 });
    const clock = settableClock();
    const processes = [limiter(clock), limiter(clock)];
    for (let i = 0; i < 180; i += 1) {
      expect((await processes[i % 2]?.admit(token))?.admitted).toBe(true);
      await age(token, 1_000, clock);
    }
  });

  test('one token knows nothing of another', async () => {
    const [one, other] = [
      await installation.token({ requestsPerMinute: 1 }),
      await installation.token({ requestsPerMinute: 1 }),
    ];
    const shared = limiter();
    expect(await admitted(shared, one, 2)).toEqual([true, false]);
    expect(await admitted(shared, other, 2)).toEqual([true, false]);
  });
});

describe('above 600 a minute blocks of calls are leased', () => {
  test('four processes together never admit more than the limit, and at most one percent less', async () => {
    const token = await installation.token({ requestsPerMinute: 10_000 });
    const processes = Array.from({ length: 4 }, () => limiter());
    const results = await concurrently(
      11_000,
      64,
      async (i) => (await processes[i % 4]?.admit(token))?.admitted,
    );
    const total = results.filter((result) => result === true).length;
    expect(total).toBeLessThanOrEqual(10_000);
    expect(total).toBeGreaterThanOrEqual(9_900);
  });

  test('a lease is used up or left behind: calls after its end need another entry', async () => {
    const token = await installation.token({ requestsPerMinute: 1_200 });
    const clock = settableClock();
    const one = limiter(clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
    await age(token, 600, clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
    expect(await ring(token)).toHaveLength(2);
  });

  test('processes that are hardly used share a block, and a busy one beside them gets nearly all calls', async () => {
    const token = await installation.token({ requestsPerMinute: 6_000 });
    const clock = settableClock();
    const [busy, ...idle] = Array.from(
      { length: 9 },
      () => new RateLimiter({ db: installation.pool, clock }),
    );
    await Promise.all(idle.map((one) => one.admit(token)));
    // One, or two where the first's half second passed meanwhile.
    expect((await ring(token)).length).toBeLessThanOrEqual(2);
    let refused = false;
    let calls = idle.length;
    while (!refused) {
      refused = !(await busy?.admit(token))?.admitted;
      if (!refused) calls += 1;
      if (calls % 500 === 0) await Promise.all(idle.map((one) => one.admit(token)));
      if (calls % 500 === 0) calls += idle.length;
    }
    expect(calls).toBeLessThanOrEqual(6_000);
    expect(calls).toBeGreaterThanOrEqual(5_700);
  });

  test('a ring of another size is filled with as many calls as the old one had in use', async () => {
    const token = await installation.token({ requestsPerMinute: 6_000 });
    const used =
      'array_fill((extract(epoch from clock_timestamp()) * 1000000)::bigint - 30000000, array[300])';
    await installation.database.query(
      `update rate_window set slots = array_fill(0::bigint, array[300]) || ${used}, head = 600 where token_id = $1`,
      [token.id],
    );
    const clock = settableClock();
    const one = limiter(clock);
    const results = await concurrently(3_100, 16, async () => (await one.admit(token)).admitted);
    const total = results.filter(Boolean).length;
    expect(total).toBeLessThanOrEqual(3_000);
    expect(total).toBeGreaterThanOrEqual(2_850);
    await age(token, 30_100, clock);
    expect(await admitted(one, token, 1)).toEqual([true]);
  });

  test('its entry is stamped with the end of the lease, so that no call is younger than its stamp', async () => {
    const token = await installation.token({ requestsPerMinute: 1_200 });
    const before = Date.now();
    await admitted(limiter(), token, 1);
    const [stampUs = 0] = await ring(token);
    expect(stampUs / 1000 - before).toBeGreaterThanOrEqual(499);
    expect(stampUs / 1000 - Date.now()).toBeLessThanOrEqual(500);
  });
});

test('a database that is gone is an error, never an admission', async () => {
  const token = await installation.token();
  const pool = installation.anotherPool();
  const one = new RateLimiter({
    db: { query: (statement) => pool.query({ ...statement, name: 'x', text: 'select 1/0', values: [] }) },
    clock: settableClock(),
  });
  await expect(one.admit(token)).rejects.toThrow('division by zero');
});

test('an answer tells what all processes have counted of the day', async () => {
  const token = await installation.token();
  await installation.database.query(
    'insert into quota_day (account_id, token_id, day, used) values ($1, $2, $3, 17)',
    [token.accountId, token.id, new Date().toISOString().slice(0, 10)],
  );
  expect((await limiter().admit(token)).usedToday).toBe(17);
});

/** The entries in use, oldest first. */
async function ring(token: IssuedToken): Promise<number[]> {
  const [row] = await installation.database.query<{ slots: string[] }>(
    'select slots from rate_window where token_id = $1',
    [token.id],
  );
  return (row?.slots ?? [])
    .map(Number)
    .filter((us) => us > 0)
    .sort((a, b) => a - b);
}
