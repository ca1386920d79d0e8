import { francAll } from 'franc-min';
import type { AnalysisLine } from '../analyser.ts';
import { type Progress, untold } from '../progress.ts';
import { LANGUAGES_OF_WORD } from './foreign-words.ts';
import { FUNCTION_WORDS, wordsOf } from './words.ts';

export interface CoveredLanguage {
  kind: 'covered';
  /** Lines in other languages, by their place in the input, and the commonest of these languages. */
  otherLines: ReadonlySet<number>;
  otherLanguage: string | null;
}

/** Whether a conversation is analysed, and without which of its lines. */
export type ConversationLanguage = CoveredLanguage | { kind: 'not_covered'; language: string };

const ENGLISH = 'eng';
/** Below this much text English is not told for sure, and trigrams tell nothing. */
const FEWEST_WORDS = 20;
const FEWEST_CHARACTERS = 80;
/** Function words of another language that make a line one of it, if English has fewer in it. */
const FEWEST_FOREIGN_WORDS = 2;
/** Real English speech lies above 0.45, transcripts in other languages below 0.15. */
const ENGLISH_FUNCTION_SHARE = 0.25;
/** Trigrams take lists of names for another language: they are asked only where there is hardly any English. */
const HARDLY_ENGLISH_SHARE = 0.1;
/** Lines that are read together at most. */
const LONGEST_RUN_LINES = 50;
/** Characters of a line that are read at most, in so many parts. */
const LONGEST_READ_CHARACTERS = 20_000;
const PARTS = 20;
/** More of a text makes trigrams no surer. */
const TRIGRAM_CHARACTERS = 2_000;
/** Scripts of one language each, or of one that stands for all; others are left to trigrams. */
const SCRIPTS: readonly (readonly [script: RegExp, language: string])[] = [
  [/\p{Script=Hiragana}|\p{Script=Katakana}/u, 'jpn'],
  [/\p{Script=Hangul}/u, 'kor'],
  [/\p{Script=Han}/u, 'cmn'],
];

interface Evidence {
  words: number;
  /** How many of them differ. */
  differentWords: number;
  english: number;
  /** Function words by language, and how many different ones. */
  foreign: Map<string, { count: number; different: number }>;
}

/**
 * The text decides where it tells its language, the declaration where it does not. More words of English lines than of
 * others: it is analysed without the others.
 */
export function languageOf(
  lines: readonly AnalysisLine[],
  declared: string,
  progress: Progress = untold,
): ConversationLanguage {
  const told = tellLines(lines, progress);
  const words = new Map<string, number>();
  told.languages.forEach((language, at) => {
    if (language !== null) words.set(language, (words.get(language) ?? 0) + (told.counts[at] ?? 0));
  });
  const english = words.get(ENGLISH) ?? 0;
  const [other = null] = [...words].filter(([language]) => language !== ENGLISH).sort((a, b) => b[1] - a[1]);
  const others = [...words.values()].reduce((sum, count) => sum + count, 0) - english;
  const subtag = declared.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  const declaredEnglish = subtag === 'en' || subtag === ENGLISH;
  const isEnglish = declaredEnglish ? english >= others : english >= Math.max(FEWEST_WORDS, others);
  if (!isEnglish) {
    const language = declaredEnglish ? (other?.[0] ?? 'und') : subtag === '' ? 'und' : subtag;
    return { kind: 'not_covered', language };
  }
  const otherLines = new Set(told.languages.flatMap((language, at) => (isForeign(language) ? [at] : [])));
  return { kind: 'covered', otherLines, otherLanguage: other?.[0] ?? null };
}

function isForeign(language: string | null): boolean {
  return language !== null && language !== ENGLISH;
}

/** Of each line, in arrays since there may be millions: its words, and its language where it tells that. */
interface Told {
  counts: Int32Array;
  languages: (string | null)[];
}

