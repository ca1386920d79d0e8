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

test('Retry-After is kept to and capped, whatever the dice say', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 9 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.integer({ min: 0, max: 400_000 }),
      fc.boolean(),
      (attempts, die, wishedS, isBusy) => {
        const planned = (plan[attempts - 1]?.[1] ?? 0) * 1_000;
        const delay = nextDelayMs(attempts, die, wishedS * 1_000, isBusy) ?? Number.NaN;
        const most = 2 * (isBusy ? Math.max(planned, 60_000) : planned);
        expect(delay).toBeGreaterThanOrEqual(Math.min(wishedS * 1_000, most));
        expect(delay).toBeGreaterThanOrEqual(isBusy ? 60_000 : planned * 0.8);
        expect(delay).toBeLessThanOrEqual(most);
      },
    ),
    { numRuns: 1_000 },
  );
});

const busy: [attempts: number, random: number, retryAfterSeconds: number | null, expectedSeconds: number][] =
  [
    [1, 0, null, 60],
    [1, 1, null, 72],
    [1, 0.5, 0, 66],
    [1, 0.5, 90, 90],
    [1, 0.5, 3_600, 120],
    [2, 0, null, 240],
    [2, 0.5, null, 300],
    [9, 1, null, 103_680],
  ];
test.each(busy)(
  'a busy receiver, attempt %d, die %d, Retry-After %s: waits %d s',
  (attempts, random, wished, expected) => {
    const wishMs = wished === null ? null : wished * 1_000;
    expect(nextDelayMs(attempts, random, wishMs, true)).toBe(expected * 1_000);
  },
);

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
