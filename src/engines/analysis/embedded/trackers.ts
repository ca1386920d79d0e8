import type { AnalysisInput } from '../analyser.ts';
import type { Insight } from '../insight.ts';
import { competitorRating } from './competitors.ts';
import { namesDayAhead } from './due-dates.ts';
import type { TaggedSentence } from './english.ts';
import { titleOf } from './phrase-title.ts';
import { citeSentence } from './sentences.ts';
import type { Cast } from './speakers.ts';
import { matchedPatterns, TRACKER_PATTERNS, type TrackerType } from './tracker-patterns.ts';

type Tracked = Extract<Insight, { type: TrackerType }>;

const MOST_PER_TRACKER = 6;
const SHORTEST_WORDS = 4;
const THRESHOLD = 1;

/** Objections, prices, competitors, next steps and risks: at most six of each, the clearest, in order of speech. */
export function findTracked(input: AnalysisInput, sentences: TaggedSentence[], cast: Cast): Tracked[] {
  const statable = sentences.filter(({ wordCount, broken }) => wordCount >= SHORTEST_WORDS && !broken);
  const objections = track('objection', statable, (sentence) => rate('objection', sentence));
  const objected = new Set(objections.map((found) => found.text));
  return [
    ...objections,
    ...track('pricing', statable, (sentence) => rate('pricing', sentence)),
    ...track('competitor', statable, competitorRating(input, sentences, cast)),
    ...track('next_step', statable, (sentence) => rateNextStep(sentence, input.startedAt)),
    ...track('risk', statable, (sentence) => (objected.has(sentence.text) ? 0 : rate('risk', sentence))),
  ];
}

function track(
  type: TrackerType,
  sentences: TaggedSentence[],
  score: (sentence: TaggedSentence) => number,
): Tracked[] {
  const rated = sentences.flatMap((sentence, order) => {
    const rating = score(sentence);
    return rating >= THRESHOLD ? [{ sentence, order, rating }] : [];
  });
  rated.sort((a, b) => b.rating - a.rating || a.order - b.order);
  const clearest: typeof rated = [];
  for (const found of rated) {
    if (clearest.length === MOST_PER_TRACKER) break;
    if (hasContent(found.sentence)) clearest.push(found);
  }
  return clearest
    .sort((a, b) => a.order - b.order)
    .map(({ sentence }) => ({
      type,
      title: titleOf(sentence.text),
      text: sentence.text,
      evidence: citeSentence(sentence),
    }));
}

function hasContent(sentence: TaggedSentence): boolean {
  return sentence.words.some((word) => word.content);
}

function rate(type: Exclude<TrackerType, 'competitor'>, sentence: TaggedSentence): number {
  if (sentence.question && !TRACKER_PATTERNS[type].questions) return 0;
  return matchedPatterns(type, sentence.text).reduce((sum, { weight }) => sum + weight, 0);
}

/** An appointment needs its day, and that in the future; a next step called by name does not. */
function rateNextStep(sentence: TaggedSentence, startedAt: Date): number {
  const score = rate('next_step', sentence);
  if (score === 0 || score >= THRESHOLD) return score;
  return namesDayAhead(sentence.text, startedAt) ? THRESHOLD : 0;
}
