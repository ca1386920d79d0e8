import type { Summary } from '../analyser.ts';
import { trimHedge } from './cleaning.ts';
import { type TaggedSentence, tagWords, type Word } from './english.ts';
import { wordsOf } from './words.ts';

interface Candidate {
  text: string;
  /** Index of the sentence it is taken from. */
  from: number;
  length: number;
  lemmas: Set<string>;
  /** The worth of its wording, before its subject matter counts. */
  form: number;
  stretch: number;
}

interface Clause {
  text: string;
  /** In words. */
  length: number;
}

interface WordModel {
  probability: Map<string, number>;
  speakers: Map<string, number>;
}

/** Words: below this a conversation is short, and its summary at most a third of it. */
const SHORT_CONVERSATION = 600;
const SUMMARY = { enough: 94, most: 112, shortestSentence: 8, longestSentence: 35 };
/** A word already in the summary counts for this much of what it counted before. */
const COVERED_DISCOUNT = 0.5;
/** Between a plain sum (long sentences win) and a mean (short ones win). */
const LENGTH_EXPONENT = 0.7;
const STRETCHES = 6;
/** Words of a call, up to which its summary is asked to cover what a manager asks for. */
const LONGEST_CALL = 2_000;
/** The extra worth of the first sentence on pain, present tool, price, objection or promise. */
const ROLE_GAIN = 2;
const OPENS_ADVERBIALLY =
  /^(?:in|for|with|at|on|after|before|since|across|by|as|if|when|once|until|during|without|from)\b/i;
