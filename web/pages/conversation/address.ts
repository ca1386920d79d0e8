import type { Transcript } from './data.ts';
import { TimeIndex } from './transcript/time-index.ts';

/** The moment that an address asks for: `?t=seconds`, or `?s=sentence&q=words` of a search hit. */
export interface Asked {
  seconds: number | null;
  sentence: number | null;
  words: string;
}

export function askedFor(search: URLSearchParams): Asked {
  return { seconds: numberOf(search, 't'), sentence: numberOf(search, 's'), words: search.get('q') ?? '' };
}

function numberOf(search: URLSearchParams, name: string): number | null {
  const text = search.get(name) ?? '';
  return /^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null;
}

/** The sentence to open at; null for the beginning. */
export function sentenceOf({ seconds, sentence }: Asked, { sentences }: Transcript): number | null {
  if (sentence !== null) return Math.min(Math.floor(sentence), sentences.length - 1);
  return seconds === null ? null : new TimeIndex(sentences).at(seconds);
}

/** A link to a sentence: by its second where there are times, since sentences may come to be others. */
export function linkTo(
  { origin, pathname }: Pick<Location, 'origin' | 'pathname'>,
  { sentences }: Pick<Transcript, 'sentences'>,
  place: number,
): string {
  const start = sentences[place]?.start ?? null;
  return `${origin}${pathname}?${start === null ? `s=${place}` : `t=${Math.round(start * 10) / 10}`}`;
}
