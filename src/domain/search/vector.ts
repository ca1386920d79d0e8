import { foldLetters } from './fold-letters.ts';
import type { StemOf } from './stemmers.ts';
import type { Token } from './tokens.ts';

/** PostgreSQL refuses a vector of 1 MiB; some room is left for its own writing. */
const largestVectorBytes = 900_000;
/** Weights of what a word stands in, from the title down to what was said. */
export type Weight = 'A' | 'B' | 'D';
/** Places of a word by which a conversation is ranked: two words are compared at each pair of their places. */
const mostRanked = 8;
/** Places by which phrases are found. Those that do not rank have a weight of their own. PostgreSQL keeps 255. */
const mostPlaces = 250;
const unrankedWeight = 'C';
/** The weights of places that rank, as `ts_filter` takes them. */
export const rankedWeights = '{a,b,d}';
const largestPosition = 16_000;
/** The document has all places of its words, except of those with a mark of their own. */
export const placesMark = '#places';

/** This word stands in more places than the document has. */
export function morePlacesMark(word: string): string {
  return `#more ${word}`;
}

/** A pair of joined words, as "at t" of "AT&T": only those that stand joined have it. */
export function joinedPair(first: string, second: string): string {
  return `${first} ${second}`;
}

/** As a word of a vector or a query is written. */
export function quoted(word: string): string {
  const isPlain = !word.includes("'") && !word.includes('\\');
  return isPlain ? `'${word}'` : `'${word.replace(/['\\]/g, (mark) => mark + mark)}'`;
}

/** A word and its stem, which stand at the same place: a phrase may mix them. */
export type FormsOf = (token: Token) => readonly string[];

/** Of one text after the other: each word is stemmed once. */
export function formsBy(stemOf: StemOf): FormsOf {
  const known = new Map<string, readonly string[]>();
  return (token) => {
    const before = known.get(token.spelled);
    if (before) return before;
    const forms = formsOf(token, stemOf);
    known.set(token.spelled, forms);
    return forms;
  };
}

function formsOf(token: Token, stemOf: StemOf): string[] {
  const stem = stemOf(token.spelled);
  if (stem === null) return [token.word];
  const folded = foldLetters(stem);
  return folded === token.word ? [token.word] : [token.word, folded];
}

/** The vector of one sentence, with all its positions. */
export function sentenceVector(tokens: readonly Token[], forms: FormsOf): string {
  const written: string[] = [];
  for (const [i, token] of tokens.entries()) {
    for (const form of forms(token)) written.push(`${quoted(form)}:${i + 1}`);
    const before = tokens[i - 1];
    if (before && token.isJoined) written.push(quoted(joinedPair(before.word, token.word)));
  }
  return written.join(' ');
}

/** The vector of a whole conversation in the making: each word, with the first of its places. */
export class DocumentVector {
  readonly #places = new Map<string, string[]>();
  #position = 0;

  /** A text of its own: no phrase goes on from the one before. */
  add(tokens: readonly Token[], forms: FormsOf, weight: Weight): void {
    this.#position += 1;
    for (const [i, token] of tokens.entries()) {
      this.#position += 1;
      for (const form of forms(token)) this.#note(form, weight);
      const before = tokens[i - 1];
      if (before && token.isJoined) this.addMark(joinedPair(before.word, token.word));
    }
  }

  /** A word without a place. */
  addMark(mark: string): void {
    if (!this.#places.has(mark)) this.#places.set(mark, []);
  }

  /** Where all would be too much the places are left out; then the words that came last. */
  text(): string {
    const placed = this.#written((word, places) =>
      places.length > 0 ? `${word}:${places.join(',')}` : word,
    );
    const whole = this.#position <= largestPosition ? [quoted(placesMark), placed].join(' ') : placed;
    if (Buffer.byteLength(whole) <= largestVectorBytes) return whole;
    const words = this.#written((word) => word);
    return Buffer.byteLength(words) <= largestVectorBytes ? words : this.#firstWords();
  }

  #written(write: (word: string, places: string[]) => string): string {
    return Array.from(this.#places, ([word, places]) => write(quoted(word), places)).join(' ');
  }

  #firstWords(): string {
    let bytes = 0;
    const words: string[] = [];
    for (const word of this.#places.keys()) {
      bytes += Buffer.byteLength(word) + 3;
      if (bytes > largestVectorBytes) break;
      words.push(quoted(word));
    }
    return words.join(' ');
  }

  #note(word: string, weight: Weight): void {
    const places = this.#places.get(word);
    const shown = (places?.length ?? 0) < mostRanked ? weight : unrankedWeight;
    const place = `${this.#position}${shown === 'D' ? '' : shown}`;
    if (!places) this.#places.set(word, this.#position <= largestPosition ? [place] : []);
    else if (places.length < mostPlaces && this.#position <= largestPosition) places.push(place);
    else this.addMark(morePlacesMark(word));
  }
}
