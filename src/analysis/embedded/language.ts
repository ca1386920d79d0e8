import { francAll } from 'franc-min';
import type { AnalysisLine } from '../analyser.ts';
import { FUNCTION_WORDS, wordsOf } from './words.ts';

/** Below this much text the declaration is believed. */
const FEWEST_WORDS = 20;
const FEWEST_CHARACTERS = 80;
/** Real English speech lies above 0.45, transcripts in other languages below 0.15. */
const ENGLISH_FUNCTION_SHARE = 0.25;
const READ_CHARACTERS = 20_000;

/** Null where the conversation is taken for English; else the language that was declared or found. */
export function uncoveredLanguage(lines: AnalysisLine[], declared: string): string | null {
  const subtag = declared.trim().toLowerCase().split(/[-_]/)[0] ?? '';
  if (subtag !== 'en' && subtag !== 'eng') return subtag === '' ? 'und' : subtag;
  const text = readEnough(lines);
  const words = wordsOf(text);
  if (text.length < FEWEST_CHARACTERS) return null;
  if (words.length >= FEWEST_WORDS && functionShare(words) >= ENGLISH_FUNCTION_SHARE) return null;
  // Scripts that leave no spaces between words give few "words" however long the text is.
  if (words.length < FEWEST_WORDS && latinShare(text) > 0.5) return null;
  const [found] = francAll(text, { minLength: 40 })[0] ?? ['und'];
  if (found === 'und' || found === 'eng' || found === 'sco') return null;
  return found;
}

function readEnough(lines: AnalysisLine[]): string {
  const parts: string[] = [];
  let length = 0;
  for (const line of lines) {
    if (length > READ_CHARACTERS) break;
    parts.push(line.text);
    length += line.text.length;
  }
  return parts.join(' ').slice(0, READ_CHARACTERS);
}

function latinShare(text: string): number {
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  return letters === 0 ? 0 : (text.match(/\p{Script=Latin}/gu)?.length ?? 0) / letters;
}

function functionShare(words: string[]): number {
  const english = words.filter((word) => FUNCTION_WORDS.has(word.toLowerCase().replaceAll('’', "'")));
  return words.length === 0 ? 0 : english.length / words.length;
}
