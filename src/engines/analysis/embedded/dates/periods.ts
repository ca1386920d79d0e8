import { dayOf, type EpochDay, lastOfMonth, mondayOf, partsOf, weekdayOf, workFridayOf } from './calendar.ts';
import { type Reading, readOrdinal, skip, skipOptional, type Talk, yearAt } from './reading.ts';
import { isPlainMonth, monthIn } from './vocabulary.ts';

/** A stretch of time with its last day, of a week its Friday; null where that is not known. */
interface Period {
  end: number;
  last: EpochDay | null;
}

/** A month or a quarter that ended so many days ago is taken for that one, not for the one in a year. */
const RECENT_DAYS = 60;
const QUARTER_MONTHS = 3;
const FRIDAY = 5;
/** Their ends are not known here. */
const OWN_PERIOD =
  'weekend|fiscal year|financial year|fiscal quarter|financial quarter|first half|second half|decade|business year|school year';
const UNDATED =
  'midweek|the following week|the following month|the week after next|the month after next|the week after|the month after';
const SOME_DAYS =
  'the weekend|this weekend|next weekend|the coming weekend|the coming weeks|the coming days|the next few days|the next few weeks|the next days|the next weeks';
const PART_OF = [
  'early|mid|mid of|late|later|earlier|sometime|some time|any time|anytime|about|around|midway through|in the course of|over the course of',
  'middle of|the middle of|beginning of|the beginning of|start of|the start of|early in|late in|later in|sometime in|early on in',
  'the first half of|the second half of|first half of|second half of|towards the end of|around the end of|near the end of',
  'the week of|week of|the week commencing|the weekend of|the first week of|the second week of|the third week of',
  'the last week of|the first week in|the last week in|just before the end of',
].join('|');
const IS_OUT = "is out|is over|is up|is through|is done|ends|closes|runs out|'s out|'s over|'s up";

/** "By the end of the month", "month end", "before the year is out", "EOW". */
export function readPeriodEnd(talk: Talk, at: number): Reading | null {
  return readEndOf(talk, at) ?? readLastDayOf(talk, at) ?? readEndBehind(talk, at) ?? readShort(talk, at);
}

function readEndOf(talk: Talk, at: number): Reading | null {
  const start = skip(talk, at, 'end of|the end of|the very end of|close of|the close of|end');
  return start === null ? null : ended(readPeriod(talk, start));
}

/** "The last day of the month", "the last working day of next month". */
function readLastDayOf(talk: Talk, at: number): Reading | null {
  const start = skipOptional(talk, at, 'the');
  const anyDay = skip(talk, start, 'last day of|last day in');
  const workingDay = skip(talk, start, 'last working day of|last business day of|last working day in');
  const from = anyDay ?? workingDay;
  const period = from === null ? null : readPeriod(talk, from);
  if (period === null || period.last === null) return ended(period);
  const late = Math.max(0, weekdayOf(period.last) - FRIDAY);
  return ended({ end: period.end, last: workingDay === null ? period.last : period.last - late });
}

/** "Month end", "year's end", "March end", "before the week is out". */
function readEndBehind(talk: Talk, at: number): Reading | null {
  const period = readPeriod(talk, at);
  const end = period && skip(talk, period.end, `end|'s end|close|${IS_OUT}`);
  return period === null || end === null ? null : ended({ ...period, end });
}

function readShort(talk: Talk, at: number): Reading | null {
  const unit = ['eow', 'eom', 'eoq', 'eoy'].indexOf(talk.tokens[at]?.word ?? '');
  const word = ['week', 'month', 'quarter', 'year'][unit];
  return word === undefined ? null : ended({ end: at + 1, last: endOfUnit(talk.today, word, 0) ?? null });
}

function ended(period: Period | null): Reading | null {
  return period && { end: period.end, day: period.last, sort: 'end' };
}

