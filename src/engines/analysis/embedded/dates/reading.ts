import type { EpochDay } from './calendar.ts';
import type { Token } from './tokens.ts';
import { NUMBER_WORDS, ORDINAL_WORDS } from './vocabulary.ts';

/** The text that is read, and the moment that its dates are counted from. */
export interface Talk {
  tokens: Token[];
  now: Date;
  today: EpochDay;
  /** Readings so far, by place and depth: phrases within phrases look at the same places. */
  read: Map<number, Reading | null>;
}

/**
 * How a phrase names its day, which decides what the words around it may make of it. `abbreviation`: a bare "Fri";
 * `ordinal`: "the 15th"; `end`: of a period; `count`: "in ten days"; `period`: no day, as "next week"; `past`: over.
 */
type Sort =
  | ('weekday' | 'abbreviation' | 'day' | 'relative' | 'ordinal' | 'holiday' | 'end' | 'count')
  | ('period' | 'past');

/** A date phrase from where it was looked for up to `end`; the day is null where it names none for certain. */
export interface Reading {
  end: number;
  day: EpochDay | null;
  sort: Sort;
  /** "At the latest" was said. */
  latest?: true;
}

export type Rule = (talk: Talk, at: number) => Reading | null;

type Phrases = ReadonlyMap<string, readonly string[][]>;
const compiled = new Map<string, Phrases>();

/** Takes phrases parted by '|'; gives the place behind the longest of them that stands at `at`, else null. */
export function skip({ tokens }: Talk, at: number, phrases: string): number | null {
  const first = tokens[at]?.word;
  if (first === undefined) return null;
  const candidates = phrasesOf(phrases).get(first);
  const found = candidates?.find((words) => words.every((word, i) => tokens[at + i]?.word === word));
  return found === undefined ? null : at + found.length;
}

/** The place behind one of the phrases, or `at` where none is there. */
export function skipOptional(talk: Talk, at: number, phrases: string): number {
  return skip(talk, at, phrases) ?? at;
}

/** By their first words, the longest first. */
function phrasesOf(phrases: string): Phrases {
  const known = compiled.get(phrases);
  if (known !== undefined) return known;
  const split = phrases.split('|').map((phrase) => phrase.split(' '));
  const made = new Map<string, string[][]>();
  for (const words of split.sort((a, b) => b.length - a.length)) {
    const first = words[0] ?? '';
    made.set(first, [...(made.get(first) ?? []), words]);
  }
  compiled.set(phrases, made);
  return made;
}

export interface ReadNumber {
  end: number;
  value: number;
}

/** "10", "ten" or "twenty-one". */
export function readNumber({ tokens }: Talk, at: number): ReadNumber | null {
  const word = tokens[at]?.word ?? '';
  if (/^\d{1,4}$/.test(word)) return { end: at + 1, value: Number(word) };
  const value = NUMBER_WORDS.get(word);
  if (value === undefined) return null;
  const unit = NUMBER_WORDS.get(tokens[at + 1]?.word ?? '') ?? 0;
  return value >= 20 && unit > 0 && unit < 10 ? { end: at + 2, value: value + unit } : { end: at + 1, value };
}

/** "15th", "fifteenth" or "twenty-first"; `spelled` where it is a word. */
export function readOrdinal({ tokens }: Talk, at: number): (ReadNumber & { spelled: boolean }) | null {
  const word = tokens[at]?.word ?? '';
  if (/^\d+(?:st|nd|rd|th)$/.test(word))
    return { end: at + 1, value: Number.parseInt(word, 10), spelled: false };
  const value = ORDINAL_WORDS.get(word);
  if (value !== undefined) return { end: at + 1, value, spelled: true };
  const tens = NUMBER_WORDS.get(word) ?? 0;
  const unit = ORDINAL_WORDS.get(tokens[at + 1]?.word ?? '') ?? 10;
  return (tens === 20 || tens === 30) && unit < 10
    ? { end: at + 2, value: tens + unit, spelled: true }
    : null;
}

/** "2027". */
export function yearAt({ tokens }: Talk, at: number): number | null {
  const word = tokens[at]?.word ?? '';
  return /^20\d\d$/.test(word) ? Number(word) : null;
}

/** Of readings at one place the one that takes most words. */
export function longest(readings: (Reading | null)[]): Reading | null {
  let best: Reading | null = null;
  for (const reading of readings) if (reading !== null && reading.end > (best?.end ?? 0)) best = reading;
  return best;
}
