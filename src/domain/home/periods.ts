/** Whole days in the account's time zone, as YYYY-MM-DD; `to` is the last one. */
interface Period {
  from: string;
  to: string;
}

/** The period that is shown, and the one that it is compared with. */
export interface Span {
  current: Period;
  previous: Period;
  timeZone: string;
}

const dayMs = 86_400_000;

/** The last `days` days including today, and as many before them. */
export function periodsOf(now: Date, timeZone: string, days: number): Span {
  const today = dayIn(now, timeZone);
  const first = shifted(today, 1 - days);
  return {
    current: { from: first, to: today },
    previous: { from: shifted(first, -days), to: shifted(first, -1) },
    timeZone,
  };
}

/** en-CA writes dates as ISO 8601 does. */
function dayIn(now: Date, timeZone: string): string {
  return new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }).format(now);
}

export function shifted(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/** The Monday of the day's week. */
export function weekOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  return shifted(day, -((weekday + 6) % 7));
}