/** Every line by itself; runs of lines that tell nothing alone are read together. */
function tellLines(lines: readonly AnalysisLine[], progress: Progress): Told {
  const counts = new Int32Array(lines.length);
  const languages = lines.map(({ text }, at) => {
    progress();
    const read = partsOf(text);
    const evidence = evidenceOf(read);
    counts[at] = Math.ceil((evidence.words * text.length) / Math.max(1, read.length));
    return tellAlone(read, evidence);
  });
  let run: number[] = [];
  const close = () => {
    const text = partsOf(run.map((at) => lines[at]?.text ?? '').join(' '));
    const language = run.length > 1 ? tellAlone(text, evidenceOf(text)) : null;
    for (const at of run) languages[at] = language;
    run = [];
  };
  for (let at = 0; at < languages.length; at++) {
    const told = languages[at] ?? null;
    if (told === null) run.push(at);
    if (told !== null || run.length >= LONGEST_RUN_LINES) close();
  }
  close();
  fillAmidOthers(languages);
  return { counts, languages };
}

/** A line that tells nothing, between two of one other language, is of that as well. */
function fillAmidOthers(languages: (string | null)[]): void {
  let last = -1;
  for (let at = 0; at < languages.length; at++) {
    const language = languages[at] ?? null;
    if (language === null) continue;
    const same = last >= 0 && languages[last] === language && isForeign(language);
    if (same) languages.fill(language, last, at);
    last = at;
  }
}

/** Of a very long line parts that are spread over it tell as much as the whole. */
function partsOf(text: string): string {
  if (text.length <= LONGEST_READ_CHARACTERS) return text;
  const step = text.length / PARTS;
  return Array.from({ length: PARTS }, (_, part) => {
    const start = Math.floor(part * step);
    return text.slice(start, start + LONGEST_READ_CHARACTERS / PARTS);
  }).join(' ');
}

function evidenceOf(text: string): Evidence {
  const foreign: Evidence['foreign'] = new Map();
  let english = 0;
  const words = wordsOf(text);
  const seen = new Set<string>();
  for (const word of words) {
    const bare = word.toLowerCase().replaceAll('’', "'");
    if (FUNCTION_WORDS.has(bare)) english++;
    for (const language of LANGUAGES_OF_WORD.get(bare) ?? []) {
      const before = foreign.get(language) ?? { count: 0, different: 0 };
      const different = before.different + (seen.has(bare) ? 0 : 1);
      foreign.set(language, { count: before.count + 1, different });
    }
    seen.add(bare);
  }
  return { words: words.length, differentWords: seen.size, english, foreign };
}

function tellAlone(text: string, evidence: Evidence): string | null {
  const written = languageOfScript(text);
  if (written !== null) return written;
  const { words, differentWords, english } = evidence;
  const { language, count: foreign, different } = mostForeign(evidence);
  if (different >= FEWEST_FOREIGN_WORDS && foreign > english) return language;
  if (english > 0 && english > foreign && english / words >= ENGLISH_FUNCTION_SHARE) return ENGLISH;
  return differentWords >= FEWEST_WORDS / 2 && words >= FEWEST_WORDS ? tellByTrigrams(text, evidence) : null;
}

function tellByTrigrams(text: string, { words, english }: Evidence): string | null {
  if (english / words >= HARDLY_ENGLISH_SHARE || text.length < FEWEST_CHARACTERS) return null;
  if (isListOfNames(text.slice(0, TRIGRAM_CHARACTERS))) return null;
  const [found] = francAll(text.slice(0, TRIGRAM_CHARACTERS), { minLength: FEWEST_CHARACTERS / 2 })[0] ?? [
    'und',
  ];
  if (found === 'und') return null;
  return found === 'sco' ? ENGLISH : found;
}

/** Most words have a capital or a digit: trigrams would take product names for some language. */
function isListOfNames(text: string): boolean {
  const words = wordsOf(text);
  return words.filter((word) => /^[\p{Lu}\p{N}]/u.test(word)).length > words.length / 2;
}

function mostForeign({ foreign }: Evidence): { language: string; count: number; different: number } {
  let most = { language: 'und', count: 0, different: 0 };
  for (const [language, found] of foreign) if (found.count > most.count) most = { language, ...found };
  return most;
}

/** Told by the letters where most of them are not Latin, however short the text. */
function languageOfScript(text: string): string | null {
  if (!/[^\p{ASCII}\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u.test(text)) return null;
  const sample = text.slice(0, TRIGRAM_CHARACTERS);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const latin = sample.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (letters === 0 || latin / letters > 0.5) return null;
  const script = SCRIPTS.find(([pattern]) => pattern.test(sample));
  if (script !== undefined) return script[1];
  const [found] = francAll(sample, { minLength: 3 })[0] ?? ['und'];
  return found;
}
