const dayMs = 86_400_000;

// Each request asks for the day, so its text is made once.
let last = { day: Number.NaN, text: '' };

/** YYYY-MM-DD. */
export function utcDay(now: Date): string {
  const day = Math.floor(now.getTime() / dayMs);
  if (day !== last.day) last = { day, text: now.toISOString().slice(0, 10) };
  return last.text;
}

/** Whole seconds until the UTC day ends, at least 1: also where it has ended already. */
export function secondsToEndOf(day: string, now: Date): number {
  return Math.max(1, Math.ceil((Date.parse(day) + dayMs - now.getTime()) / 1000));
}

export function secondsToMidnight(now: Date): number {
  return secondsToEndOf(utcDay(now), now);
}
