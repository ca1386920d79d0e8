import { utcDay } from '../../src/domain/limits/utc-day.ts';

/** Minutes that have begun: on a slow machine calls fall into more than one, each with its own limit. */
export function minutesSince(startedMs: number): number {
  return Math.ceil((performance.now() - startedMs) / 60_000);
}

/** Does it again where a day has ended meanwhile: quotas of real processes end with it. */
export async function withinOneDay<T>(work: () => Promise<T>): Promise<T> {
  const day = utcDay(new Date());
  const done = await work();
  return utcDay(new Date()) === day ? done : work();
}
