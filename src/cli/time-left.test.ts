import { expect, test } from 'vitest';
import { timeLeft } from './time-left.ts';

test.each<[done: number, total: number, elapsedMs: number, left: string]>([
  [0, 300, 10_000, ''],
  [2, 300, 60_000, ''],
  [12, 300, 1_999, ''],
  [12, 300, 2_000, 'about 48 s left'],
  [30, 300, 6_600, 'about 1 min left'],
  [100, 300, 90_000, 'about 3 min left'],
  [10, 300, 150_000, 'about 1 h 13 min left'],
  [299, 300, 299_000, 'about 1 s left'],
  [300, 300, 300_000, ''],
])('%i of %i in %i ms: %j', (done, total, elapsedMs, left) =>
  expect(timeLeft({ done, total, elapsedMs, idleMs: 0 })).toBe(left),
);

test('one that takes longer than the guess for all makes it worthless', () => {
  const quick = { done: 60, total: 61, elapsedMs: 60_000 };
  expect(timeLeft({ ...quick, idleMs: 500 })).toBe('about 1 s left');
  expect(timeLeft({ ...quick, elapsedMs: 70_000, idleMs: 10_000 })).toBe('');
});
