/** How long a claim holds without renewal, how often it is renewed, and the longest single step that must fit in. */
export interface LeaseTimes {
  leaseMs: number;
  renewMs: number;
  longestAttemptMs: number;
}

export const leaseTimes: LeaseTimes = { leaseMs: 20_000, renewMs: 5_000, longestAttemptMs: 15_000 };

/** Throws where a lease could run out under a working job: two workers would then do the same work. */
export function checkLeaseTimes(times: LeaseTimes): void {
  if (times.leaseMs < 2 * times.renewMs)
    throw new Error('lease_too_short: a lease must outlast two renewals.');
  if (times.leaseMs <= times.longestAttemptMs) {
    throw new Error('lease_too_short: a lease must outlast the longest delivery attempt.');
  }
}
