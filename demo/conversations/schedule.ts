import { at, seededChoice } from './seeded-choice.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
/** Inside the 45 days that the demo covers, with a day to spare for the hour of the call. */
const DAYS_BACK = 44;

/** Takes the moment and how many are wanted; gives distinct starts on past weekdays from 8 to 16:45 UTC, spread evenly. */
export function pastStarts(now: Date, count: number): Date[] {
  const midnight = Math.floor(now.getTime() / DAY_MS) * DAY_MS;
  const days: number[] = [];
  for (let back = DAYS_BACK; back >= 1; back--) {
    const day = midnight - back * DAY_MS;
    if (new Date(day).getUTCDay() % 6 !== 0) days.push(day);
  }
  const perDay = Math.ceil(count / days.length);
  return Array.from({ length: count }, (_, index) => {
    const day = at(days, Math.floor((index * days.length) / count));
    const slot = (index % perDay) * Math.floor(36 / perDay);
    const shift = Math.floor(seededChoice(index).fraction() * Math.floor(36 / perDay));
    return new Date(day + (8 * 60 + (slot + shift) * 15) * MINUTE_MS);
  });
}

/** Takes the moment; gives the full minute so many minutes before. */
export function minutesAgo(now: Date, minutes: number): Date {
  return new Date(Math.floor(now.getTime() / MINUTE_MS - minutes) * MINUTE_MS);
}
