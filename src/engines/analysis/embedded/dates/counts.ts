import { type EpochDay, epochDayOf, plusMonths, plusWorkingDays, weekdayAfter } from './calendar.ts';
import { type Reading, type Rule, readNumber, skip, skipOptional, type Talk } from './reading.ts';
import { weekdayIn, weekdaysIn } from './vocabulary.ts';

type Unit = 'hour' | 'day' | 'working day' | 'week' | 'month' | 'year';

/** "Ten days". */
interface Span {
  end: number;
  unit: Unit;
  /** The day so long after another, or before it by -1; null where the count is not exact. */
  from(day: EpochDay, direction: 1 | -1): EpochDay | null;
}

const UNITS: readonly (readonly [words: string, unit: Unit, times: number])[] = [
  ['hour|hours|hrs', 'hour', 1],
  ['day|days|calendar days|full days', 'day', 1],
  ['working day|working days|business day|business days|work days|workdays', 'working day', 1],
  ['week|weeks|full weeks', 'week', 1],
  ['fortnight|fortnights', 'week', 2],
  ['month|months', 'month', 1],
  ['year|years', 'year', 1],
];
const VAGUE_COUNT =
  'a few|few|several|some|a couple|a couple of|a couple more|couple of|a number of|a handful of|a good|many|a few more';
const ABOUT =
  'about|around|roughly|approximately|maybe|probably|like|more than|over|under|less than|at least';
const IN =
  'in|within|inside|inside of|in another|in exactly|in at most|within at most|in no more than|in just';
const IN_NEXT =
  'in the next|within the next|within the coming|in the coming|over the next|over the coming|during the next';
const HOUR_MS = 3_600_000;
/** Farther away nothing is due. */
const MOST = 400;

/** Takes what reads a date that is counted from; gives the rule for "in ten days", "a week from Friday", "in a fortnight". */
export function countRule(readAnchor: Rule): Rule {
  return (talk, at) =>
    readNextWorkingDay(talk, at) ??
    readSameTime(talk, at) ??
    readWeekdaysAhead(talk, at) ??
    readFrom(talk, at, readAnchor) ??
    readInNext(talk, at) ??
    readIn(talk, at);
}

/** "In ten days", "within a week", "in three days' time". */
function readIn(talk: Talk, at: number): Reading | null {
  const start = skip(talk, at, IN);
  const span = start === null ? null : (readTheHour(talk, start) ?? readSpan(talk, start));
  if (span === null) return null;
  const reading = counted(talk, span);
  // "In half an hour" and "in a few hours" are about the moment, not about a day.
  return span.unit === 'hour' && reading.day === null ? null : reading;
}

/** "Within the next two weeks"; "in the next week" and "in the coming days" name no day. */
function readInNext(talk: Talk, at: number): Reading | null {
  const start = skip(talk, at, IN_NEXT);
  if (start === null) return null;
  const span = readSpan(talk, start) ?? readSpanOf(talk, start, null);
  return span && counted(talk, span);
}

function counted(talk: Talk, span: Span): Reading {
  const time = skipOptional(talk, span.end, "'s time|' time|time");
  const end = skipOptional(talk, time, 'from now|from today|of today');
  return { end, day: span.from(talk.today, 1), sort: 'count' };
}

/** "Within the hour". */
function readTheHour(talk: Talk, at: number): Span | null {
  return skip(talk, at, 'the hour') === null ? null : readSpanOf(talk, at + 1, 1);
}

/** "Two weeks from now", "a week on Friday", "three days after the 15th", "the day after Christmas". */
function readFrom(talk: Talk, at: number, readAnchor: Rule): Reading | null {
  const definite = skip(talk, at, 'the');
  const span =
    definite === null ? readSpan(talk, skipOptional(talk, at, 'in')) : readSpanOf(talk, definite, 1);
  if (span === null) return null;
  const ago = skip(talk, span.end, 'ago|earlier|later|before last');
  if (ago !== null) return { end: ago, day: null, sort: 'past' };
  const now = skip(talk, span.end, 'from now|from today|after today');
  if (now !== null) return { end: now, day: span.from(talk.today, 1), sort: 'count' };
  const side = skip(talk, span.end, 'from|after|before|on');
  if (side === null) return readWeekThen(talk, span, readAnchor);
  const word = talk.tokens[span.end]?.word;
  if (word === 'on' && span.unit !== 'week') return null;
  const anchor = readAnchor(talk, side);
  // "Three days before the launch": not the day that is named next.
  if (anchor === null)
    return word === 'on' || word === 'from' ? null : { end: side, day: null, sort: 'period' };
  if (anchor.sort === 'count') return null;
  const day = anchor.day === null ? null : span.from(anchor.day, word === 'before' ? -1 : 1);
  return { end: anchor.end, day, sort: day === null ? 'period' : 'count' };
}

