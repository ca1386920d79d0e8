import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nextDelayMs, retryDelaysMs } from './schedule.ts';

const plan: [failedAttempts: number, seconds: number][] = [
  [1, 5],
  [2, 300],
  [3, 1_800],
  [4, 7_200],
  [5, 18_000],
  [6, 36_000],
  [7, 50_400],
  [8, 72_000],
  [9, 86_400],
];

test('ten attempts are spread over 75 hours and 35 minutes', () => {
  expect(retryDelaysMs).toHaveLength(9);
  expect(retryDelaysMs.reduce((sum, delay) => sum + delay, 0)).toBe((75 * 60 + 35) * 60_000 + 5_000);
});

test.each(plan)(
  'after %d failed attempts the next waits %d s, 20 percent less or more',
  (attempts, seconds) => {
    expect(nextDelayMs(attempts, 0)).toBe(seconds * 800);
    expect(nextDelayMs(attempts, 0.5)).toBe(seconds * 1_000);
    expect(nextDelayMs(attempts, 1)).toBe(seconds * 1_200);
  },
);

test.each([10, 11, 100])('after %d failed attempts there is none', (attempts) => {
  expect(nextDelayMs(attempts, 0.5)).toBeNull();
  expect(nextDelayMs(attempts, 0.5, 60_000)).toBeNull();
});

test('whatever the dice say, attempts come in order and within a fifth of the plan', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 9, maxLength: 9 }),
      (dice) => {
        const delays = dice.map((die, i) => nextDelayMs(i + 1, die) ?? Number.NaN);
        for (const [i, delay] of delays.entries()) {
          const planned = (plan[i]?.[1] ?? 0) * 1_000;
          expect(Math.abs(delay - planned)).toBeLessThanOrEqual(planned / 5);
        }
      },
    ),
    { numRuns: 1_000 },
  );
});

const wishes: [attempts: number, retryAfterSeconds: number, expectedSeconds: number][] = [
  [1, 0, 5],
  [1, 3, 5],
  [1, 7, 7],
  [1, 10, 10],
  [1, 3_600, 10],
  [2, 300, 300],
  [2, 450, 450],
  [2, 601, 600],
  [9, 999_999, 172_800],
];
test.each(wishes)('attempt %d, Retry-After %d: waits %d s', (attempts, wished, expected) => {
  expect(nextDelayMs(attempts, 0.5, wished * 1_000)).toBe(expected * 1_000);
});
