const dayMs = 86_400_000;

// Each request asks for the day, so its text is made once.
let last = { day: Number.NaN, text: '' };

/** YYYY-MM-DD. */
export function utcDay(now: Date): string {
  const day = Math.floor(now.getTime() / dayMs);
  if (day !== last.day) last = { day, text: now.toISOString().slice(0, 10) };
  return last.text;
}

/** Whole seconds until the next UTC day begins, at least 1. */
export function secondsToMidnight(now: Date): number {
  return Math.max(1, Math.ceil((dayMs - (now.getTime() % dayMs)) / 1000));
}
