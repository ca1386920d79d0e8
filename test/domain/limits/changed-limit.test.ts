import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { changeToken } from '../../../src/domain/tokens/change-token.ts';
import type { Installation, IssuedToken } from './installation.ts';
import { stoppedClock } from './installation.ts';
import { admitted, createRateRig, type RateRig } from './rate-rig.ts';

// Calls that were admitted in the last minute count under another limit too.

let rig: RateRig;
let installation: Installation;
beforeAll(async () => {
  rig = await createRateRig();
  installation = rig.installation;
});
afterAll(() => installation.close());

async function change(token: IssuedToken, requestsPerMinute: number): Promise<IssuedToken> {
  const { pool, accountId } = installation;
  const changed = await changeToken(
    pool,
    accountId,
    { id: token.id },
    { changes: { requestsPerMinute }, by: operator },
  );
  expect(changed.kind).toBe('changed');
  return { ...token, requestsPerMinute };
}

/** How many of `calls` are admitted by a process that knows the token as given. */
async function take(token: IssuedToken, calls: number): Promise<number> {
  return (await admitted(rig.limiter(stoppedClock()), token, calls)).filter(Boolean).length;
}

const changes: [from: number, used: number, to: number, left: [least: number, most: number]][] = [
  [60, 60, 100, [40, 40]],
  [60, 20, 61, [41, 41]],
  [100, 30, 60, [30, 30]],
  [100, 80, 60, [0, 0]],
  [600, 300, 6_000, [5_600, 5_700]],
  [6_000, 300, 600, [0, 300]],
  [6_000, 3_000, 60, [0, 0]],
  [1_200, 600, 2_400, [1_700, 1_800]],
  [2_400, 600, 1_200, [500, 600]],
];
test.each(changes)(
  '%i a minute, %i used, then %i: the rest is admitted',
  async (from, used, to, [least, most]) => {
    const token = await installation.token({ requestsPerMinute: from });
    expect(await take(token, used)).toBe(used);
    const left = await take(await change(token, to), to);
    expect(left).toBeGreaterThanOrEqual(least);
    expect(left).toBeLessThanOrEqual(most);
  },
);

test('the calls before keep their time: under a single higher limit they are free again when they are a minute old', async () => {
  const token = await installation.token({ requestsPerMinute: 10 });
  expect(await take(token, 5)).toBe(5);
  await rig.age(token, 40_000);
  expect(await take(token, 5)).toBe(5);
  const changed = await change(token, 12);
  expect(await take(changed, 12)).toBe(2);
  await rig.age(token, 20_000);
  expect(await take(changed, 12)).toBe(5);
});

const waits: [from: number, to: number][] = [
  [60, 120],
  [120, 60],
  [60, 6_000],
  [6_000, 60],
];
test.each(waits)(
  'a process that has not heard yet of the change from %i to %i goes on by what it knows, never above the higher one',
  async (from, to) => {
    const token = await installation.token({ requestsPerMinute: from });
    const late = rig.limiter(stoppedClock());
    const before = (await admitted(late, token, 10)).filter(Boolean).length;
    const changed = await change(token, to);
    let total = before + (await admitted(late, token, from)).filter(Boolean).length;
    total += await take(changed, to);
    total += (await admitted(late, token, from)).filter(Boolean).length;
    total += await take(changed, to);
    expect(total).toBeLessThanOrEqual(Math.max(from, to));
    // Leased calls count until the end of their lease, of two seconds at most.
    await rig.age(token, 63_000);
    expect(await take(changed, 1)).toBe(1);
  },
);

test('other changes leave the window alone', async () => {
  const token = await installation.token({ requestsPerMinute: 60 });
  await take(token, 7);
  const before = await rig.ring(token);
  await changeToken(
    installation.pool,
    installation.accountId,
    { id: token.id },
    { changes: { name: 'another' }, by: operator },
  );
  expect(await rig.ring(token)).toEqual(before);
});
