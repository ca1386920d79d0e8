import type { AnalysisInput, Insight } from '../analyser.ts';
import { competitorRating } from './competitors.ts';
import { findDueDate } from './due-dates.ts';
import type { TaggedSentence } from './english.ts';
import { titleOf } from './phrase-title.ts';
import { citeSentence } from './sentences.ts';
import type { Cast } from './speakers.ts';
import { TRACKER_PATTERNS, type TrackerType } from './tracker-patterns.ts';

type Tracked = Extract<Insight, { type: TrackerType }>;

const MOST_PER_TRACKER = 6;
const SHORTEST_WORDS = 4;
const THRESHOLD = 1;

/** Objections, prices, competitors, next steps and risks: at most six of each, the clearest, in order of speech. */
export function findTracked(input: AnalysisInput, sentences: TaggedSentence[], cast: Cast): Tracked[] {
  const objections = track('objection', sentences, (sentence) => rate('objection', sentence));
  const objected = new Set(objections.map((found) => found.text));
  return [
    ...objections,
    ...track('pricing', sentences, (sentence) => rate('pricing', sentence)),
    ...track('competitor', sentences, competitorRating(input, sentences, cast)),
    ...track('next_step', sentences, (sentence) => rateNextStep(sentence, input.startedAt)),
    ...track('risk', sentences, (sentence) => (objected.has(sentence.text) ? 0 : rate('risk', sentence))),
  ];
}

function track(
  type: TrackerType,
  sentences: TaggedSentence[],
  score: (sentence: TaggedSentence) => number,
): Tracked[] {
  return sentences
    .map((sentence, order) => ({ sentence, order, score: isStatable(sentence) ? score(sentence) : 0 }))
    .filter((found) => found.score >= THRESHOLD)
    .sort((a, b) => b.score - a.score || a.order - b.order)
    .slice(0, MOST_PER_TRACKER)
    .sort((a, b) => a.order - b.order)
    .map(({ sentence }) => ({
      type,
      title: titleOf(sentence.text),
      text: sentence.text,
      evidence: citeSentence(sentence),
    }));
}

function isStatable(sentence: TaggedSentence): boolean {
  return (
    sentence.wordCount >= SHORTEST_WORDS && !sentence.broken && sentence.words.some((word) => word.content)
  );
}

function rate(type: Exclude<TrackerType, 'competitor'>, sentence: TaggedSentence): number {
  const rules = TRACKER_PATTERNS[type];
  if (sentence.question && !rules.questions) return 0;
  const hits = rules.patterns.filter(({ pattern }) => pattern.test(sentence.text));
  return hits.reduce((sum, { weight }) => sum + weight, 0);
}

/** An appointment needs its day, and that in the future; a next step called by name does not. */
function rateNextStep(sentence: TaggedSentence, startedAt: Date): number {
  const score = rate('next_step', sentence);
  if (score === 0 || score >= THRESHOLD) return score;
  const day = findDueDate(sentence.text, startedAt);
  return day !== null && day > startedAt.toISOString().slice(0, 10) ? THRESHOLD : 0;
}
