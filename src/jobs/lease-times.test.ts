import { expect, test } from 'vitest';
import { checkLeaseTimes, leaseTimes } from './lease-times.ts';

test('the shipped times fit together', () => {
  expect(() => checkLeaseTimes(leaseTimes)).not.toThrow();
  expect(leaseTimes).toEqual({ leaseMs: 20_000, renewMs: 5_000, longestAttemptMs: 15_000 });
});

test.each([
  { leaseMs: 20_000, renewMs: 10_001, longestAttemptMs: 15_000 },
  { leaseMs: 15_000, renewMs: 5_000, longestAttemptMs: 15_000 },
  { leaseMs: 10_000, renewMs: 5_000, longestAttemptMs: 15_000 },
])('a lease that could run out under a working job is refused: %j', (times) => {
  expect(() => checkLeaseTimes(times)).toThrow(/^lease_too_short: /);
});
