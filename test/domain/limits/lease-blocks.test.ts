import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DatabaseClock } from '../../../src/domain/limits/database-clock.ts';
import { type LeaseRow, leaseWindowCalls, type SpentBlocks } from '../../../src/domain/limits/queries.ts';
import { RateLimiter } from '../../../src/domain/limits/rate-limit.ts';
import { windowShape } from '../../../src/domain/limits/window-shape.ts';
import { createInstallation, type Installation, type IssuedToken, settableClock } from './installation.ts';

const slots = 200;
const leaseUs = 500_000;
const windowUs = 60_000_000;

let installation: Installation;
let token: IssuedToken;
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(async () => {
  // 200 entries of ten calls.
  token = await installation.token({ requestsPerMinute: 2_000 });
});
afterAll(() => installation.close());

async function lease(wanted: number, spent: SpentBlocks | null = null, size = slots): Promise<LeaseRow> {
  const key = { accountId: token.accountId, tokenId: token.id, shiftUs: 0, slots: size };
  const row = await leaseWindowCalls(installation.pool, key, { calls: 10, wanted, leaseUs, windowUs }, spent);
  if (!row) throw new Error('Every entry is in use');
  return row;
}

async function ring(): Promise<number[]> {
  const [row] = await installation.database.query<{ slots: string[] }>(
    'select slots from rate_window where token_id = $1',
    [token.id],
  );
  return (row?.slots ?? []).map(Number);
}

test('four times what is wanted for a lease’s time, for four times as long, each entry stamped with the end', async () => {
  const granted = await lease(9);
  expect(granted).toMatchObject({ calls: 30, entries: 3, firstEntry: 0, callsLeft: 1_970 });
  expect(granted.endsUs - granted.nowUs).toBe(4 * leaseUs);
  expect((await ring()).slice(0, 4)).toEqual([...Array(3).fill(granted.endsUs), 0]);
});

test('no more than wanted, and for its time alone, where less than a quarter is free', async () => {
  const { nowUs: now } = await lease(1);
  await installation.database.query(
    `update rate_window set slots = array_fill($2::bigint, array[150]) || slots[151:], head = 150, block_left = 0
     where token_id = $1`,
    [token.id, now],
  );
  const granted = await lease(20);
  expect(granted).toMatchObject({ calls: 10, entries: 1, firstEntry: 150 });
  expect(granted.endsUs - granted.nowUs).toBe(leaseUs);
});

test('what is left of a block is given with its entry stamped anew', async () => {
  const first = await lease(1);
  const second = await lease(1);
  expect([first, second]).toMatchObject([
    { calls: 4, entries: 1 },
    { calls: 4, entries: 0 },
  ]);
  expect((await ring())[0]).toBe(second.endsUs);
  expect(await lease(1)).toMatchObject({ calls: 2, entries: 0 });
  expect(await lease(1)).toMatchObject({ calls: 4, entries: 1, firstEntry: 1 });
});

test('blocks that are used up are stamped with their last calls, and no other entry', async () => {
  const before = await lease(10);
  const own = await lease(10);
  const { nowUs: now } = await lease(1, { first: own.firstEntry, agesUs: [30_000, 20_000] });
  const expected = [...Array(4).fill(before.endsUs), now - 30_000, now - 20_000, own.endsUs, own.endsUs];
  expect((await ring()).slice(0, 8)).toEqual(expected);
});

test('no entry gets younger by being used up', async () => {
  const own = await lease(10);
  await installation.database.query(
    'update rate_window set slots[1] = slots[1] - 50000000 where token_id = $1',
    [token.id],
  );
  await lease(1, { first: own.firstEntry, agesUs: [0] });
  expect((await ring())[0]).toBe(own.endsUs - 50_000_000);
});

const stale: [what: string, first: number][] = [
  ['were taken again since', -197],
  ['were never taken', 4],
];
test.each(stale)('entries that %s are left alone', async (_, first) => {
  const { endsUs: ends } = await lease(10);
  await lease(1, { first, agesUs: [1, 1] });
  expect((await ring()).slice(0, 4)).toEqual(Array(4).fill(ends));
});

test('a ring of another size begins with numbers that no entry had', async () => {
  await lease(10);
  const other = await lease(10, null, 100);
  expect(other.firstEntry).toBeGreaterThan(4 + slots - 100);
  const again = await lease(10, { first: 0, agesUs: [1] }, slots);
  expect(again.firstEntry).toBeGreaterThan(other.firstEntry + 4);
});

test('a ring that gets another size while all of it is in use refuses', async () => {
  const { database, pool } = installation;
  const used = '(extract(epoch from clock_timestamp()) * 1000000)::bigint - 30000000';
  await database.query(
    `update rate_window set slots = array_fill(${used}, array[180]), head = 185 where token_id = $1`,
    [token.id],
  );
  const one = new RateLimiter({ db: pool, clock: new DatabaseClock(settableClock()) });
  const refused = await one.admit(token);
  expect(refused).toMatchObject({ admitted: false, remaining: 0 });
  expect(refused.resetSeconds).toBeGreaterThan(10);
  expect(await ring()).toHaveLength(windowShape(2_000).slots);
});
