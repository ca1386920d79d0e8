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

/** A receiver that has too much to do, or hangs, is left alone for as long. */
const leastWhenBusyMs = minute;

/**
 * How long to wait after `attempts` failed attempts, ±20 % by `random` (0..1), or null after the last one. A receiver's
 * Retry-After is respected between one and two times the plan, which for a busy one is at least a minute.
 */
export function nextDelayMs(
  attempts: number,
  random: number,
  retryAfterMs: number | null = null,
  isBusy = false,
): number | null {
  const delayMs = retryDelaysMs[attempts - 1];
  if (delayMs === undefined) return null;
  const planned = isBusy ? Math.max(delayMs, leastWhenBusyMs) : delayMs;
  const spread = planned * (1 - jitter + 2 * jitter * random);
  const least = isBusy ? leastWhenBusyMs * (1 + jitter * random) : 0;
  return Math.round(Math.max(spread, least, Math.min(retryAfterMs ?? 0, 2 * planned)));
}
