import type { Sentence } from './sentences.ts';

const AUX = '(?:do|does|did|are|is|was|were|can|could|would|will|should|have|has|shall|am|may|might)';
const NOT_AUX =
  "(?:don't|doesn't|didn't|aren't|isn't|wasn't|weren't|can't|couldn't|wouldn't|won't|shouldn't|haven't|hasn't)";
const SUBJECT =
  '(?:you|we|they|i|it|he|she|that|this|there|these|those|anyone|everybody|anybody|everyone|anything|people|any|all|the|your|our|my|a)';
const PRONOUN = '(?:you|we|they|i|he|she|it|there|that)';
const LEAD =
  '(?:(?:so|and|but|or|well|okay|yeah|then|also|like|now|because|maybe|right|alright|i mean|you know|the question is),? )*';
const STARTS_ASKING = `${LEAD}(?:${AUX}|${NOT_AUX})`;
const WH =
  "(?:what|how|why|where|who)(?:'s|'re| (?:about|many|much|long|often|kind|sort|type|big|large|far|come))";

/** A sign by which a question is told, and how much it speaks for one. */
interface Sign {
  pattern: RegExp;
  weight: number;
  /** Added where the sentence ends with a question mark as well. */
  marked?: number;
  /** Some are no reason to look at the sentence at all. */
  isWeak?: true;
}

/**
 * Weights of a logistic regression over ten real meetings, in which people marked the questions, to one decimal. A recogniser
 * leaves out question marks and sets them behind mere echoes: neither the mark nor the wording decides alone.
 */
const SIGNS: Sign[] = [
  { pattern: re(`^${STARTS_ASKING} ${SUBJECT}\\b`), weight: 0.4, marked: 1 },
  { pattern: re(`[,.] ${STARTS_ASKING} ${PRONOUN}\\b`), weight: 0.7 },
  {
    pattern: re(`^${LEAD}(?:${WH}|(?:what|how|why|where|who) (?:${AUX}|${NOT_AUX}))\\b`),
    weight: 0.7,
    marked: -0.3,
  },
  { pattern: re(`\\b${AUX} (?:you|we|they|it|i) .* or\\b`), weight: 1.1 },
  { pattern: re(`[, ](?:${AUX}|${NOT_AUX}) ${PRONOUN}[.?]$`), weight: -0.3, marked: -0.1 },
  {
    pattern: /^(?:so |and |okay |but )*(?:any|anything|anyone|anybody|thoughts|comments|questions)\b/i,
    weight: 0.5,
  },
  { pattern: /\b(?:is|are) the questions?\b|\bquestion is\b/i, weight: 0.4 },
  { pattern: /\bI(?: wonder| was wondering|'m wondering) (?:if|whether|what|how|why)\b/i, weight: -0.2 },
  {
    pattern: /\bI (?:don't know|am not sure|'m not sure) (?:if|whether|which|how|what|where|who)\b/i,
    weight: -0.5,
  },
  {
    pattern:
      /\b(?:have to|need to|must|should) (?:decide|choose|think about|know) (?:on |about )?(?:if|whether|what|how|which|where)\b/i,
    weight: -0.1,
  },
  { pattern: /\bwhy (?:don't|not)\b/i, weight: -0.8 },
  { pattern: re(`^${LEAD}(?:can|could|would|will) you\\b`), weight: -1.4, marked: -1.1, isWeak: true },
  { pattern: re(`^${LEAD}(?:can|could|shall|should) (?:i|we)\\b`), weight: -0.7, isWeak: true },
  { pattern: /^(?:you|we|they|it|that|this|he|she|there|so)\b/i, weight: -0.7, isWeak: true },
  {
    pattern: /^(?:like|something|some|maybe|kind|just|a|the|to|for|with|in|on|or)\b/i,
    weight: -0.2,
    marked: -0.3,
    isWeak: true,
  },
  {
    pattern:
      /^(?:sorry|huh|hm+|no|yeah|yes|okay|ok|all ?right|right|pardon|(?:I )?beg your pardon|oh|really|so|or)\?$/i,
    weight: -0.5,
    isWeak: true,
  },
];
const WEIGHTS = {
  bias: -0.4,
  mark: 2.1,
  /** It ends with a hanging "or". */
  hangs: -0.6,
  /** The speaker goes on. */
  goesOn: -0.4,
  /** Somebody asks back. */
  askedBack: -0.4,
  /** The speaker asked just before. */
  askedBefore: 0.7,
  /** Somebody else spoke before. */
  opensTurn: -0.2,
};
/** By the number of words. */
const LENGTHS: [most: number, weight: number][] = [
  [1, -1.1],
  [3, -0.5],
  [12, 0],
  [25, 0.6],
  [Number.POSITIVE_INFINITY, -0.3],
];
const THRESHOLD = -0.5;
const HANGING = /\bor(?:,? (?:uh|um|what|something))*[.,]?$/i;

/** Whether a sentence wants an answer, by its words, its mark and who speaks around it. */
export function isAsking(sentences: readonly Sentence[], order: number): boolean {
  const sentence = sentences[order];
  if (sentence === undefined || sentence.text === '') return false;
  const raw = sentence.pieces.at(-1)?.quote.trim() ?? '';
  const isMarked = /\?["')\]]*$/.test(raw);
  const hangs = HANGING.test(raw);
  const told = SIGNS.filter(({ pattern }) => pattern.test(sentence.text));
  const isWorthLooking = isMarked || hangs || told.some(({ isWeak }) => !isWeak) || raw.includes('?');
  if (!isWorthLooking) return false;
  let score = WEIGHTS.bias + lengthWeight(sentence.wordCount) + aroundWeight(sentences, order);
  for (const { weight, marked = 0 } of told) score += weight + (isMarked ? marked : 0);
  if (isMarked) score += WEIGHTS.mark;
  if (hangs) score += WEIGHTS.hangs;
  return score > THRESHOLD;
}

function aroundWeight(sentences: readonly Sentence[], order: number): number {
  const speaker = sentences[order]?.speakerName;
  const [before, next] = [sentences[order - 1], sentences[order + 1]];
  let weight = 0;
  if (next?.speakerName === speaker) weight += WEIGHTS.goesOn;
  else if (next?.question) weight += WEIGHTS.askedBack;
  if (before && before.speakerName !== speaker) weight += WEIGHTS.opensTurn;
  else if (before?.question) weight += WEIGHTS.askedBefore;
  return weight;
}

function lengthWeight(words: number): number {
  return LENGTHS.find(([most]) => words <= most)?.[1] ?? 0;
}

function re(source: string): RegExp {
  return new RegExp(source, 'i');
}
