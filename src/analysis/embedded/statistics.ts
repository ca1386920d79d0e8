import type { AnalysisLine, SpeakerStatistics, Statistics } from '../analyser.ts';
import type { Sentence } from './sentences.ts';
import { wordsOf } from './words.ts';

interface TimedLine {
  speakerName: string | null;
  start: number;
  end: number;
}

const SECONDS_PER_MINUTE = 60;

/** Counts and times of the conversation; figures that need times are null where any line lacks one. */
export function countStatistics(lines: AnalysisLine[], sentences: Sentence[]): Statistics {
  const timed = readTimes(lines);
  const wordCounts = lines.map((line) => wordsOf(line.text).length);
  const words = wordCounts.reduce((sum, count) => sum + count, 0);
  return {
    sentences: sentences.length,
    words,
    questions: sentences.filter((sentence) => sentence.question).length,
    speakers: countSpeakers(lines, sentences, { words, wordCounts, timed }),
    interactivityPerMinute: timed === null ? null : interactivity(timed),
  };
}

function readTimes(lines: AnalysisLine[]): TimedLine[] | null {
  const timed: TimedLine[] = [];
  for (const { speakerName, start, end } of lines) {
    if (start === null || end === null) return null;
    timed.push({ speakerName, start, end: Math.max(start, end) });
  }
  return timed.length > 0 ? timed : null;
}

function countSpeakers(
  lines: AnalysisLine[],
  sentences: Sentence[],
  all: { words: number; wordCounts: number[]; timed: TimedLine[] | null },
): SpeakerStatistics[] {
  const counts = new Map<string, { words: number; questions: number }>();
  lines.forEach(({ speakerName }, i) => {
    if (speakerName === null) return;
    const count = counts.get(speakerName) ?? { words: 0, questions: 0 };
    count.words += all.wordCounts[i] ?? 0;
    counts.set(speakerName, count);
  });
  for (const sentence of sentences) {
    const count = counts.get(sentence.speakerName ?? '');
    if (count !== undefined && sentence.question && sentence.speakerName !== null) count.questions++;
  }
  const allSeconds = all.timed?.reduce((sum, line) => sum + line.end - line.start, 0) ?? 0;
  return [...counts].map(([speakerName, count]) => ({
    speakerName,
    words: count.words,
    wordShare: all.words === 0 ? 0 : count.words / all.words,
    questions: count.questions,
    ...timesOf(speakerName, all.timed, allSeconds),
  }));
}

function timesOf(speakerName: string, timed: TimedLine[] | null, allSeconds: number) {
  if (timed === null) {
    return { speakingSeconds: null, talkRatio: null, longestMonologueSeconds: null, patienceSeconds: null };
  }
  const own = timed.filter((line) => line.speakerName === speakerName);
  const speakingSeconds = own.reduce((sum, line) => sum + line.end - line.start, 0);
  return {
    speakingSeconds,
    talkRatio: allSeconds === 0 ? 0 : speakingSeconds / allSeconds,
    longestMonologueSeconds: longestMonologue(speakerName, timed),
    patienceSeconds: patience(speakerName, timed),
  };
}

/** From the first to the last of consecutive lines of one speaker. */
function longestMonologue(speakerName: string, timed: TimedLine[]): number {
  let longest = 0;
  let started: number | null = null;
  for (const line of timed) {
    if (line.speakerName !== speakerName) {
      started = null;
      continue;
    }
    started ??= line.start;
    longest = Math.max(longest, line.end - started);
  }
  return longest;
}

/** Mean silence before a line that follows somebody else's; an interruption counts as none. */
function patience(speakerName: string, timed: TimedLine[]): number | null {
  let sum = 0;
  let answers = 0;
  timed.forEach((line, i) => {
    const before = timed[i - 1];
    if (before === undefined || line.speakerName !== speakerName || before.speakerName === speakerName)
      return;
    sum += Math.max(0, line.start - before.end);
    answers++;
  });
  return answers === 0 ? null : sum / answers;
}

function interactivity(timed: TimedLine[]): number | null {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const line of timed) {
    first = Math.min(first, line.start);
    last = Math.max(last, line.end);
  }
  if (last <= first) return null;
  const changes = timed.filter((line, i) => i > 0 && line.speakerName !== timed[i - 1]?.speakerName).length;
  return changes / ((last - first) / SECONDS_PER_MINUTE);
}
