import type { AnalysisInput } from '../analyser.ts';
import type { Insight } from '../insight.ts';
import { type ActionPattern, isStrongVerb, patternsFor } from './action-patterns.ts';
import { actionTitle } from './action-titles.ts';
import { type Due, findDue, findWholeDue } from './due-dates.ts';
import type { TaggedSentence } from './english.ts';
import { citeSentence } from './sentences.ts';
import { addressee, type Cast, otherSide } from './speakers.ts';
import { wordsOf } from './words.ts';

type ActionItem = Extract<Insight, { type: 'action_item' }>;

interface Candidate {
  item: ActionItem;
  score: number;
  order: number;
  sentence: TaggedSentence;
}

interface Match {
  entry: ActionPattern;
  verb: string;
  /** From the doing verb to the end of its clause. */
  task: string;
  name: string | null;
  /** The part of the sentence before the commitment; a date there is its due date. */
  opening: string;
}

const MOST_ACTION_ITEMS = 8;
/** So many of the best are compared, to find those that say the same. */
const MOST_COMPARED = 500;
/** Citations of one item that was said again and again. */
const MOST_CITED = 50;
const THRESHOLD = 2.5;
/** Sentences after a commitment in which its day may be said, and how long such a one is. */
const DUE_SENTENCES = 3;
const LONGEST_DUE_WORDS = 9;
const ADDS = {
  strongVerb: 1,
  plainVerb: 0.3,
  timed: 1.2,
  person: 0.6,
  named: 0.4,
  explicit: 0.7,
  lateness: 0.4,
  document: 0.6,
  accepted: 0.7,
};
const TAKES = { immediate: 1.3, hedge: 0.7, condition: 0.6, empty: 1 };

const IMMEDIATE =
  /\b(?:just|(?<!\b(?:from|by|until) )now(?! and)|quickly|right here|over here|on the (?:screen|board|slide)|(?:this|the|next|last) slide|a (?:second|sec|minute|moment)|start(?:ing)? with|see here|while I|on the line)\b/i;
const HEDGE = /\b(?:maybe|perhaps|might|probably|possibly|I guess|suppose|some ?day|at some point)\b/i;
const CONDITION =
  /\b(?:if|unless|would(?! (?:like|you))|could have|should have|in case|when you|until|except)\b/i;
