import { type EpochDay, epochDayOf, weekdayOf } from './calendar.ts';
import { readDate } from './read-date.ts';
import type { Reading, Talk } from './reading.ts';
import { followerOf, type Lead, leadOf } from './surroundings.ts';
import { type Token, tokensOf } from './tokens.ts';
import { isDateWord, monthIn, weekdayIn } from './vocabulary.ts';

/** A date that a text names as one, from token `start` up to `end`. */
export interface DatePhrase {
  start: number;
  end: number;
  /** Null where it is none for certain. */
  day: EpochDay | null;
  /** "By Friday" sets an end; "on Friday" and "Friday" name a day. */
  lead: Lead;
  /** Read, but not as what something is due: "from Friday", "the Friday call". */
  dropped: boolean;
  latest: boolean;
  bareWeekday: boolean;
}

/** Most sentences have nothing of this in them. */
const MAY_NAME_A_DATE =
  /day|\d|\b(?:week|month|quarter|year|fortnight|tonight|tomorrow|tmrw|this (?:morning|afternoon|evening)|(?:in|within) |mon|tue|tues|wed|thur?|thurs|fri|sat|sun|jan|feb|mar|apr|may|june?|july?|aug|sep|oct|nov|dec|eo[dbmqwy]|co[bp]|christmas|xmas|new year|(?:end|close) of|[a-z]+(?:th|st|nd|rd)\b)/i;

/** Every date phrase of a text in order, those that are ranges or alternatives without a day. */
export function datePhrasesIn(text: string, now: Date): { tokens: Token[]; phrases: DatePhrase[] } {
  if (!MAY_NAME_A_DATE.test(text)) return { tokens: [], phrases: [] };
  const talk = { tokens: tokensOf(text), now, today: epochDayOf(now), read: new Map() };
  const phrases: DatePhrase[] = [];
  for (let at = 0; at < talk.tokens.length; at++) {
    const reading = readDate(talk, at);
    if (reading === null) continue;
    phrases.push(placed(talk, at, reading));
    at = reading.end - 1;
  }
  return { tokens: talk.tokens, phrases: joined(talk.tokens, phrases) };
}

function placed(talk: Talk, start: number, reading: Reading): DatePhrase {
  const { tokens } = talk;
  const lead = leadOf(tokens, start);
  const future = reading.day !== null && reading.day >= talk.today;
  const certain = future && lead.kind !== 'about' && !isPartOfMore(tokens, start, reading);
  return {
    start,
    end: reading.end,
    day: certain ? reading.day : null,
    lead,
    dropped:
      lead.kind === 'no' ||
      (reading.day !== null && !future) ||
      isOtherwiseMeant(tokens, { start, reading, lead }),
    latest: reading.latest === true,
    bareWeekday: reading.end - start === 1 && weekdayIn(tokens[start]) !== null,
  };
}

/** "On Monday after the holidays" is not the next one. */
const FREE_DAYS = /^(?:holidays?|vacations?|break|easter|thanksgiving|summer|christmas)$/;

/** A word of dates left over beside the phrase: it was read in part, so its day is not the one that is meant. */
function isPartOfMore(tokens: readonly Token[], start: number, { end, sort }: Reading): boolean {
  if (isDateWord(tokens[end]) || isDateWord(tokens[start - 1])) return true;
  const [before, joint] = [tokens[start - 2]?.word ?? '', tokens[start - 1]?.word ?? ''];
  if (/^(?:to|-|–|or|and)$/.test(joint) && /^\d{1,2}(?:st|nd|rd|th)?$/.test(before)) return true;
  const behind = tokens[end]?.word ?? '';
  if (sort === 'count' && /^(?:of|after|before)$/.test(behind)) return true;
  if (sort === 'end' && behind === 'after') return true;
  if (behind === 'after' && tokens.slice(end + 1, end + 4).some(({ word }) => FREE_DAYS.test(word)))
    return true;
  if (!/^(?:of|in|from|within)$/.test(behind)) return false;
  const next = /^(?:the|this|that|each|every)$/.test(tokens[end + 1]?.word ?? '') ? end + 2 : end + 1;
  return isDateWord(tokens[next]);
}

