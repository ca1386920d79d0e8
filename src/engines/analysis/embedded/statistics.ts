import type { AnalysisLine, SpeakerStatistics, Statistics } from '../analyser.ts';
import type { Sentence } from './sentences.ts';
import { countWords } from './words.ts';

interface TimedLine {
  speakerName: string | null;
  start: number;
  end: number;
}

const SECONDS_PER_MINUTE = 60;

/** Counts and times of the conversation; figures that need times are null where any line lacks one. It judges no tone. */
export function countStatistics(lines: AnalysisLine[], sentences: Sentence[]): Statistics {
  const timed = readTimes(lines);
  const wordCounts = lines.map((line) => countWords(line.text));
  const words = wordCounts.reduce((sum, count) => sum + count, 0);
  return {
    sentences: sentences.length,
    words,
    questions: sentences.filter((sentence) => sentence.question).length,
    speakers: countSpeakers(lines, sentences, { words, wordCounts, timed }),
    interactivityPerMinute: timed === null ? null : interactivity(timed),
    sentimentOverTime: [],
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
  const times = all.timed === null ? null : timesBySpeaker(all.timed);
  return [...counts].map(([speakerName, count]) => ({
    speakerName,
    words: count.words,
    wordShare: all.words === 0 ? 0 : count.words / all.words,
    questions: count.questions,
    ...(times?.get(speakerName) ?? UNTIMED),
    sentiment: null,
  }));
}

type SpeakerTimes = Pick<
  SpeakerStatistics,
  'speakingSeconds' | 'talkRatio' | 'longestMonologueSeconds' | 'patienceSeconds'
>;

const UNTIMED: SpeakerTimes = {
  speakingSeconds: null,
  talkRatio: null,
  longestMonologueSeconds: null,
  patienceSeconds: null,
};

interface RunningTimes {
  seconds: number;
  /** From the first to the last of consecutive lines. */
  longestMonologue: number;
  silence: number;
  answers: number;
}

/** All speakers in one pass. Patience is the mean silence before a line that follows somebody else's; an interruption counts as none. */
function timesBySpeaker(timed: TimedLine[]): Map<string, SpeakerTimes> {
  const running = new Map<string, RunningTimes>();
  let allSeconds = 0;
  let monologueStart = 0;
  timed.forEach(({ speakerName, start, end }, i) => {
    allSeconds += end - start;
    const before = timed[i - 1];
    const changes = before === undefined || before.speakerName !== speakerName;
    if (changes) monologueStart = start;
    if (speakerName === null) return;
    const times = running.get(speakerName) ?? { seconds: 0, longestMonologue: 0, silence: 0, answers: 0 };
    running.set(speakerName, times);
    times.seconds += end - start;
    times.longestMonologue = Math.max(times.longestMonologue, end - monologueStart);
    if (before === undefined || !changes) return;
    times.silence += Math.max(0, start - before.end);
    times.answers++;
  });
  const timesOf = ({ seconds, longestMonologue, silence, answers }: RunningTimes): SpeakerTimes => ({
    speakingSeconds: seconds,
    talkRatio: allSeconds === 0 ? 0 : seconds / allSeconds,
    longestMonologueSeconds: longestMonologue,
    patienceSeconds: answers === 0 ? null : silence / answers,
  });
  return new Map([...running].map(([speakerName, times]) => [speakerName, timesOf(times)]));
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
