import { foldLetters } from './fold-letters.ts';
import type { Term } from './search-terms.ts';
import type { StemOf } from './stemmers.ts';
import type { Token } from './tokens.ts';
import { joinedPair, morePlacesMark, placesMark, quoted } from './vector.ts';

/** A term with all words that count as found for it. */
export interface Wanted {
  term: Term;
  /** Of a word: itself, its stems, and words that hold it. */
  forms: ReadonlySet<string>;
  /** A stop word of a language: it says little about where it stands. */
  isCommon: boolean;
}

/** Texts of type tsquery. */
export interface SearchQuery {
  /** Conversations that have everything. Of phrases it asks for their words only. */
  document: string;
  /** Each has to hold of some sentence, or of title, company and people. */
  phrases: Phrase[];
  /** Sentences that have anything of it. */
  anyInSentence: string;
  allInSentence: string;
}

export interface Phrase {
  text: string;
  /** Documents that do not match have all places of its words, and the phrase at none. */
  possible: string;
}

/** `held`: words of the account that hold a typed one, for a second try. */
export function wantedTerms(
  terms: readonly Term[],
  stemsOf: readonly StemOf[],
  held: ReadonlyMap<string, readonly string[]> = new Map(),
): Wanted[] {
  return terms.map((term) => {
    const [token] = term.tokens;
    if (term.kind !== 'word' || !token) return { term, forms: new Set(), isCommon: false };
    const stems = stemsOf.map((stemOf) => stemOf(token.spelled));
    const found = stems.flatMap((stem) => (stem === null ? [] : [foldLetters(stem)]));
    const forms = new Set([token.word, ...found, ...(held.get(token.word) ?? [])]);
    return { term, forms, isCommon: stems.includes(null) };
  });
}

/** All but the stop words, unless there is nothing else. */
export function tellingTerms(wanted: readonly Wanted[]): readonly Wanted[] {
  const telling = wanted.filter(({ isCommon }) => !isCommon);
  return telling.length > 0 ? telling : wanted;
}

export function searchQuery(wanted: readonly Wanted[]): SearchQuery {
  const shown = tellingTerms(wanted).map(inSentence);
  return {
    document: wanted.map(inDocument).join(' & '),
    phrases: wanted.flatMap(({ term }) => (isLongPhrase(term) ? [longPhrase(term)] : [])),
    anyInSentence: shown.join(' | '),
    allInSentence: wanted.map(inSentence).join(' & '),
  };
}

function isLongPhrase({ kind, tokens }: Term): boolean {
  return kind === 'phrase' && tokens.length > 1;
}

function inDocument(wanted: Wanted): string {
  const { term } = wanted;
  return term.kind === 'phrase' ? exactWords(term).join(' & ') : inSentence(wanted);
}

function inSentence({ term, forms }: Wanted): string {
  if (term.kind === 'phrase') return `(${phrase(term)})`;
  if (term.kind === 'joined') return `(${pairs(term).join(' & ')})`;
  const [token] = term.tokens;
  const prefix = term.isOpen && token ? prefixOf(token) : [];
  return `(${[...Array.from(forms, quoted), ...prefix].join(' | ')})`;
}

/** One letter begins too many words. */
function prefixOf({ word }: Token): string[] {
  return word.length > 1 ? [`${quoted(word)}:*`] : [];
}

function exactWords({ tokens, isOpen }: Term): string[] {
  return tokens.map(({ word }, i) =>
    isOpen && i === tokens.length - 1 ? `${quoted(word)}:*` : quoted(word),
  );
}

function longPhrase(term: Term): Phrase {
  const text = phrase(term);
  const { tokens, isOpen } = term;
  const more = tokens.map(({ word }, i) => {
    const mark = quoted(morePlacesMark(word));
    return isOpen && i === tokens.length - 1 ? `${mark}:*` : mark;
  });
  return { text, possible: [`(${text})`, `!${quoted(placesMark)}`, ...more].join(' | ') };
}

function phrase(term: Term): string {
  return exactWords(term).join(' <-> ');
}

function pairs({ tokens, isOpen }: Term): string[] {
  return tokens.slice(1).map(({ word }, i) => {
    const pair = quoted(joinedPair(tokens[i]?.word ?? '', word));
    return isOpen && i === tokens.length - 2 ? `${pair}:*` : pair;
  });
}