/** A stretch without a day in it: "early next week", "mid December", "the week of the 7th". */
export function readVaguePeriod(talk: Talk, at: number): Reading | null {
  const part = skip(talk, at, PART_OF);
  const inPart = part === null ? null : (readPeriod(talk, part) ?? readOrdinalOf(talk, part));
  if (inPart !== null) return { end: inPart.end, day: null, sort: 'period' };
  const phrase = skip(talk, at, UNDATED) ?? skip(talk, at, SOME_DAYS);
  if (phrase !== null) return { end: phrase, day: null, sort: 'period' };
  if (/^(?:week|month|quarter|year)$/.test(talk.tokens[at]?.word ?? '')) return null;
  const whole = readPeriod(talk, at);
  return whole && { end: whole.end, day: null, sort: 'period' };
}

/** "The week of the 7th", "early on the 7th of December". */
function readOrdinalOf(talk: Talk, at: number): Period | null {
  const ordinal = readOrdinal(talk, skipOptional(talk, at, 'the'));
  if (ordinal === null) return null;
  const monthAt = skipOptional(talk, ordinal.end, 'of');
  return { end: monthIn(talk.tokens[monthAt]) === null ? ordinal.end : monthAt + 1, last: null };
}

/** "The week", "next quarter", "month", "March", "Q1 2027", "2027". */
function readPeriod(talk: Talk, at: number): Period | null {
  const own = skip(talk, skipOptional(talk, at, 'the|this|next|our|your'), OWN_PERIOD);
  if (own !== null) return { end: own, last: null };
  const secondWeek = skip(talk, at, 'the week after next|week after next');
  if (secondWeek !== null) return { end: secondWeek, last: mondayOf(talk.today) + 14 + FRIDAY - 1 };
  const next = skip(talk, at, 'next|the next|the coming|this coming');
  const start = next ?? skipOptional(talk, at, 'the|this|the current');
  const last = endOfUnit(talk.today, talk.tokens[start]?.word ?? '', next === null ? 0 : 1);
  if (last === undefined) return readNamedPeriod(talk, start, next !== null);
  // "Week 50" counts otherwise.
  if (/^\d/.test(talk.tokens[start + 1]?.word ?? '')) return { end: start + 2, last: null };
  return { end: start + 1, last };
}

function endOfUnit(today: EpochDay, unit: string, ahead: number): EpochDay | null | undefined {
  const { year, month } = partsOf(today);
  const quarterEnd = Math.ceil(month / QUARTER_MONTHS) * QUARTER_MONTHS;
  switch (unit) {
    case 'week':
      return ahead === 0 ? workFridayOf(today) : mondayOf(today) + 7 + FRIDAY - 1;
    case 'month':
      return lastOfMonth(year, month + ahead);
    case 'quarter':
      return lastOfMonth(year, quarterEnd + ahead * QUARTER_MONTHS);
    case 'year':
      return dayOf(year + ahead, 12, 31);
    default:
      return undefined;
  }
}

function readNamedPeriod(talk: Talk, at: number, isNext: boolean): Period | null {
  const token = talk.tokens[at];
  const said = yearAt(talk, at);
  if (said !== null) return { end: at + 1, last: dayOf(said, 12, 31) };
  const part = /^([qh])([1-4])$/.exec(token?.word ?? '');
  const inPart = part === null ? null : Number(part[2]) * (part[1] === 'q' ? QUARTER_MONTHS : 6);
  const month = inPart ?? (isPlainMonth(token) ? monthIn(token) : null);
  if (month === null || month > 12 || /^\d{1,2}(?:\D|$)/.test(talk.tokens[at + 1]?.word ?? '')) return null;
  const yearIs = skipOptional(talk, at + 1, ',|of');
  const year = yearAt(talk, yearIs);
  if (year !== null) return { end: yearIs + 1, last: lastOfMonth(year, month) };
  return { end: at + 1, last: isNext ? null : comingEnd(talk.today, month) };
}

function comingEnd(today: EpochDay, month: number): EpochDay | null {
  const { year } = partsOf(today);
  const last = lastOfMonth(year, month);
  if (last >= today) return last;
  return today - last <= RECENT_DAYS ? null : lastOfMonth(year + 1, month);
}
