import { type Span, sampleRate } from '../pcm-source.ts';
import { speakerDuring } from '../speakers/attribution.ts';
import type { VoiceTurn } from '../speakers/voices.ts';
import { type TimedSentence, timeSentences } from './sentences.ts';

export interface VoicedSentence extends TimedSentence {
  voice: number;
}

// A sentence is cut between voices only where both have words and time enough not to be a slip of the estimate.
const fewestWords = 3;
const shortestPart = sampleRate;
// A cut is moved to a comma that is this near: a change of speaker seldom falls inside a clause.
const reachWords = 2;

interface TimedWord extends Span {
  text: string;
}

const lettersOf = (word: string): number => Math.max(1, word.replaceAll(/[^\p{L}\p{N}]/gu, '').length);

/** Words of a sentence with times in proportion to their letters. */
function timeWords(sentence: TimedSentence): TimedWord[] {
  const words = sentence.text.split(/\s+/).filter(Boolean);
  const total = words.reduce((sum, word) => sum + lettersOf(word), 0) || 1;
  const at = (letters: number): number =>
    Math.round(sentence.start + ((sentence.end - sentence.start) * letters) / total);
  let passed = 0;
  return words.map((text) => {
    const start = at(passed);
    passed += lettersOf(text);
    return { start, end: at(passed), text };
  });
}

/** Moments in a stretch at which another voice begins. */
function changesWithin(turns: readonly VoiceTurn[], span: Span): number[] {
  return turns.flatMap((turn, i) => {
    const before = turns[i - 1];
    const inside = turn.start > span.start && turn.start < span.end;
    return inside && before !== undefined && before.speaker !== turn.speaker ? [turn.start] : [];
  });
}

/** Before which word a sentence is cut for a change of voice; undefined where it falls at an edge. */
function cutFor(words: readonly TimedWord[], change: number): number | undefined {
  const middle = (word: TimedWord): number => (word.start + word.end) / 2;
  const estimate = words.findIndex((word) => middle(word) >= change);
  if (estimate < 0) return undefined;
  const near = [...words.keys()].filter((i) => i > 0 && Math.abs(i - estimate) <= reachWords);
  const commas = near
    .filter((i) => /[,;:]$/.test(words[i - 1]?.text ?? ''))
    .sort((a, b) => Math.abs(a - estimate) - Math.abs(b - estimate));
  return commas[0] ?? estimate;
}

function partsOf(sentence: TimedSentence, turns: readonly VoiceTurn[]): TimedSentence[] {
  const words = timeWords(sentence);
  const parts: TimedWord[][] = [];
  let from = 0;
  for (const change of changesWithin(turns, sentence)) {
    const cut = cutFor(words, change);
    if (cut === undefined || cut - from < fewestWords || words.length - cut < fewestWords) continue;
    const [before, after] = [words.slice(from, cut), words.slice(cut)];
    if (lengthOf(before) < shortestPart || lengthOf(after) < shortestPart) continue;
    parts.push(before);
    from = cut;
  }
  parts.push(words.slice(from));
  return parts.map((part) => ({ ...spanOf(part), text: part.map(({ text }) => text).join(' ') }));
}

const spanOf = (words: readonly TimedWord[]): Span => ({
  start: words[0]?.start ?? 0,
  end: words.at(-1)?.end ?? 0,
});

function lengthOf(words: readonly TimedWord[]): number {
  const { start, end } = spanOf(words);
  return end - start;
}

/** Gives the words of a stretch that was heard as a whole to the voices that speak during it. */
export function voiceSentences(
  text: string,
  pieces: readonly Span[],
  turns: readonly VoiceTurn[],
): VoicedSentence[] {
  const out: VoicedSentence[] = [];
  for (const sentence of timeSentences(text, pieces)) {
    for (const part of partsOf(sentence, turns)) {
      const voice = speakerDuring(turns, part);
      const before = out.at(-1);
      // A part with its voice on both sides of a slip stays one sentence.
      if (
        before &&
        before.voice === voice &&
        before.end === part.start &&
        !/[.?!]["')\]]?$/.test(before.text)
      ) {
        out[out.length - 1] = { ...before, end: part.end, text: `${before.text} ${part.text}` };
      } else out.push({ ...part, voice });
    }
  }
  return out;
}
