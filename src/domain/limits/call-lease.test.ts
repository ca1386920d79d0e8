import { expect, test } from 'vitest';
import { leaseOf, nextWish, spentBlocks, takeCall } from './call-lease.ts';

const state = { remaining: 100, resetAt: 0, resetSeconds: 1, usedToday: 0, day: '2026-06-03' };
const shape = { slots: 200, callsPerSlot: 50, leaseMs: 500 };
const granted = { nowUs: 0, endsUs: 2_000_000, usedToday: 0, day: '2026-06-03', oldestUs: 0, callsLeft: 100 };

function lease(calls: number, entries: number): ReturnType<typeof leaseOf> {
  return leaseOf({ ...granted, calls, entries, firstEntry: 7 }, state, { askedMs: 1_000, callsPerSlot: 50 });
}

const wishes: [
  name: string,
  calls: [granted: number, left: number],
  nowMs: number,
  wish: [number, number],
][] = [
  ['what half a second uses', [40, 0], 2_000, [20, 20]],
  ['less where calls were left at the end', [40, 36], 9_000, [20, 1]],
  ['one where none was made', [40, 40], 9_000, [20, 1]],
  ['more at a quicker pace', [40, 0], 1_500, [20, 40]],
  ['at most four times as many', [8, 0], 1_001, [2, 8]],
  ['a burst counts as a tenth of a second', [3, 0], 1_001, [20, 15]],
  ['at most two blocks', [200, 0], 1_100, [100, 100]],
];
test.each(wishes)('asks for %s', (_, [calls, callsLeft], nowMs, [wish, next]) => {
  expect(nextWish(wish, { ...lease(calls, 0), callsLeft }, { shape, nowMs })).toBe(next);
});

test('tells of whole blocks when their last call was made, and nothing of those in use', () => {
  const own = lease(150, 3);
  const taken = Array.from({ length: 120 }, (_, i) => takeCall(own, 50, 1_000 + i));
  expect(taken.at(-1)?.remaining).toBe(130);
  expect(spentBlocks(own, 1_200)).toEqual({ first: 7, agesUs: [151_000, 101_000] });
});

test.each([
  ['a part of a block', 20, 1],
  ['what was left of one', 50, 0],
])('tells nothing of %s: others may have its calls', (_, calls, entries) => {
  const shared = lease(calls, entries);
  for (let i = 0; i < calls; i += 1) takeCall(shared, 50, 1_000);
  expect(spentBlocks(shared, 1_200)).toBeNull();
});
