import type { NoticeTally } from '../../../base/notice.ts';
import { two } from './text-date.ts';

/** A date in numbers, in the order in which it is written. */
export interface NumericDate {
  first: number;
  second: number;
  third: number;
  separator: string;
  /** AM or PM stands beside it, as in the United States. */
  halved: boolean;
}

export type DateOrder = 'day' | 'month' | 'year';

/** Two digits of a year are those of this century. */
const century = 2000;

export function numericDate(
  [first = '', separator = '', second = '', third = '']: readonly (string | undefined)[],
  halved: boolean,
): NumericDate {
  // A year is told from a day by its four digits, which the number alone no longer shows.
  const year = first.length === 4 ? Number(first) : -Number(first);
  return { first: year, second: Number(second), third: Number(third), separator, halved };
}

/**
 * Tells what comes first in a file's dates. Four digits are the year, and a number above 12 is a day. Dots only
 * ever put the day first. Else the order of the messages tells. Else it is a guess, which a notice tells: the month
 * where slashes, AM and PM look American.
 */
export function decideDateOrder(
  dates: readonly NumericDate[],
  notices: NoticeTally,
  place: string,
): DateOrder {
  if (dates.every(({ first }) => first > 0)) return 'year';
  if (dates.some(({ first }) => -first > 12)) return 'day';
  if (dates.some(({ second }) => second > 12)) return 'month';
  if (dates.every(({ separator }) => separator === '.')) return 'day';
  const byDay = isAscending(dates, 'day');
  if (byDay !== isAscending(dates, 'month')) return byDay ? 'day' : 'month';
  notices.add('day_order_guessed', place);
  const isAmerican = dates.every(({ separator, halved }) => separator === '/' && halved);
  return isAmerican && span(dates, 'month') <= span(dates, 'day') ? 'month' : 'day';
}

/** Gives `2026-06-03`, or null where there is no such day. */
export function writeDate({ first, second, third }: NumericDate, order: DateOrder): string | null {
  const isYearFirst = first > 0;
  const year = isYearFirst ? first : third < 100 ? century + third : third;
  const [day, month] = isYearFirst
    ? [third, second]
    : order === 'month'
      ? [second, -first]
      : [-first, second];
  if (month < 1 || month > 12 || day < 1 || day > 31) return null;
  return `${year}-${two(month)}-${two(day)}`;
}

function isAscending(dates: readonly NumericDate[], order: DateOrder): boolean {
  let last = '';
  for (const date of dates) {
    const written = writeDate(date, order) ?? last;
    if (written < last) return false;
    last = written;
  }
  return true;
}

/** Days from the first to the last: people write to each other within days rather than months. */
function span(dates: readonly NumericDate[], order: DateOrder): number {
  const [first, last] = [dates[0], dates.at(-1)];
  if (!first || !last) return 0;
  return Date.parse(writeDate(last, order) ?? '') - Date.parse(writeDate(first, order) ?? '') || 0;
}
