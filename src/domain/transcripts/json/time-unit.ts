import type { ReadOptions, TimeUnit } from '../format.ts';
import { refuse, type TranscriptRefusal } from '../transcript-refusal.ts';

/** A stretch of speech in numbers whose unit the format does not fix. */
export interface Stretch {
  start: number;
  end: number;
  text: string;
}

export interface UnitClues {
  /** The length that the file gives of itself; null where it does not. */
  declaredSeconds: number | null;
  options: ReadOptions;
  place: string;
}

/** People speak between three words a minute, long pauses counted, and twelve a second. A thousandth of that is no speech. */
const slowestWordsPerSecond = 0.05;
const fastestWordsPerSecond = 12;
const slackSeconds = 2;
/** Scripts without blanks have about two characters a word. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}]/gu;

/**
 * Tells seconds from milliseconds. The importer's word comes first. Else three signs decide: the pace of speech,
 * the length in seconds that the file gives of itself, and fractions, which milliseconds hardly have. A file is
 * refused where they leave it open.
 */
export function decideTimeUnit(
  stretches: Iterable<Stretch>,
  { declaredSeconds, options, place }: UnitClues,
): { kind: 'unit'; unit: TimeUnit } | TranscriptRefusal {
  if (options.timeUnit) return { kind: 'unit', unit: options.timeUnit };
  const { last, wordsPerUnit, hasFractions } = measure(stretches);
  if (last === 0) return { kind: 'unit', unit: 's' };
  const asSeconds = isSpeech(wordsPerUnit);
  const asMilliseconds = isSpeech(wordsPerUnit * 1000);
  if (declaredSeconds !== null && declaredSeconds > 0) {
    const longest = declaredSeconds * 1.05 + slackSeconds;
    if (last > longest && last / 1000 <= longest) return { kind: 'unit', unit: 'ms' };
    if (last <= longest && !asMilliseconds) return { kind: 'unit', unit: 's' };
  }
  if (hasFractions && !asMilliseconds) return { kind: 'unit', unit: 's' };
  if (asSeconds !== asMilliseconds) {
    options.notices.add('time_unit_guessed', place);
    return { kind: 'unit', unit: asSeconds ? 's' : 'ms' };
  }
  return refuse(
    'time_unit_unknown',
    `${place}: the file does not show whether its times are seconds or milliseconds; say --time-unit s or ms.`,
  );
}

function measure(stretches: Iterable<Stretch>): {
  last: number;
  wordsPerUnit: number;
  hasFractions: boolean;
} {
  let last = 0;
  let spoken = 0;
  let words = 0;
  let hasFractions = false;
  for (const { start, end, text } of stretches) {
    last = Math.max(last, start, end);
    spoken += Math.max(0, end - start);
    words += countWords(text);
    hasFractions ||= !Number.isInteger(start) || !Number.isInteger(end);
  }
  return { last, wordsPerUnit: words / spoken, hasFractions };
}

function countWords(text: string): number {
  const spaced = text.trim().split(/\s+/u).length;
  return Math.max(spaced, (text.match(unspaced)?.length ?? 0) / 2);
}

function isSpeech(wordsPerSecond: number): boolean {
  return wordsPerSecond >= slowestWordsPerSecond && wordsPerSecond <= fastestWordsPerSecond;
}
