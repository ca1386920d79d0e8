import { setImmediate } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { inBatches } from './in-batches.ts';

/** Doubles numbers; notes the batches; numbers below 0 fail alone, 13 fails its batch. */
function doubler(most: number | (() => number), gatherMs = 0) {
  const batches: number[][] = [];
  const double = inBatches(
    most,
    async (items: number[]) => {
      batches.push(items);
      if (items.includes(13)) throw new Error('unlucky');
      return items.map((item) => (item < 0 ? new Error('negative') : item * 2));
    },
    { gatherMs },
  );
  return { batches, double };
}

afterEach(() => {
  vi.useRealTimers();
});

test('what comes together goes together, at most so many, and each gets its own answer', async () => {
  const { batches, double } = doubler(3);
  expect(await Promise.all([1, 2, 3, 4, 5, 6, 7].map(double))).toEqual([2, 4, 6, 8, 10, 12, 14]);
  expect(batches).toEqual([[1, 2, 3], [4, 5, 6], [7]]);
});

test('one that fails fails alone', async () => {
  const { double } = doubler(10);
  const settled = await Promise.allSettled([1, -1, 3].map(double));
  expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});

test('a batch that fails fails for all of it', async () => {
  const { batches, double } = doubler(10);
  const settled = await Promise.allSettled([1, 13, 3].map(double));
  expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
  expect(batches).toEqual([[1, 13, 3]]);
});

test('it goes on after a failure', async () => {
  const { double } = doubler(2);
  await expect(double(13)).rejects.toThrow('unlucky');
  expect(await double(4)).toBe(8);
});

test('a batch that gathers waits for what comes a little later', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout'] });
  const { batches, double } = doubler(3, 300);
  const first = double(1);
  await setImmediate();
  vi.advanceTimersByTime(299);
  expect(batches).toEqual([]);
  const all = Promise.all([first, ...[2, 3, 4].map(double)]);
  vi.advanceTimersByTime(1);
  expect(batches).toEqual([[1, 2, 3]]);
  await setImmediate();
  vi.advanceTimersByTime(299);
  expect(batches).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(await all).toEqual([2, 4, 6, 8]);
  expect(batches).toEqual([[1, 2, 3], [4]]);
});

test('how many go together may change from one batch to the next', async () => {
  let most = 1;
  const { batches, double } = doubler(() => most++);
  await Promise.all([1, 2, 3, 4].map(double));
  expect(batches).toEqual([[1], [2, 3], [4]]);
});

test('so many batches as may be are under way at once, and no more', async () => {
  const ends: (() => void)[] = [];
  const batches: number[][] = [];
  const double = inBatches(
    2,
    async (items: number[]) => {
      batches.push(items);
      await new Promise<void>((resolve) => ends.push(resolve));
      return items.map((item) => item * 2);
    },
    { atOnce: 2 },
  );
  const all = Promise.all([1, 2, 3, 4, 5].map(double));
  await expect
    .poll(() => batches)
    .toEqual([
      [1, 2],
      [3, 4],
    ]);
  ends.shift()?.();
  await expect.poll(() => batches).toEqual([[1, 2], [3, 4], [5]]);
  for (const end of ends) end();
  expect(await all).toEqual([2, 4, 6, 8, 10]);
});
