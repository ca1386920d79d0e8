import type { TimeUnit } from '../format.ts';
import type { Gathering } from './gathering.ts';
import { isObject, type JsonObject } from './json-content.ts';
import { listAt, wordsAt } from './json-fields.ts';
import { speakerName } from './speaker-name.ts';
import type { Word } from './words-to-sentences.ts';

/** How a format writes a word, or a sentence. Where several keys may hold the text, the first that does is taken. */
export interface Shape {
  text: readonly string[];
  start: string;
  end: string;
  unit: TimeUnit | 'ticks';
  /** `speaker` of the entry where it is not given. */
  speaker?: (entry: JsonObject) => string | null;
}

/** How a format writes sentences, with or without their words. */
export interface SentenceShape extends Shape {
  /** The key of the words and how they are written. */
  words?: (entry: JsonObject) => { key: string; shape: Shape };
  /** The words, where they stand elsewhere in the file. */
  given?: (entry: JsonObject) => readonly Word[];
}

const speakerOf = (entry: JsonObject): string | null => speakerName(entry['speaker']);

/** Gathers the entries of a list, each a sentence. */
export function gatherSentences(
  list: readonly unknown[],
  shape: SentenceShape,
  gathering: Gathering,
  place: string,
): void {
  const { words, given, speaker = speakerOf } = shape;
  for (const [at, entry] of list.entries()) {
    const entryPlace = `${place}[${at}]`;
    if (!isObject(entry)) {
      gatherBare(entry, gathering, entryPlace);
      continue;
    }
    const text = wordsAt(entry, ...shape.text);
    const timed = words ? wordsOf(entry, words(entry), gathering) : (given?.(entry) ?? []);
    if (text === null && timed.length === 0) leaveOut(entry, shape.text, gathering, entryPlace);
    else {
      const start = gathering.seconds(entry[shape.start], shape.unit, () => `${entryPlace}.${shape.start}`);
      const end = gathering.seconds(entry[shape.end], shape.unit, () => `${entryPlace}.${shape.end}`);
      gathering.addSentence({ speaker: speaker(entry), text: text ?? '', start, end }, timed, entryPlace);
    }
  }
}

function wordsOf(
  entry: JsonObject,
  { key, shape }: { key: string; shape: Shape },
  gathering: Gathering,
): Word[] {
  return readWords(listAt(entry, key) ?? [], shape, gathering, null);
}

/**
 * Takes a list of words; gives those that can be read. `place` is null where sentences hold the same words: then nothing is
 * lost with an odd one.
 */
export function readWords(
  list: readonly unknown[],
  { text: keys, start, end, unit, speaker = speakerOf }: Shape,
  gathering: Gathering,
  place: string | null,
): Word[] {
  const words: Word[] = [];
  for (const [at, entry] of list.entries()) {
    if (!isObject(entry)) {
      if (place !== null) gathering.leaveOutOdd(`${place}[${at}]`);
      continue;
    }
    const text = wordsAt(entry, ...keys);
    if (text === null) {
      if (place !== null && hasOddText(entry, keys)) gathering.leaveOutOdd(`${place}[${at}]`);
      continue;
    }
    words.push({
      text,
      start: gathering.seconds(entry[start], unit, () => `${place ?? 'words'}[${at}].${start}`),
      end: gathering.seconds(entry[end], unit, () => `${place ?? 'words'}[${at}].${end}`),
      speaker: speaker(entry),
    });
  }
  return words;
}

/** Words that stand in a list without anything beside them are still words. */
function gatherBare(entry: unknown, gathering: Gathering, place: string): void {
  if (typeof entry === 'string') gathering.add({ speaker: null, text: entry }, place);
  else gathering.leaveOutOdd(place);
}

function leaveOut(entry: JsonObject, keys: readonly string[], gathering: Gathering, place: string): void {
  if (hasOddText(entry, keys)) gathering.leaveOutOdd(place);
  else gathering.leaveOut(place);
}

function hasOddText(entry: JsonObject, keys: readonly string[]): boolean {
  return keys.some((key) => typeof entry[key] === 'object' && entry[key] !== null);
}
