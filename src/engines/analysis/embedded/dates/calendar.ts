/** Whole days since 1970-01-01, in UTC. */
export type EpochDay = number;

const DAY_MS = 86_400_000;
const FRIDAY = 5;

export function epochDayOf(moment: Date): EpochDay {
  return Math.floor(moment.getTime() / DAY_MS);
}

/** 'YYYY-MM-DD'. */
export function isoOf(day: EpochDay): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** Null where the calendar has no such day, as 30 February. Months count from 1. */
export function dayOf(year: number, month: number, day: number): EpochDay | null {
  const made = epochDayOf(new Date(Date.UTC(year, month - 1, day)));
  const parts = partsOf(made);
  return parts.month === month && parts.day === day ? made : null;
}

export function partsOf(day: EpochDay): { year: number; month: number; day: number } {
  const date = new Date(day * DAY_MS);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** 1 is Monday, 7 Sunday. */
export function weekdayOf(day: EpochDay): number {
  return ((((day + 3) % 7) + 7) % 7) + 1;
}

export function mondayOf(day: EpochDay): EpochDay {
  return day - weekdayOf(day) + 1;
}

/** The first such weekday after `day`, never `day` itself. */
export function weekdayAfter(day: EpochDay, weekday: number): EpochDay {
  return day + ((weekday - weekdayOf(day) + 6) % 7) + 1;
}

/** The Friday of the week; on a weekend that of the week to come. */
export function workFridayOf(day: EpochDay): EpochDay {
  return weekdayOf(day) === FRIDAY ? day : weekdayAfter(day, FRIDAY);
}

/** The same day of a later month, or its last day where it is shorter. */
export function plusMonths(day: EpochDay, months: number): EpochDay {
  const parts = partsOf(day);
  const last = lastOfMonth(parts.year, parts.month + months);
  return Math.min(last, last - partsOf(last).day + parts.day);
}

/** Mondays to Fridays; public holidays are not known. */
export function plusWorkingDays(day: EpochDay, count: number): EpochDay {
  let at = day;
  for (let left = count; left > 0; left--) {
    do at++;
    while (weekdayOf(at) > FRIDAY);
  }
  return at;
}

/** Takes months beyond 12 as those of later years. */
export function lastOfMonth(year: number, month: number): EpochDay {
  return epochDayOf(new Date(Date.UTC(year, month, 0)));
}
