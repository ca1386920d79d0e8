import { type EpochDay, mondayOf, partsOf, weekdayAfter } from './calendar.ts';
import { readDayOfWeekday } from './calendar-days.ts';
import { readSpan } from './counts.ts';
import { type Reading, type Rule, readNumber, skip, skipOptional, type Talk } from './reading.ts';
import { weekdayIn } from './vocabulary.ts';

/** Weeks from this one; null for one that is not known. */
const WEEKS: readonly (readonly [phrases: string, weeks: number | null])[] = [
  ['this week|of this week|this coming week', 0],
  ['next week|of next week|in next week|the next week|of the next week|the coming week', 1],
  ['the week after next|of the week after next|in the week after next|week after next', 2],
  ['last week|of last week', -1],
  ['the following week|of the following week|the week after', null],
];

const PART_OF_DAY = 'morning|afternoon|evening|night|noon';

interface Weekday {
  end: number;
  weekday: number;
  abbreviated: boolean;
}

interface Week {
  end: number;
  monday: EpochDay | null;
}

/** Takes what reads a date that another is counted from; gives the rule for phrases with the name of a weekday. */
export function weekdayRule(readAnchor: Rule): Rule {
  return (talk, at) =>
    readWeekFirst(talk, at) ?? readModified(talk, at) ?? readWeekdayFirst(talk, at, readAnchor);
}

/** "Next week Tuesday", "in two weeks, on Friday". */
function readWeekFirst(talk: Talk, at: number): Reading | null {
  const week = readWeek(talk, at) ?? readWeeksAhead(talk, at);
  if (week === null) return null;
  const named = readName(talk, skipOptional(talk, week.end, ', on|, by|on|by|,'));
  return named && onWeekday(week, named, named.end);
}

/** "This Friday", "next Friday", "the coming Friday"; past and doubtful ones name no day. */
function readModified(talk: Talk, at: number): Reading | null {
  const next = skip(talk, at, 'next');
  const current = skip(talk, at, 'this');
  const coming = skip(talk, at, 'this coming|this upcoming|coming|upcoming');
  const past = skip(talk, at, 'last|past|this past|previous');
  const unclear = skip(talk, at, 'following|the following');
  const start = coming ?? past ?? unclear ?? current ?? next;
  const named = start === null ? null : readName(talk, start);
  if (named === null) return null;
  const { end, weekday } = named;
  if (past !== null) return { end, day: null, sort: 'past' };
  if (unclear !== null) return { end, day: null, sort: 'period' };
  if (next !== null) return { end, day: mondayOf(talk.today) + 6 + weekday, sort: 'weekday' };
  return { end, day: weekdayAfter(talk.today - (coming === null ? 1 : 0), weekday), sort: 'weekday' };
}

/** A weekday's name and what it goes on with: its week, its date, or another day that it comes after. */
function readWeekdayFirst(talk: Talk, at: number, readAnchor: Rule): Reading | null {
  const named = readName(talk, skipOptional(talk, at, 'the'));
  if (named === null) return null;
  const day = weekdayAfter(talk.today, named.weekday);
  return (
    readItsWeek(talk, named) ??
    readItsDate(talk, named) ??
    readDayNumber(talk, named) ??
    readBeside(talk, named, readAnchor) ?? {
      end: named.end,
      day,
      sort: named.abbreviated ? 'abbreviation' : 'weekday',
    }
  );
}

/** "Friday next week", "Friday in two weeks", and the British "Friday week". */
function readItsWeek(talk: Talk, named: Weekday): Reading | null {
  const weekAt = skipOptional(talk, named.end, PART_OF_DAY);
  const week = readWeek(talk, weekAt) ?? readWeeksAhead(talk, weekAt);
  if (week !== null) return onWeekday(week, named, week.end);
  const end = skip(talk, named.end, 'week|fortnight');
  if (end === null) {
    const unclear = skip(talk, named.end, 'after next|before last|after that');
    return unclear === null ? null : { end: unclear, day: null, sort: 'period' };
  }
  const days = talk.tokens[named.end]?.word === 'week' ? 7 : 14;
  return { end, day: weekdayAfter(talk.today, named.weekday) + days, sort: 'weekday' };
}