/** How somebody always works is no promise. */
const HABIT = /\b(?:always|usually|normally|typically|whenever)\b/i;
/** "I'll send it by Friday" speaks of what was said before. */
const RESTATED = /^\w+(?: \w+)? (?:it|that|this|them|those)\b/i;
/** Such a task alone says nothing. */
const EMPTY_TASK = /^(?:do|have|make|get|take|try|put|give) (?:it|that|this|them|so)\b/i;
/** "Not later than Friday" and "Thursday, not Friday" deny nothing. */
const NEGATED = /\b(?:won't|(?<!, )not(?! (?:later than|before|until|on|by)\b)|never|don't|can't|cannot)\b/i;
const PERSON =
  /\b(?:with|to|from|ask|call|contact|invite|bring|tell|e-?mail) (?:you|her|him|them|everyone|our|my|your|the (?:team|client|customer|board|legal|finance)|[A-Z][a-z]+)|\b(?:ask|call|contact|tell) (?:the|our|my|your|their) \w+/;
const DOCUMENT =
  /\b(?:offer|proposal|quote|quotation|contract|agreement|invitation|summary|report|list|notes|minutes|sheet|case study|slides|draft|invoice|credit note)\b/i;
/** Where the commitment ends and a story, a reason or somebody else's part begins. */
const CLAUSE_END =
  /[;:] |, (?=(?:(?:and|but|so) )?(?:they|he|she|it|who|which|that|because|since|so that|we|you|there|this|though|although|but|the|in case|where|if)\b)/;
const TAKES_OFFER =
  /^(?:yes,? please|please do|(?:I|we) (?:would|'d) (?:like|love|appreciate)|that would (?:be|help)|do that|great|perfect|good idea|yes)\b/i;
const EXPLICIT =
  /\b(?:action items?|to-?do|deadline|deliverable|homework|(?:our|the|for|before|by) next meeting|take that on|my job|by then)\b/i;
const ACCEPTS =
  /^(?:yes|yeah|yep|sure|okay|ok|of course|will do|absolutely|certainly|no problem|happy to|I will|I'll|I can)\b/i;

/** Work that somebody took on or was asked to do, best first, at most eight. */
export function findActionItems(input: AnalysisInput, sentences: TaggedSentence[], cast: Cast): ActionItem[] {
  const candidates = sentences.flatMap((sentence, order): Candidate[] => {
    const match = matchAction(sentence);
    if (match === null) return [];
    const owner = findOwner(match, { sentences, order, cast });
    const due = dueOf(match, input.startedAt, sentences.slice(order + 1, order + 1 + DUE_SENTENCES));
    const dueDate = due.kind === 'day' ? due.day : null;
    const score = rate(match, sentence, {
      timed: due.kind !== 'none',
      owner,
      lateness: order / sentences.length,
      accepted: isTaken(sentences, order),
    });
    if (score < THRESHOLD) return [];
    const addressed =
      addressee(cast, sentence.text, sentence.speakerName) ?? otherSide(cast, sentence.speakerName);
    const item = describe(match, sentence, { owner, dueDate, addressed });
    return [{ item, score, order, sentence }];
  });
  const ranked = candidates.sort((a, b) => Math.round(b.score) - Math.round(a.score) || a.order - b.order);
  return mergeRestated(ranked.slice(0, MOST_COMPARED)).map((candidate) => candidate.item);
}

function describe(
  match: Match,
  sentence: TaggedSentence,
  found: { owner: string | null; dueDate: string | null; addressed: string | null },
): ActionItem {
  const { owner, dueDate, addressed } = found;
  const { speakerName } = sentence;
  return {
    type: 'action_item',
    title: actionTitle(match.task, { speakerName, owner, addressed, isDated: dueDate !== null }),
    text: sentence.text,
    evidence: citeSentence(sentence),
    owner,
    dueDate,
  };
}

function matchAction(sentence: TaggedSentence): Match | null {
  if (sentence.wordCount < 4 || sentence.broken) return null;
  for (const entry of patternsFor(sentence.text)) {
    const found = entry.pattern.exec(sentence.text);
    const verb = found?.groups?.['verb'];
    if (found === null || verb === undefined) continue;
    if (sentence.question && entry.doer !== 'addressed') continue;
    const at = found.index + found[0].lastIndexOf(verb);
    const thing = found.groups?.['thing'];
    const rest = sentence.text.slice(at).split(/(?<=\w{3})[.?!] (?!\d)/)[0] ?? '';
    const task = thing === undefined ? (rest.split(CLAUSE_END)[0] ?? rest) : `${verb} ${thing}`;
    const negated = thing === undefined && NEGATED.test(sentence.text.slice(found.index, at + 40));
    if (negated || wordsOf(task).length < 3 || /^(?:do|make|have|get|give|try|take)[,.]/i.test(rest))
      continue;
    const before = sentence.text.slice(0, found.index + (found.groups?.['lead']?.length ?? 0));
    const opening = before.split(/[.;:!?] /).at(-1) ?? '';
    return { entry, verb, task, name: found.groups?.['name'] ?? null, opening };
  }
  return null;
}

/** A date that opens the sentence goes before one in the clause: "On Friday I will send the plan for Monday". */
function dueOf({ opening, task }: Match, startedAt: Date, next: readonly TaggedSentence[]): Due {
  const opened = findWholeDue(opening, startedAt);
  if (opened.kind !== 'none') return opened;
  const own = findDue(task, startedAt);
  return own.kind === 'none' ? dueAfter(next, startedAt) : own;
}

/** A day that is said right after: "When?" "By Friday, hopefully." Longer sentences speak of something else. */
function dueAfter(next: readonly TaggedSentence[], startedAt: Date): Due {
  for (const sentence of next) {
    const committed = matchAction(sentence);
    const isOther = committed !== null && !RESTATED.test(committed.task);
    if (sentence.wordCount > LONGEST_DUE_WORDS || isOther) return { kind: 'none' };
    const due = sentence.question ? null : findDue(sentence.text, startedAt);
    if (due?.kind === 'day') return due;
  }
  return { kind: 'none' };
}

function rate(
  match: Match,
  sentence: TaggedSentence,
  found: { timed: boolean; owner: string | null; lateness: number; accepted: boolean },
): number {
  if (match.entry.doer === 'named' && found.owner === null) return 0;
  if (HABIT.test(sentence.text)) return 0;
  const { text } = sentence;
  let score = match.entry.base + (isStrongVerb(match.verb) ? ADDS.strongVerb : ADDS.plainVerb);
  if (found.timed) score += ADDS.timed;
  if (PERSON.test(match.task)) score += ADDS.person;
  if (match.entry.doer !== 'speaker' && found.owner !== null) score += ADDS.named;
  if (DOCUMENT.test(match.task)) score += ADDS.document;
  if (match.entry.offer && found.accepted) score += ADDS.accepted;
  if (EXPLICIT.test(text)) score += ADDS.explicit;
  score += ADDS.lateness * found.lateness;
  if (IMMEDIATE.test(text) && !found.timed) score -= TAKES.immediate;
  if (HEDGE.test(text)) score -= TAKES.hedge;
  if (CONDITION.test(text)) score -= TAKES.condition;
  if (EMPTY_TASK.test(match.task)) score -= TAKES.empty;
  return score;
}

/** Whether the next one to speak takes an offer up. */
function isTaken(sentences: TaggedSentence[], order: number): boolean {
  const speaker = sentences[order]?.speakerName;
  const reply = sentences.slice(order + 1, order + 4).find((next) => next.speakerName !== speaker);
  return reply !== undefined && TAKES_OFFER.test(reply.text);
}

/** The speaker, the person named or called, the other side of two, or whoever accepts the request next. */
function findOwner(
  match: Match,
  at: { sentences: TaggedSentence[]; order: number; cast: Cast },
): string | null {
  const sentence = at.sentences[at.order];
  if (sentence === undefined || match.entry.doer === 'speaker') return sentence?.speakerName ?? null;
  if (match.entry.doer === 'group') return null;
  if (match.entry.doer === 'named') return at.cast.byCall.get((match.name ?? '').toLowerCase()) ?? null;
  const called = addressee(at.cast, sentence.text, sentence.speakerName);
  if (called !== null) return called;
  const other = otherSide(at.cast, sentence.speakerName);
  if (other !== null) return other;
  const replies = at.sentences.slice(at.order + 1, at.order + 4);
  const accepting = replies.find(
    (reply) => reply.speakerName !== sentence.speakerName && ACCEPTS.test(reply.text),
  );
  return accepting?.speakerName ?? null;
}

function contentOf(sentence: TaggedSentence): Set<string> {
  return new Set(sentence.words.filter((word) => word.content).map((word) => word.lemma));
}

/** A request and its acceptance in the same words are one item, with the evidence of both. */
function mergeRestated(ranked: Candidate[]): Candidate[] {
  const kept: (Candidate & { lemmas: Set<string> })[] = [];
  for (const ranking of ranked) {
    const candidate = { ...ranking, lemmas: contentOf(ranking.sentence) };
    const earlier = kept.find(
      (other) => other.item.owner === candidate.item.owner && alike(other.lemmas, candidate.lemmas),
    );
    if (earlier === undefined) {
      if (kept.length < MOST_ACTION_ITEMS) kept.push(candidate);
      continue;
    }
    if (earlier.item.evidence.length < MOST_CITED) earlier.item.evidence.push(...candidate.item.evidence);
    earlier.item.dueDate ??= candidate.item.dueDate;
  }
  return kept;
}

function alike(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const shared = [...a].filter((lemma) => b.has(lemma)).length;
  const smaller = Math.min(a.size, b.size);
  return smaller > 0 && shared / smaller >= 0.6 && shared >= 2;
}
