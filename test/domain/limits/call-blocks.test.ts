import { afterAll, beforeAll, expect, test } from 'vitest';
import { seededRandom } from '../../../bench/support/statistics.ts';
import type { Db } from '../../../src/db/pool.ts';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import { concurrently, type Installation, settableClock, stoppedClock } from './installation.ts';
import { admitted, createRateRig, type RateRig } from './rate-rig.ts';

// Above 600 a minute blocks of calls are leased.

let rig: RateRig;
let installation: Installation;
beforeAll(async () => {
  rig = await createRateRig();
  installation = rig.installation;
});
afterAll(() => installation.close());

test('four processes together never admit more than the limit, and at most one percent less', async () => {
  const token = await installation.token({ requestsPerMinute: 10_000 });
  const processes = Array.from({ length: 4 }, () => rig.limiter());
  const results = await concurrently(
    11_000,
    64,
    async (i) => (await processes[i % 4]?.admit(token))?.admitted,
  );
  const total = results.filter((result) => result === true).length;
  expect(total).toBeLessThanOrEqual(10_000);
  expect(total).toBeGreaterThanOrEqual(9_900);
});

test('what is left of the newest block is given first, and its entry is stamped anew', async () => {
  const token = await installation.token({ requestsPerMinute: 1_200 });
  const clock = settableClock();
  const one = rig.limiter(clock);
  expect(await admitted(one, token, 1)).toEqual([true]);
  const [before = 0] = await rig.ring(token);
  await rig.age(token, 2_100, clock);
  expect(await admitted(one, token, 1)).toEqual([true]);
  const after = await rig.ring(token);
  expect(after).toHaveLength(1);
  expect(after[0]).toBeGreaterThanOrEqual(before);
  expect(await admitted(one, token, 10)).toEqual(Array(10).fill(true));
  expect((await rig.ring(token)).length).toBeGreaterThan(1);
});

test('processes that are hardly used share a block, and a busy one beside them gets nearly all calls', async () => {
  const token = await installation.token({ requestsPerMinute: 6_000 });
  const clock = settableClock();
  const [busy, ...idle] = Array.from(
    { length: 9 },
    () => new RateLimiter({ db: installation.pool, clock: new DatabaseClock(clock) }),
  );
  const startedMs = performance.now();
  await Promise.all(idle.map((one) => one.admit(token)));
  const halfSeconds = Math.ceil((performance.now() - startedMs) / 500);
  // One, and another for each half second that passed meanwhile.
  expect((await rig.ring(token)).length).toBeLessThanOrEqual(1 + halfSeconds);
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

test('a busy process asks for several blocks at once, and less often', async () => {
  const token = await installation.token({ requestsPerMinute: 10_000 });
  const pool = installation.anotherPool();
  let asked = 0;
  const counting: Db = {
    query(statement) {
      asked += 1;
      return pool.query(statement);
    },
  };
  const one = new RateLimiter({ db: counting, clock: new DatabaseClock(stoppedClock()) });
  const results = await admitted(one, token, 5_000);
  expect(results.every(Boolean)).toBe(true);
  expect(asked).toBeLessThan(30);
});

const paces: [processes: number, everyMs: number][] = [
  [1, 104],
  [3, 110],
  [10, 115],
];
test.each(paces)(
  'a little below the limit, ten calls of %i processes every %i ms, none is refused',
  async (count, everyMs) => {
    const token = await installation.token({ requestsPerMinute: 6_000 });
    const clock = settableClock();
    const processes = Array.from({ length: count }, () => rig.limiter(clock));
    let refused = 0;
    const endMs = clock.monotonicMs() + 150_000;
    for (let dueMs = clock.monotonicMs(); dueMs < endMs; dueMs += everyMs) {
      const early = Math.floor(dueMs - clock.monotonicMs());
      if (early > 0) await rig.age(token, early, clock);
      for (let i = 0; i < 10; i += 1) {
        if (!(await processes[i % count]?.admit(token))?.admitted) refused += 1;
      }
    }
    expect(refused).toBe(0);
  },
);

test('no minute has more calls than the limit, whatever they come like', async () => {
  const token = await installation.token({ requestsPerMinute: 1_200 });
  const clock = settableClock();
  const processes = Array.from({ length: 3 }, () => rig.limiter(clock));
  const random = seededRandom(7);
  const calls: { afterMs: number; beforeMs: number }[] = [];
  for (let burst = 0; burst < 120; burst += 1) {
    const count = Math.floor(random() * random() * 200);
    const one = processes[Math.floor(random() * 3)];
    for (let i = 0; i < count; i += 1) {
      const afterMs = clock.monotonicMs();
      if ((await one?.admit(token))?.admitted) calls.push({ afterMs, beforeMs: clock.monotonicMs() });
    }
    await rig.age(token, Math.floor(random() * random() * 8_000), clock);
  }
  expect(calls.length).toBeGreaterThan(2_000);
  // A call was admitted between two moments that are known: these are surely of the same minute as the last.
  const most = calls.map(
    ({ beforeMs }, i) => i + 1 - calls.findIndex(({ afterMs }) => afterMs > beforeMs - 60_000),
  );
  expect(Math.max(...most)).toBeLessThanOrEqual(1_200);
});

test('a ring of another size is filled with as many calls as the old one had in use', async () => {
  const token = await installation.token({ requestsPerMinute: 6_000 });
  const used = 'array_fill((extract(epoch from clock_timestamp()) * 1000000)::bigint - 30000000, array[300])';
  await installation.database.query(
    `update rate_window set slots = array_fill(0::bigint, array[300]) || ${used}, head = 600 where token_id = $1`,
    [token.id],
  );
  const clock = settableClock();
  const one = rig.limiter(clock);
  const results = await concurrently(3_100, 16, async () => (await one.admit(token)).admitted);
  const total = results.filter(Boolean).length;
  expect(total).toBeLessThanOrEqual(3_000);
  expect(total).toBeGreaterThanOrEqual(2_850);
  await rig.age(token, 30_100, clock);
  expect(await admitted(one, token, 1)).toEqual([true]);
});

test('its entry is stamped with the end of the lease, so that no call is younger than its stamp', async () => {
  const token = await installation.token({ requestsPerMinute: 1_200 });
  const before = Date.now();
  await admitted(rig.limiter(), token, 1);
  const [stampUs = 0] = await rig.ring(token);
  expect(stampUs / 1000 - before).toBeGreaterThanOrEqual(1_999);
  expect(stampUs / 1000 - Date.now()).toBeLessThanOrEqual(2_000);
});
