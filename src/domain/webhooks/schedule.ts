const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** Waits before attempt 2, 3, … 10 in milliseconds: 75 h 35 min in all. */
export const retryDelaysMs: readonly number[] = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
];

const jitter = 0.2;

/**
 * How long to wait after `attempts` failed attempts, ±20 % by `random` (0..1), or null after the last one. A receiver's
 * Retry-After is respected between one and two times the plan.
 */
export function nextDelayMs(
  attempts: number,
  random: number,
  retryAfterMs: number | null = null,
): number | null {
  const planned = retryDelaysMs[attempts - 1];
  if (planned === undefined) return null;
  const spread = planned * (1 - jitter + 2 * jitter * random);
  return Math.round(Math.max(spread, Math.min(retryAfterMs ?? 0, 2 * planned)));
}
