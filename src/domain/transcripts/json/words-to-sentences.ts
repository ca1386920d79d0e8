import { alignWords } from './align-words.ts';

/** A word of a file that times words, or a piece of one. */
export interface Word {
  text: string;
  start: number | null;
  end: number | null;
  /** As it is stored; null where the file does not say. */
  speaker: string | null;
  /** Stands against its neighbour, as punctuation does. */
  attachesTo?: 'previous' | 'next' | 'both' | undefined;
}

export interface SpokenSentence {
  speaker: string | null;
  text: string;
  start: number | null;
  end: number | null;
  /** The position of its first word. */
  first: number;
}

/** Longer than people stop within a sentence. */
const pauseSeconds = 1.5;
/** Without punctuation and pauses a sentence would never end. */
const longestWords = 200;
const sentenceEnd = /[.!?…。！？｡؟۔।]["'”’»›)\]」』]*$/u;
/** A full stop after these ends no sentence. */
const shortened =
  /(?:^|\s)(?:\p{L}|(?:\p{L}\.)+\p{L}|mr|mrs|ms|dr|prof|st|no|nr|vs|e\.g|i\.e|z\.b|bzw|ca)\.$/iu;
/** Scripts that write no blanks between words. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/**
 * Puts words together into sentences, which end where the speaker changes, after punctuation that ends one, and at
 * pauses. `text` is the same words with their punctuation, where the file has it. Where it does not fit, the words
 * are joined by blanks.
 */
export function wordsToSentences(words: readonly Word[], text: string | null = null): SpokenSentence[] {
  const pieces = text === null ? null : alignWords(text, words);
  const sentences: SpokenSentence[] = [];
  let first = 0;
  for (const [at, word] of words.entries()) {
    const next = words[at + 1];
    const isLong = at - first >= longestWords - 1 && !isMark(next);
    if (next && !isLong && !endsSentence(word, next, pieces?.[at] ?? word.text)) continue;
    sentences.push(sentenceOf(words, pieces, { first, last: at }));
    first = at + 1;
  }
  return sentences;
}

/** Cuts one sentence where the speaker changes within it. */
export function cutAtSpeakers(words: readonly Word[], pieces: readonly string[]): SpokenSentence[] {
  const parts: SpokenSentence[] = [];
  let first = 0;
  for (const [at, { speaker }] of words.entries()) {
    const next = words[at + 1];
    if (next && next.speaker === speaker) continue;
    parts.push(sentenceOf(words, pieces, { first, last: at }));
    first = at + 1;
  }
  return parts;
}

/** Belongs to the word before it. */
function isMark(word: Word | undefined): boolean {
  return word?.attachesTo === 'previous' || word?.attachesTo === 'both';
}

function endsSentence(word: Word, next: Word, piece: string): boolean {
  if (isMark(next)) return false;
  if (next.speaker !== word.speaker) return true;
  const said = piece.trimEnd();
  if (sentenceEnd.test(said) && !shortened.test(said)) return true;
  const end = word.end ?? word.start;
  return end !== null && next.start !== null && next.start - end > pauseSeconds;
}

function sentenceOf(
  words: readonly Word[],
  pieces: readonly string[] | null,
  { first, last }: { first: number; last: number },
): SpokenSentence {
  let start: number | null = null;
  let end: number | null = null;
  const parts: string[] = [];
  for (let at = first; at <= last; at++) {
    const word = words[at];
    if (!word) break;
    start ??= word.start;
    end = word.end ?? word.start ?? end;
    if (!pieces && at > first && !isAttached(words[at - 1], word)) parts.push(' ');
    parts.push(pieces ? (pieces[at] ?? '') : word.text);
  }
  return { speaker: words[first]?.speaker ?? null, text: parts.join('').trim(), start, end, first };
}

function isAttached(before: Word | undefined, word: Word): boolean {
  return (
    isMark(word) ||
    before?.attachesTo === 'next' ||
    before?.attachesTo === 'both' ||
    isUnspaced(before?.text ?? '', word.text)
  );
}

/** Adds a piece to a text whose blanks are pieces of their own; where a writer left them out, words do not run together. */
export function appendPiece(text: string, piece: string): string {
  const meet = /[\p{L}\p{N}]$/u.test(text) && /^[\p{L}\p{N}]/u.test(piece);
  return meet && !isUnspaced(text, piece) ? `${text} ${piece}` : text + piece;
}

function isUnspaced(before: string, after: string): boolean {
  return unspaced.test(before.slice(-1)) && unspaced.test(after.charAt(0));
}
