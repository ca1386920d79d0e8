import type { ReadOptions, TimeUnit } from './format.ts';
import { refuse, type TranscriptRefusal } from './transcript-refusal.ts';

/** A stretch of speech in numbers whose unit the format does not fix. */
export interface Stretch {
  start: number;
  end: number;
  text: string;
}

/** Speech has between one word in two seconds and eight words a second. */
const slowestWordsPerSecond = 0.5;
const fastestWordsPerSecond = 8;
const slackSeconds = 2;

/**
 * Tells seconds from milliseconds: by what the importer says, else by the length that the file gives of itself in seconds,
 * else by fractions, which milliseconds do not have, else by how fast people would have spoken. Otherwise refused.
 */
export function decideTimeUnit(
  stretches: readonly Stretch[],
  {
    declaredSeconds,
    options,
    place,
  }: { declaredSeconds: number | null; options: ReadOptions; place: string },
): { kind: 'unit'; unit: TimeUnit } | TranscriptRefusal {
  if (options.timeUnit) return { kind: 'unit', unit: options.timeUnit };
  let last = 0;
  let spoken = 0;
  let words = 0;
  let hasFractions = false;
  for (const { start, end, text } of stretches) {
    last = Math.max(last, end);
    spoken += end - start;
    words += text.split(/\s+/u).filter(Boolean).length;
    hasFractions ||= !Number.isInteger(start) || !Number.isInteger(end);
  }
  if (last === 0 || hasFractions) return { kind: 'unit', unit: 's' };
  if (declaredSeconds !== null && declaredSeconds > 0) {
    const fits = last <= declaredSeconds * 1.05 + slackSeconds;
    return { kind: 'unit', unit: fits ? 's' : 'ms' };
  }
  const asSeconds = isSpeech(words / spoken);
  const asMilliseconds = isSpeech((words / spoken) * 1000);
  if (asSeconds === asMilliseconds) {
    return refuse(
      'time_unit_unknown',
      'The file does not show whether its times are seconds or milliseconds; say --time-unit s or ms.',
    );
  }
  options.notices.add('time_unit_guessed', place);
  return { kind: 'unit', unit: asSeconds ? 's' : 'ms' };
}

function isSpeech(wordsPerSecond: number): boolean {
  return wordsPerSecond >= slowestWordsPerSecond && wordsPerSecond <= fastestWordsPerSecond;
}