/** Part of a name, an idiom, or a number that only looks like a date. */
function isOtherwiseMeant(
  tokens: readonly Token[],
  { start, reading, lead }: { start: number; reading: Reading; lead: Lead },
): boolean {
  const follower = followerOf(tokens, reading.end);
  const first = tokens[start]?.word ?? '';
  const deadline = lead.kind === 'deadline';
  const determined = lead.determined || first === 'the';
  if (follower === 'owned') return !deadline;
  switch (reading.sort) {
    case 'weekday':
    case 'abbreviation':
      if (reading.sort === 'abbreviation' && lead.kind === 'none') return true;
      if (follower === 'noun') return !deadline && (determined || lead.kind === 'none');
      return lead.determined && lead.kind === 'none';
    case 'day': {
      if (/^\d+(?:\/\d+|\.\d+\.)$/.test(first) && (lead.kind === 'none' || follower === 'noun')) return true;
      return follower === 'noun' && !deadline && (determined || lead.kind === 'none');
    }
    case 'ordinal':
      return isPlainOrdinal(tokens, { start, end: reading.end, lead }) || follower === 'noun';
    case 'holiday':
      return follower === 'noun';
    case 'end':
      return follower === 'noun' && !(deadline && !determined);
    case 'relative':
      // "At the end of the day" is no day.
      return lead.word === 'at' && /^(?:the|end)$/.test(first);
    case 'period':
      return follower === 'noun' || isTopic(tokens, { start, end: reading.end }, lead);
    case 'past':
      return true;
    case 'count':
      return false;
  }
}

/** "The 3rd of them", "in the 2nd", and "15th" without anything before it. */
function isPlainOrdinal(
  tokens: readonly Token[],
  { start, end, lead }: { start: number; end: number; lead: Lead },
): boolean {
  const behind = tokens[end]?.word ?? '';
  if (/^(?:of|and|or)$/.test(behind) && !isDateWord(tokens[end + 1])) return true;
  if (lead.word === 'in' || lead.word === 'at') return true;
  return lead.kind === 'none' && !tokens.slice(start, end).some(({ word }) => word === 'the');
}

/** "The plan for next month", and the names of months and years by themselves. */
function isTopic(
  tokens: readonly Token[],
  { start, end }: { start: number; end: number },
  lead: Lead,
): boolean {
  const first = tokens[start]?.word ?? '';
  const named = first === 'the' || monthIn(tokens[start]) !== null || /^(?:[qh]\d|20\d\d)$/.test(first);
  return lead.word === 'for' || (lead.kind === 'none' && named && end - start <= 2);
}

/** Neighbours that belong together: one day told twice, alternatives, or the ends of a range. */
function joined(tokens: readonly Token[], phrases: DatePhrase[]): DatePhrase[] {
  const result: DatePhrase[] = [];
  for (const phrase of phrases) {
    const before = result.at(-1);
    const link = before === undefined ? 'none' : linkBetween(tokens, before, phrase);
    if (before === undefined || link === 'none') result.push(phrase);
    else result[result.length - 1] = together(before, phrase, link);
  }
  return result;
}

const LINK_WORDS =
  /^(?:by|on|before|until|till|at|the|latest|maybe|probably|perhaps|possibly|even|,|\(|-|–|\/|or|and|to|through|thru|so|rather|better|not|but)$/;

const RANGE = /^(?:and|to|through|thru|until|till|-|–|\/)$/;

function linkBetween(tokens: readonly Token[], a: DatePhrase, b: DatePhrase): 'none' | 'same' | 'other' {
  const between = tokens.slice(a.end, b.start).map(({ word }) => word);
  const [first = ''] = between;
  if (!between.every((word) => LINK_WORDS.test(word)) || between.includes('but')) return 'none';
  if (between.includes('or')) return 'other';
  if (/^[,(]$/.test(first)) return between.length === 1 || b.latest ? 'same' : 'none';
  if (RANGE.test(first)) return between.length <= 2 ? 'other' : 'none';
  return a.dropped === b.dropped ? 'other' : 'none';
}

function together(a: DatePhrase, b: DatePhrase, link: 'same' | 'other'): DatePhrase {
  const dropped = link === 'same' ? a.dropped : a.dropped && b.dropped;
  const whole = { ...a, end: b.end, dropped };
  if (b.latest && b.day !== null) return { ...whole, day: b.day, latest: true };
  if (a.day !== null && a.day === b.day) return whole;
  if (link === 'same' && a.day !== null && b.day !== null && weekdayOf(a.day) === weekdayOf(b.day)) {
    if (b.bareWeekday) return whole;
    if (a.bareWeekday) return { ...whole, day: b.day };
  }
  return { ...whole, day: null };
}