/** "A week today", "a week tomorrow", "two weeks Friday". */
function readWeekThen(talk: Talk, span: Span, readAnchor: Rule): Reading | null {
  if (span.unit !== 'week') return null;
  const isDay = skip(talk, span.end, 'today|tomorrow') !== null || weekdayIn(talk.tokens[span.end]) !== null;
  const anchor = isDay ? readAnchor(talk, span.end) : null;
  if (anchor === null) return null;
  return { end: anchor.end, day: anchor.day === null ? null : span.from(anchor.day, 1), sort: 'count' };
}

/** "This time next week", "the same day next week". */
function readSameTime(talk: Talk, at: number): Reading | null {
  const start = skip(talk, at, 'this time|the same time|same time|the same day|same day');
  if (start === null) return null;
  const week = skip(talk, start, 'next week');
  if (week !== null) return { end: week, day: talk.today + 7, sort: 'count' };
  const tomorrow = skip(talk, start, 'tomorrow');
  return tomorrow === null ? null : { end: tomorrow, day: talk.today + 1, sort: 'count' };
}

function readNextWorkingDay(talk: Talk, at: number): Reading | null {
  const end = skip(talk, skipOptional(talk, at, 'the'), 'next business day|next working day|next work day');
  return end === null ? null : { end, day: plusWorkingDays(talk.today, 1), sort: 'count' };
}

/** "Two Fridays from now". */
function readWeekdaysAhead(talk: Talk, at: number): Reading | null {
  const count = readNumber(talk, at);
  const weekday = count === null ? null : weekdaysIn(talk.tokens[count.end]);
  const end = count && skip(talk, count.end + 1, 'from now|from today');
  if (count === null || weekday === null || end === null) return null;
  return { end, day: weekdayAfter(talk.today, weekday) + (count.value - 1) * 7, sort: 'count' };
}

/** A count with its unit. */
export function readSpan(talk: Talk, at: number): Span | null {
  const about = skip(talk, at, ABOUT);
  const start = about ?? skipOptional(talk, at, 'another|exactly|just');
  const vague = skip(talk, start, VAGUE_COUNT);
  if (vague !== null) return readSpanOf(talk, vague, null);
  const half = skip(talk, start, 'half a|half an');
  if (half !== null) return readHalf(talk, half);
  const one = skip(talk, start, 'a|an');
  const number = readNumber(talk, start) ?? (one === null ? null : { end: one, value: 1 });
  if (number === null) return null;
  const other = skip(talk, number.end, 'or|to|-|–');
  const second = other === null ? null : readNumber(talk, other);
  if (second !== null) return readSpanOf(talk, second.end, null);
  return readSpanOf(talk, number.end, about === null && number.value <= MOST ? number.value : null);
}

function readSpanOf(talk: Talk, at: number, count: number | null): Span | null {
  let best: { end: number; unit: Unit; times: number } | null = null;
  for (const [words, unit, times] of UNITS) {
    const end = skip(talk, at, words);
    if (end !== null && end > (best?.end ?? 0)) best = { end, unit, times };
  }
  if (best === null) return null;
  const { end, unit, times } = best;
  const inexact = skip(talk, end, 'or two|or three|or so|and a half|or more|or less|ish');
  if (inexact !== null || count === null) return { end: inexact ?? end, unit, from: () => null };
  return {
    end,
    unit,
    from: (day, direction) => moved(talk, day, { unit, count: direction * times * count }),
  };
}

function readHalf(talk: Talk, at: number): Span | null {
  const year = skip(talk, at, 'year');
  if (year === null) return readSpanOf(talk, at, null);
  return { end: year, unit: 'month', from: (day, direction) => plusMonths(day, 6 * direction) };
}

function moved(talk: Talk, day: EpochDay, { unit, count }: { unit: Unit; count: number }): EpochDay | null {
  switch (unit) {
    case 'hour':
      return day === talk.today ? epochDayOf(new Date(talk.now.getTime() + count * HOUR_MS)) : null;
    case 'day':
      return day + count;
    case 'working day':
      return count < 0 ? null : plusWorkingDays(day, count);
    case 'week':
      return day + 7 * count;
    case 'month':
      return plusMonths(day, count);
    case 'year':
      return plusMonths(day, 12 * count);
  }
}
