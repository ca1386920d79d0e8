import type { Sentiment } from '../analyser.ts';
import type { TaggedSentence } from './english.ts';
import { spokenFeeling } from './spoken-feeling.ts';
import { matchedPatterns } from './tracker-patterns.ts';
import { vaderCompound } from './vader.ts';

const FEWEST_STATEMENTS = 3;
const SHORTEST_STATEMENT_WORDS = 4;
/** VADER compound, -1..1, from which a statement counts as friendly or as a complaint. */
const STATEMENT = { positive: 0.5, negative: -0.3 };
/** A complaint that VADER's lexicon misses ("takes too long") counts as this. */
const COMPLAINT_COMPOUND = -0.4;
/** Praise in words that VADER takes for trouble ("no errors") adds this. */
const PRAISE_COMPOUND = 0.5;
/** Beside a complaint praise weighs less: "no errors, but the support is horrible". */
const MIXED = { from: -0.2, praise: 0.25 };
const OVERALL = { positiveMean: 0.15, positiveLead: 2, negativeCount: 3, negativeShare: 0.2 };

const COURTESY =
  /\b(?:thanks?(?: you)?|you're welcome|nice to (?:meet|see|talk)|good (?:morning|afternoon|evening|to see)|how are you|have a (?:good|great|nice)|happy to|glad to|looking forward|sounds? (?:good|great|fine)|pleasure|please|welcome|hope you|take care|cheers|no problem|no worries|sorry|perfect|of course|sure)\b[^,.!?]*[,.!]?/gi;
/** "No problem" in answer to a request. */
const OPENING_COURTESY = /^(?:(?:yes|okay|sure|oh|well),? )?(?:no|not a) problem(?: at all)?[,.!]/i;
const COMPLAINT =
  /\b(?:keeps? (?:crashing|failing|breaking|dropping)|(?:doesn't|does not|don't|didn't|never|not) (?:really )?work(?:s|ed|ing)?|complain(?:s|ed|ing|ts?)?|broken|bugs?|unreliable|outages?|wast(?:e|es|ed|ing)|(?:nobody|no one) (?:answer|repl|respond|call)\w*|still waiting|waited|unacceptable|(?:is|was|are) wrong(?: again)?|vanish(?:es|ed)?|drives? (?:me|us) (?:crazy|mad)|fed up|money back|nothing happens|(?:mistake|fault) on your side|must not happen|(?:was|is) not done|loses? (?:the |our |my )?(?:orders?|signal|data)|think(?:ing)? (?:about|of) cancel\w+|too (?:slow|long|expensive|late|complicated))\b/i;

/** The tone of the statements, courtesies and questions left out; null with fewer than three. */
export function judgeSentiment(sentences: readonly TaggedSentence[]): Sentiment | null {
  return judgeScores(sentences.map(scoreStatement));
}

/** The same of statements that are scored. */
export function judgeScores(scored: readonly (number | null)[]): Sentiment | null {
  const scores = scored.filter((score) => score !== null);
  if (scores.length < FEWEST_STATEMENTS) return null;
  const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length;
  const positive = scores.filter((score) => score >= STATEMENT.positive).length;
  const negative = scores.filter((score) => score <= STATEMENT.negative).length;
  const manyComplaints = negative >= OVERALL.negativeCount || negative / scores.length >= 0.5;
  if (manyComplaints && negative > positive && negative / scores.length >= OVERALL.negativeShare)
    return 'negative';
  if (mean >= OVERALL.positiveMean && positive >= 2 && positive >= OVERALL.positiveLead * negative)
    return 'positive';
  return 'neutral';
}

/** The tone of one statement, -1..1; null for questions and what is too short once courtesies are gone. */
export function scoreStatement(sentence: TaggedSentence): number | null {
  if (sentence.question) return null;
  const { rest, praise, complaint } = spokenFeeling(sentence.text.replace(OPENING_COURTESY, ''));
  const text = rest.replace(COURTESY, ' ').trim();
  if (!praise && !complaint && text.split(/\s+/).length < SHORTEST_STATEMENT_WORDS) return null;
  const compound = vaderCompound(text);
  const complained = complaint || isComplaint(text) ? Math.min(compound, COMPLAINT_COMPOUND) : compound;
  if (!praise) return complained;
  return complained <= MIXED.from ? complained + MIXED.praise : Math.min(1, complained + PRAISE_COMPOUND);
}

function isComplaint(text: string): boolean {
  return COMPLAINT.test(text) || matchedPatterns('objection', text).some(({ bargaining }) => !bargaining);
}