/** "Friday, December 4th", "Monday the 7th", "Friday 4/12": the day must be such a weekday. */
function readItsDate(talk: Talk, { end, weekday }: Weekday): Reading | null {
  const dateAt = skipOptional(talk, skipOptional(talk, end, PART_OF_DAY), ', on|,|(|on');
  const date = readDayOfWeekday(talk, dateAt, weekday);
  return date && { ...date, end: skipOptional(talk, date.end, ')') };
}

/** "Friday 18" is a date, "Friday 5" an hour unless the fifth may be meant. */
function readDayNumber(talk: Talk, { end, weekday }: Weekday): Reading | null {
  const number = /^\d{1,2}$/.test(talk.tokens[end]?.word ?? '') ? readNumber(talk, end) : null;
  if (number === null || number.value < 1 || number.value > 31) return null;
  if (skip(talk, number.end, "am|pm|a.m.|p.m.|o'clock|to|-|–|%") !== null) return null;
  const usual = weekdayAfter(talk.today, weekday);
  const isNamed = (day: EpochDay) => partsOf(day).day === number.value;
  const dated = [0, 7, 14, 21, 28].map((more) => usual + more).find(isNamed);
  if (dated === undefined && number.value <= 24) return null;
  const certain = dated === usual || number.value > 12;
  return { end: number.end, day: certain ? (dated ?? null) : null, sort: 'day' };
}

/** "The Friday before Christmas", "the Monday after the 15th". */
function readBeside(talk: Talk, { end, weekday }: Weekday, readAnchor: Rule): Reading | null {
  const side = talk.tokens[end]?.word;
  if (side !== 'after' && side !== 'before') return null;
  const anchor = readAnchor(talk, end + 1);
  const definite = talk.tokens[end - 2]?.word === 'the';
  if (anchor === null || !definite) return definite ? { end: end + 1, day: null, sort: 'period' } : null;
  if (anchor.day === null) return { end: anchor.end, day: null, sort: 'period' };
  const day = side === 'after' ? weekdayAfter(anchor.day, weekday) : weekdayAfter(anchor.day - 8, weekday);
  return { end: anchor.end, day, sort: 'weekday' };
}

function onWeekday({ monday }: Week, { weekday }: Weekday, end: number): Reading {
  return { end, day: monday === null ? null : monday + weekday - 1, sort: 'weekday' };
}

function readName(talk: Talk, at: number): Weekday | null {
  const named = weekdayIn(talk.tokens[at]);
  if (named === null) return null;
  const stop = named.abbreviated && talk.tokens[at + 1]?.word === '.' && at + 2 < talk.tokens.length;
  return { end: stop ? at + 2 : at + 1, ...named };
}

function readWeek(talk: Talk, at: number): Week | null {
  let best: Week | null = null;
  for (const [phrases, weeks] of WEEKS) {
    const end = skip(talk, at, phrases);
    if (end === null || end <= (best?.end ?? 0)) continue;
    best = { end, monday: weeks === null ? null : mondayOf(talk.today) + weeks * 7 };
  }
  return best;
}

/** "In two weeks", "two weeks from now" beside a weekday: that of the week it leads to. */
function readWeeksAhead(talk: Talk, at: number): Week | null {
  const start = skip(talk, at, 'in');
  const span = readSpan(talk, start ?? at);
  if (span === null || span.unit !== 'week') return null;
  const from = skip(talk, span.end, "from now|from today|' time|'s time|time");
  if (from === null && start === null) return null;
  const day = span.from(talk.today, 1);
  return { end: from ?? span.end, monday: day === null ? null : mondayOf(day) };
}