const INTRODUCTION = /\b(?:[Tt]his is [A-Z][\w']+\b|(?:[A-Z]\w+|support) speaking\b|I am closing the ticket)/;
const ROLES: RegExp[] = [
  /\b(?:problems?|late|complain\w*|penalt\w+|fails?|failed|failure|wrong|broken|lost|loses?|delays?|takes? too)\b/i,
  /\b(?:the|our) (?:\w+ )?(?:tool|system|software|vendor|supplier|provider|contract)\b.*\b(?:we (?:have|use)|now|today|runs out|expires)\b/i,
  /\b(?:list price|dollars?|euros?|pounds)\b|[$€£]\s?\d/i,
  /\b(?:concern|worr(?:y|ied)|sceptical|expensive|budget|risk|cannot|will not|unhappy|upset)\b/i,
  /\b(?:I|we)(?:'ll| will) (?:also )?(?:send|prepare|confirm|book|call|bring|write|come back)\b/i,
];

const CUE =
  /\b(?:we (?:will|should|need|want|have to|decided|agreed|can)|we're (?:going|gonna)|the (?:most|main|first|next|target|goal|aim|biggest)|important|decided?|agreed?|because|target|problem|should be|by (?:mon|tues|wednes|thurs|fri)day|next (?:week|month)|costs?|price|budget)\b/i;
/** Things that a reader would miss most: sums of money, dated promises, decisions, the main thing. */
const STRONG_CUE =
  /[$€£]\s?\d|\b(?:dollars?|euros?|pounds|percent)\b|\b(?:I'll|I will|we'll|we will|please)\b.*\b(?:by|on|until|next|tomorrow)\b|\b(?:decided|agreed)\b|\b(?:main|biggest) (?:difference|reason|problem|concern|goal|point)\b/i;
const ON_THE_SPOT = /\b(?:I'll|let me|I will) (?:just )?(?:click|show|share|start|go|draw|try|open)\b/i;
const OPENS_AS_STATEMENT = /^(?:we|the|our|there|this|these|they|i|you|everyone|people|a|an)\b/i;
const LEANS_ON_BEFORE =
  /^(?:because|like|which|or|if|that's|it's|is|are|than|not|just|with|of|to|for|what|how|when|why|where|also)\b/i;
const PERSONAL = /\b(?:I (?:remember|felt|was|don't know)|(?:I'm|I am) not|not (?:exactly |really )?sure)\b/i;
const PERSONAL_WORDS = new Set('i you me my your it he she him her that this like just they'.split(' '));
const WRITTEN_WORDS = new Set('the of to and a in for was on were'.split(' '));
const SMALL_TALK =
  /\b(?:hi|hello|my name|sorry|thanks?|welcome|nice to meet|(?:very|really) helpful)\b|^(?:the )?(?:first|second|next|last) (?:topic|item|point|slide)\b/i;

/** The sentences that cover most of what was talked about, in their own order; null when there is nothing to say. */
export function summarise(sentences: readonly TaggedSentence[]): Summary | null {
  const words = sentences.reduce((sum, sentence) => sum + sentence.wordCount, 0);
  const short = words < SHORT_CONVERSATION;
  const limits = short
    ? {
        enough: Math.min(words / 4, SUMMARY.enough),
        most: Math.min(words / 3, SUMMARY.most),
      }
    : SUMMARY;
  const shortest = short ? 5 : SUMMARY.shortestSentence;
  const model = weighWords(sentences);
  const candidates = findCandidates(sentences, shortest);
  const chosen = choose(candidates, model, { ...limits, roles: words <= LONGEST_CALL ? ROLES : [] });
  if (chosen.length > 0) return summaryOf(chosen, sentences);
  const single = choose(findCandidates(sentences, 3), model, {
    enough: 1,
    most: SUMMARY.longestSentence,
    roles: [],
  });
  return single.length > 0 ? summaryOf(single, sentences) : null;
}

function summaryOf(chosen: readonly Candidate[], sentences: readonly TaggedSentence[]): Summary {
  const points = chosen
    .toSorted((a, b) => a.from - b.from)
    .map(({ text, from }) => ({ text, sentences: linesOf(sentences[from]) }));
  return {
    short: chosen[0]?.text ?? '',
    text: points.map(({ text }) => text).join(' '),
    sections: [{ kind: 'about', points }],
  };
}

function linesOf(sentence: TaggedSentence | undefined): number[] {
  return [...new Set(sentence?.pieces.map(({ line }) => line.index))];
}

function weighWords(sentences: readonly TaggedSentence[]): WordModel {
  const counts = new Map<string, number>();
  const speakers = new Map<string, Set<string>>();
  let total = 0;
  for (const sentence of sentences) {
    for (const word of sentence.words) {
      if (!word.content) continue;
      total++;
      counts.set(word.lemma, (counts.get(word.lemma) ?? 0) + 1);
      const heard = speakers.get(word.lemma) ?? new Set();
      speakers.set(word.lemma, heard.add(sentence.speakerName ?? ''));
    }
  }
  return {
    probability: new Map([...counts].map(([lemma, count]) => [lemma, count / total])),
    speakers: new Map([...speakers].map(([lemma, heard]) => [lemma, heard.size])),
  };
}

function findCandidates(sentences: readonly TaggedSentence[], shortest: number): Candidate[] {
  return sentences.flatMap((sentence, from) => {
    if (sentence.question || sentence.broken || sentence.wordCount < shortest) return [];
    return splitClauses(sentence.text).flatMap((clause) => {
      const text = trimHedge(clause.text);
      const length = text === clause.text ? clause.length : wordsOf(text).length;
      if (length < shortest || length > SUMMARY.longestSentence) return [];
      const words = text === sentence.text ? sentence.words : tagWords(text);
      const lemmas = new Set(words.filter((word) => word.content).map((word) => word.lemma));
      if (lemmas.size < Math.min(2, shortest / 3)) return [];
      const stretch = Math.floor((from / sentences.length) * STRETCHES);
      return [{ text, from, length, lemmas, form: rateForm(text, words), stretch }];
    });
  });
}

/** A sentence longer than the limit, cut at spoken clause joints into pieces of up to 24 words. */
function splitClauses(text: string): Clause[] {
  const length = wordsOf(text).length;
  if (length <= SUMMARY.longestSentence) return [{ text, length }];
  const joints =
    /,\s+(?=(?:so|and|but|because|which|then|if)\b)|,\s+(?=(?:we|I|it's|you|they|there's|the|it|that's)\b)/;
  const pieces: string[] = [];
  let current = '';
  for (const part of text.split(joints)) {
    const joined = current === '' ? part : `${current}, ${part}`;
    if (current !== '' && wordsOf(joined).length > 24) {
      pieces.push(current);
      current = part;
    } else current = joined;
  }
  return [...pieces, current].map(closeClause).map((text) => ({ text, length: wordsOf(text).length }));
}

function closeClause(clause: string): string {
  const body = clause.replace(/^(?:so|and|but|then)\s+/i, '').replace(/[\s,;.]+$/, '');
  return `${body.charAt(0).toUpperCase()}${body.slice(1)}.`;
}

/** Statements with their own subject read well out of context; chatter, greetings and comma chains do not. */
function rateForm(text: string, words: readonly Word[]): number {
  const share = (list: ReadonlySet<string>) =>
    words.filter((word) => list.has(word.text.toLowerCase())).length / words.length;
  const commas = text.match(/,/g)?.length ?? 0;
  const hasVerb = words.slice(1).some((word) => word.partOfSpeech === 'VERB' || word.partOfSpeech === 'AUX');
  const first = words[0]?.partOfSpeech;
  const opens = OPENS_AS_STATEMENT.test(text) || first === 'NOUN' || first === 'PROPN';
  let form = 1 - 0.7 * share(PERSONAL_WORDS);
  form *= 1 + 0.5 * share(WRITTEN_WORDS);
  form *= 1 - 0.15 * Math.min(4, Math.max(0, commas - 1));
  const strong = STRONG_CUE.test(text);
  if (strong) form *= 1.4;
  else if (CUE.test(text)) form *= 1.2;
  if (ON_THE_SPOT.test(text)) form *= 0.5;
  if (!opens && !strong) form *= LEANS_ON_BEFORE.test(text) ? 0.45 : 0.7;
  if (!hasVerb) form *= 0.5;
  if (opensVerbless(text, words)) form *= 0.35;
  if (INTRODUCTION.test(text)) form *= 0.3;
  if (SMALL_TALK.test(text)) form *= 0.5;
  if (PERSONAL.test(text)) form *= 0.7;
  return form;
}

function choose(
  candidates: Candidate[],
  model: WordModel,
  limits: { enough: number; most: number; roles: RegExp[] },
): Candidate[] {
  const chosen: Candidate[] = [];
  const covered = new Map<string, number>();
  const rolesOf = new Map(
    candidates.map((candidate) => [candidate, limits.roles.filter((role) => role.test(candidate.text))]),
  );
  const played = new Set<RegExp>();
  let length = 0;
  while (length < limits.enough) {
    const fitting = candidates.filter(
      (candidate) =>
        length + candidate.length <= limits.most && !chosen.some((other) => other.from === candidate.from),
    );
    const best = pickBest(
      fitting,
      (candidate) =>
        worth(candidate, model, covered) *
        spread(candidate, chosen) *
        roleGain(rolesOf.get(candidate) ?? [], played),
    );
    if (best === undefined) break;
    chosen.push(best);
    length += best.length;
    for (const role of rolesOf.get(best) ?? []) played.add(role);
    for (const lemma of best.lemmas) covered.set(lemma, (covered.get(lemma) ?? 0) + 1);
  }
  return chosen;
}

function pickBest(candidates: Candidate[], score: (candidate: Candidate) => number): Candidate | undefined {
  let best: Candidate | undefined;
  let bestScore = 0;
  for (const candidate of candidates) {
    const value = score(candidate);
    if (value > bestScore) {
      best = candidate;
      bestScore = value;
    }
  }
  return best;
}

function worth(candidate: Candidate, model: WordModel, covered: Map<string, number>): number {
  let sum = 0;
  for (const lemma of candidate.lemmas) {
    const heardBy = model.speakers.get(lemma) ?? 1;
    const weight = (model.probability.get(lemma) ?? 0) * (1 + 0.3 * (heardBy - 1));
    sum += weight * COVERED_DISCOUNT ** (covered.get(lemma) ?? 0);
  }
  return (sum / candidate.length ** LENGTH_EXPONENT) * candidate.form;
}

/** A sentence is less welcome the more sentences were taken from the same sixth of the conversation. */
function spread(candidate: Candidate, chosen: Candidate[]): number {
  return 1 - 0.12 * chosen.filter((other) => other.stretch === candidate.stretch).length;
}

/** The first sentence that tells of something a call's reader asks for is worth more than the next of its kind. */
function roleGain(roles: RegExp[], played: ReadonlySet<RegExp>): number {
  return roles.some((role) => !played.has(role)) ? ROLE_GAIN : 1;
}

/** "About nineteen hundred a month, and ...": an answer's fragment, lost without its question. */
function opensVerbless(text: string, words: readonly Word[]): boolean {
  const opening = text.split(',')[0] ?? text;
  if (opening.length === text.length || OPENS_ADVERBIALLY.test(text)) return false;
  const count = wordsOf(opening).length;
  return (
    count > 1 &&
    !words.slice(0, count).some((word) => word.partOfSpeech === 'VERB' || word.partOfSpeech === 'AUX')
  );
}
