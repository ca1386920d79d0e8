import type { Token } from './tokens.ts';

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
const WEEKDAY_ABBREVIATIONS = new Map([
  ['mon', 1],
  ['tue', 2],
  ['tues', 2],
  ['wed', 3],
  ['thu', 4],
  ['thur', 4],
  ['thurs', 4],
  ['fri', 5],
  ['sat', 6],
  ['sun', 7],
]);
/** Words of their own in small letters. */
const CAPITAL_ONLY = new Set(['sat', 'sun', 'wed']);
const MONTHS = [
  ['january', 'jan'],
  ['february', 'feb'],
  ['march', 'mar'],
  ['april', 'apr'],
  ['may'],
  ['june', 'jun'],
  ['july', 'jul'],
  ['august', 'aug'],
  ['september', 'sept', 'sep'],
  ['october', 'oct'],
  ['november', 'nov'],
  ['december', 'dec'],
];
const MONTH_NUMBERS = new Map(MONTHS.flatMap((names, i) => names.map((name) => [name, i + 1] as const)));
const UNITS =
  'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
export const NUMBER_WORDS: ReadonlyMap<string, number> = new Map([
  ...UNITS.map((word, i) => [word, i + 1] as const),
  ...TENS.map((word, i) => [word, (i + 2) * 10] as const),
]);
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );
export const ORDINAL_WORDS: ReadonlyMap<string, number> = new Map([
  ...ORDINALS.map((word, i) => [word, i + 1] as const),
  ['thirtieth', 30],
]);

/** Words that belong to a date: one that is left over beside a phrase shows that it was read in part. */
const DATE_WORD =
  /^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)days?|weeks?|fortnights?|months?|quarters?|years?|days?|weekends?|midweek|today|tomorrow|yesterday|tonight|ago|last|next|q[1-4]|h[12]|\d+(?:st|nd|rd|th)|eod|cob|eow|eom|eoq|eoy)$/;

export function isDateWord(token: Token | undefined): boolean {
  if (token === undefined) return false;
  return DATE_WORD.test(token.word) || (monthIn(token) !== null && /^[A-Z]/.test(token.text));
}

export function weekdayIn(token: Token | undefined): { weekday: number; abbreviated: boolean } | null {
  if (token === undefined) return null;
  const full = WEEKDAYS.indexOf(token.word) + 1;
  if (full > 0) return { weekday: full, abbreviated: false };
  const weekday = WEEKDAY_ABBREVIATIONS.get(token.word);
  if (weekday === undefined || (CAPITAL_ONLY.has(token.word) && !/^[A-Z]/.test(token.text))) return null;
  return { weekday, abbreviated: true };
}

/** Weekdays in the plural: "two Fridays from now". */
export function weekdaysIn(token: Token | undefined): number | null {
  const weekday = WEEKDAYS.findIndex((name) => `${name}s` === token?.word) + 1;
  return weekday > 0 ? weekday : null;
}

export function monthIn(token: Token | undefined): number | null {
  return token === undefined ? null : (MONTH_NUMBERS.get(token.word) ?? null);
}

/** "May", "march" and the abbreviations are other words as well. */
export function isPlainMonth(token: Token | undefined): boolean {
  if (token === undefined || monthIn(token) === null) return false;
  return /^[A-Z]/.test(token.text) || !/^(?:may|march|august|mar|jan|jun|dec|sep|sept)$/.test(token.word);
}
