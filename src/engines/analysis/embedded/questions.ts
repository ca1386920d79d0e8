import type { Insight } from '../insight.ts';
import type { TaggedSentence } from './english.ts';
import { titleOf } from './phrase-title.ts';
import { citeSentence } from './sentences.ts';

type Question = Extract<Insight, { type: 'question' }>;

const MOST_QUESTIONS = 12;
/** Of more questions the longest are weighed. */
const MOST_WEIGHED = 5_000;
const LONGEST_CLEAR_QUESTION_WORDS = 35;
/** Different content words of the heaviest question; beyond them more say no more. */
const HEAVIEST = 6;
const SHORTEST_QUESTION_WORDS = 3;
/** Lines after a question in which an answer is looked for. */
const ANSWER_LINES = 5;
const STATEMENT_WORDS = 5;
const YES_NO_QUESTION = /^(?:do|does|did|can|could|will|would|is|are|was|were|have|has|should|am|may)\b/i;
const PLAIN_ANSWER =
  /^(?:yes|yeah|yep|no|nope|sure|of course|correct|exactly|absolutely|definitely|right|not (?:yet|really|at all))\b/i;
const NO_ANSWER =
  /\b(?:(?:don't|do not) know|no idea|not sure|(?:good|great) question|get back to you|come back to you|have to (?:check|ask|find out)|(?:I'll|I will) (?:have to )?(?:check|ask|find out|look into)|let me (?:check|find out|ask))\b/i;
const HOUSEKEEPING =
  /\b(?:can (?:you|everyone) (?:hear|see)|can I just|how (?:can|may) I help|how (?:was|were) your|hear me|see my screen|how are you|are you (?:ready|there|okay|done|finished|finding)|you know what I mean|what do you think\?$|does that make sense|is that (?:okay|alright|right|fine|clear|good|correct)\b|does that (?:help|answer|work)\b|did (?:I|we) (?:get|understand|hear) (?:that|you|it) (?:right|correctly)|(?:is|was) there anything (?:else|(?:that )?(?:I|we) (?:forgot|missed|left))|(?:did|have) (?:I|we) (?:forget|forgot|forgotten|miss|missed) (?:any|some)thing|anything else\?$|any questions|shall we start|what(?:'s| is) (?:that|this)\?$|what do you mean|where (?:is|did) (?:it|that))/i;

/** Questions of substance with whether somebody else answered, the twelve that say most, in the order they were asked. */
export function findQuestions(sentences: TaggedSentence[]): Question[] {
  return weighed(sentences)
    .sort((a, b) => b.weight - a.weight || a.order - b.order)
    .slice(0, MOST_QUESTIONS)
    .map((question, i) => ({ ...question, rank: i + 1 }))
    .sort((a, b) => a.order - b.order)
    .map(({ sentence, order, rank }) => ({
      type: 'question',
      title: titleOf(sentence.text),
      text: sentence.text,
      evidence: citeSentence(sentence),
      askedBy: sentence.speakerName,
      answered: isAnswered(sentences, order),
      rank,
    }));
}

interface Weighed {
  sentence: TaggedSentence;
  order: number;
  weight: number;
}

/** Those that have a weight, of very many the longest; after enough of the heaviest none can count. */
function weighed(sentences: readonly TaggedSentence[]): Weighed[] {
  const found: Weighed[] = [];
  let heaviest = 0;
  for (const order of asked(sentences)) {
    const sentence = sentences[order];
    const weight = sentence === undefined ? 0 : weigh(sentence);
    if (sentence !== undefined && weight > 0) found.push({ sentence, order, weight });
    if (weight === HEAVIEST) heaviest++;
    if (heaviest === MOST_QUESTIONS) break;
  }
  return found;
}

/** Places of the questions in order of speech. */
function asked(sentences: readonly TaggedSentence[]): number[] {
  const places = sentences.flatMap((sentence, order) => (isWeighable(sentence) ? [order] : []));
  if (places.length <= MOST_WEIGHED) return places;
  const length = (place: number) => Math.min(sentences[place]?.wordCount ?? 0, LONGEST_CLEAR_QUESTION_WORDS);
  return places
    .sort((a, b) => length(b) - length(a) || a - b)
    .slice(0, MOST_WEIGHED)
    .sort((a, b) => a - b);
}

function isWeighable({ question, broken, wordCount }: TaggedSentence): boolean {
  return question && !broken && wordCount >= SHORTEST_QUESTION_WORDS;
}

const TAG =
  /,\s+(?:isn't|aren't|wasn't|don't|doesn't|didn't|won't|can't|is|are|do|does|did|right|okay|no|yeah)(?: (?:it|they|you|we|he|she|that|there|I))?\?$/i;
const QUESTION_SHAPE =
  /(?:^|[,.] |\b(?:and|or|but|so|then) )(?:what|how|why|when|where|who|which|whose|do|does|did|can|could|will|would|should|shall|is|are|was|were|have|has|am|may|isn't|aren't|don't|doesn't|any)\b/i;

/** Zero for tags, housekeeping and fragments; else the number of different content words, at most six. */
function weigh(sentence: TaggedSentence): number {
  if (!isWeighable(sentence)) return 0;
  if (
    HOUSEKEEPING.test(sentence.text) ||
    TAG.test(sentence.text) ||
    sentence.words.length < SHORTEST_QUESTION_WORDS
  )
    return 0;
  const clear = QUESTION_SHAPE.test(sentence.text) && sentence.wordCount <= LONGEST_CLEAR_QUESTION_WORDS;
  return Math.min(HEAVIEST, contentOf(sentence).size) * (clear ? 1 : 0.5);
}

function contentOf(sentence: TaggedSentence): Set<string> {
  return new Set(sentence.words.filter((word) => word.content).map((word) => word.lemma));
}

/** Content words and the days and numbers that GENERIC_WORDS leaves out of them: "Wednesday" answers "Wednesday?". */
function topicWordsOf(sentence: TaggedSentence): Set<string> {
  const telling = sentence.words.filter(
    (word) => word.content || word.partOfSpeech === 'PROPN' || word.partOfSpeech === 'NUM',
  );
  return new Set(telling.map((word) => word.lemma));
}

function isAnswered(sentences: TaggedSentence[], order: number): boolean {
  const question = sentences[order];
  if (question === undefined) return false;
  const asked = topicWordsOf(question);
  const yesNo = YES_NO_QUESTION.test(question.text);
  for (let i = order + 1; i < sentences.length; i++) {
    const reply = sentences[i];
    if (reply === undefined || reply.position > question.position + ANSWER_LINES) return false;
    if (reply.speakerName === question.speakerName || reply.question) continue;
    if (NO_ANSWER.test(reply.text)) return false;
    const firstReply = reply.position <= question.position + 2;
    if (yesNo && firstReply && PLAIN_ANSWER.test(reply.text)) return true;
    const content = contentOf(reply);
    const shares = [...topicWordsOf(reply)].some((lemma) => asked.has(lemma));
    if (shares && reply.wordCount >= 3) return true;
    if (reply.wordCount >= STATEMENT_WORDS && content.size > 0) return true;
    if (firstReply && content.size > 0 && reply.wordCount >= 2) return true;
  }
  return false;
}
