import { readCalendarDay } from './calendar-days.ts';
import { countRule } from './counts.ts';
import { readPeriodEnd, readVaguePeriod } from './periods.ts';
import { longest, type Reading, type Rule, skip, skipOptional, type Talk } from './reading.ts';
import { weekdayRule } from './weekdays.ts';

/** "A week from the day after …": nobody goes on so for longer. */
const DEEPEST = 3;
/** "Late afternoon on …". */
const MOST_TIMES = 3;
const CLOSE_OF_DAY = [
  'eod|cob|eob|cop|eobd|end of day|the end of the day|end of the day|end of business|end of play|end of the working day',
  'close of business|close of play|close of day|the end of business|the close of business|end of the business day',
  'the end of the working day|the end of the business day|end of the workday|midnight',
].join('|');
const BEFORE_DAY = [
  'early|late|later|first thing|last thing|noon|midday|midnight|lunch|lunchtime|breakfast|sometime|some time|any time',
  'anytime|morning|the morning|afternoon|the afternoon|evening|the evening|end of|the end of|close of|the close of',
  `start of business|${CLOSE_OF_DAY}`,
].join('|');
const AFTER_DAY = [
  'morning|afternoon|evening|night|noon|midday|midnight|lunchtime|lunch|first thing|last thing|early morning',
  'early afternoon|late afternoon|late morning|late evening|in the morning|in the afternoon|in the evening|mid morning',
  'at night|sharp|or earlier|or sooner|or before|before lunch|after lunch|before noon|by noon|at noon|by lunchtime|at lunch',
  `end|${CLOSE_OF_DAY}`,
].join('|');
const LATEST = 'latest|at the latest|at the very latest|at latest|at most|the latest|, latest|max|tops';
const UNCLEAR = 'at the earliest|earliest|or later|or after|or so|onwards|onward|ish';
const CLOCK_WORD = /^(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)$/;
const HALVES_OF_DAY = "am|pm|a.m.|p.m.|o'clock";

/** The longest date phrase that begins at a place, with the time of day around it. */
export function readDate(talk: Talk, at: number): Reading | null {
  return readDateAt(talk, at, 0);
}

function readDateAt(talk: Talk, at: number, depth: number): Reading | null {
  if (depth > DEEPEST) return null;
  const key = at * (DEEPEST + 1) + depth;
  const known = talk.read.get(key);
  if (known !== undefined) return known;
  const reading = readNewAt(talk, at, depth);
  talk.read.set(key, reading);
  return reading;
}

function readNewAt(talk: Talk, at: number, depth: number): Reading | null {
  const anchor: Rule = (inner, place) => readDateAt(inner, place, depth + 1);
  const whole = longest([
    readCore(talk, at, anchor),
    readBehindTime(talk, at, anchor),
    readCloseOfDay(talk, at),
  ]);
  return whole === null ? null : withTime(talk, whole);
}

function readCore(talk: Talk, at: number, anchor: Rule): Reading | null {
  return longest([
    readRelative(talk, at),
    weekdayRule(anchor)(talk, at),
    countRule(anchor)(talk, at),
    readCalendarDay(talk, at),
    readPeriodEnd(talk, at),
    readVaguePeriod(talk, at),
  ]);
}

const RELATIVE: readonly (readonly [phrases: string, days: number])[] = [
  ['today|tonight|this morning|this afternoon|this evening|later today', 0],
  ['tomorrow|tmrw|tomorrow night', 1],
  ['the day after tomorrow|day after tomorrow', 2],
];

function readRelative(talk: Talk, at: number): Reading | null {
  const past = skip(talk, at, 'yesterday|the day before yesterday');
  if (past !== null) return { end: past, day: null, sort: 'past' };
  let best: Reading | null = null;
  for (const [phrases, days] of RELATIVE) {
    const end = skip(talk, at, phrases);
    if (end !== null && end > (best?.end ?? 0)) best = { end, day: talk.today + days, sort: 'relative' };
  }
  const weeks = best && skip(talk, best.end, 'week|in a week|in one week');
  return best === null || weeks === null ? best : { end: weeks, day: (best.day ?? 0) + 7, sort: 'count' };
}

/** "By end of day Friday", "first thing on Monday", "5 pm tomorrow". */
function readBehindTime(talk: Talk, at: number, anchor: Rule, more = MOST_TIMES): Reading | null {
  const time = skip(talk, at, BEFORE_DAY) ?? skipClock(talk, at);
  if (time === null) return null;
  const start = skipOptional(talk, time, 'on|of|at|,|, on');
  const day =
    readCore(talk, start, anchor) ??
    (start === time && more > 1 ? readBehindTime(talk, start, anchor, more - 1) : null);
  return day === null || /^(?:period|past|end)$/.test(day.sort) ? null : day;
}

function readCloseOfDay(talk: Talk, at: number): Reading | null {
  const end = skip(talk, at, CLOSE_OF_DAY);
  return end === null ? null : { end, day: talk.today, sort: 'relative' };
}

/** "5 pm", "10:30", "five o'clock", the "five" of "five on Friday". */
function skipClock(talk: Talk, at: number): number | null {
  const past = skip(talk, at, 'half past|quarter past|quarter to|a quarter past|a quarter to|half');
  const word = talk.tokens[past ?? at]?.word ?? '';
  if (past !== null) return CLOCK_WORD.test(word) ? past + 1 : null;
  if (/^\d{1,2}:\d\d$/.test(word)) return skipOptional(talk, at + 1, HALVES_OF_DAY);
  if (!CLOCK_WORD.test(word)) return null;
  return (
    skip(talk, at + 1, HALVES_OF_DAY) ?? (skip(talk, at + 1, 'on|tomorrow|today') === null ? null : at + 1)
  );
}

/** The time of day behind a day, and whether that is the latest or the earliest. */
function withTime(talk: Talk, reading: Reading): Reading {
  let { end } = reading;
  let latest = false;
  for (;;) {
    const unclear = skip(talk, end, UNCLEAR);
    if (unclear !== null) return { end: unclear, day: null, sort: 'period' };
    const last = skip(talk, end, LATEST);
    latest ||= last !== null;
    const next = last ?? skip(talk, end, AFTER_DAY) ?? skipTimeOfDay(talk, end);
    if (next === null) break;
    end = next;
  }
  return latest ? { ...reading, end, latest } : { ...reading, end };
}

/** "At five", "by 17:00", "5 pm". */
function skipTimeOfDay(talk: Talk, at: number): number | null {
  const behind = skip(talk, at, 'at|by|before|around|at around|at about|after');
  if (behind === null) return /^\d/.test(talk.tokens[at]?.word ?? '') ? skipClock(talk, at) : null;
  const hour = CLOCK_WORD.test(talk.tokens[behind]?.word ?? '') ? behind + 1 : null;
  return skipClock(talk, behind) ?? skip(talk, behind, `noon|lunch|midday|midnight|${CLOSE_OF_DAY}`) ?? hour;
}
