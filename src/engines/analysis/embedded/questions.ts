import type { Insight } from '../insight.ts';
import { isAnswered } from './answers.ts';
import { isAsking } from './asking.ts';
import type { TaggedSentence } from './english.ts';
import { titleOf } from './phrase-title.ts';
import { citeSentence } from './sentences.ts';

type Question = Extract<Insight, { type: 'question' }>;

/** Of more, those that say most: a conversation has at most 1,000 insights. */
const MOST_QUESTIONS = 900;
/** Of more questions the longest are weighed. */
const MOST_WEIGHED = 5_000;
const LONGEST_CLEAR_QUESTION_WORDS = 35;
/** Different content words of the heaviest question; beyond them more say no more. */
const HEAVIEST = 6;
const WEIGHTS = { unclear: 0.5, tag: 0.2, housekeeping: 0.1 };
const HOUSEKEEPING =
  /\b(?:can (?:you|everyone) (?:hear|see)|can I just|how (?:can|may) I help|how (?:was|were) your|hear me|see my screen|how are you|are you (?:ready|there|okay|done|finished|finding)|you know what I mean|what do you think\?$|does that make sense|is that (?:okay|alright|right|fine|clear|good|correct)\b|does that (?:help|answer|work)\b|did (?:I|we) (?:get|understand|hear) (?:that|you|it) (?:right|correctly)|(?:is|was) there anything (?:else|(?:that )?(?:I|we) (?:forgot|missed|left))|(?:did|have) (?:I|we) (?:forget|forgot|forgotten|miss|missed) (?:any|some)thing|anything else\?$|any questions|shall we start|what(?:'s| is) (?:that|this)\?$|what do you mean|where (?:is|did) (?:it|that))/i;
const TAG =
  /,\s+(?:isn't|aren't|wasn't|don't|doesn't|didn't|won't|can't|is|are|do|does|did|right|okay|no|yeah)(?: (?:it|they|you|we|he|she|that|there|I))?\?$/i;
const QUESTION_SHAPE =
  /(?:^|[,.] |\b(?:and|or|but|so|then) )(?:what|how|why|when|where|who|which|whose|do|does|did|can|could|will|would|should|shall|is|are|was|were|have|has|am|may|isn't|aren't|don't|doesn't|any)\b/i;

/** All questions in the order they were asked, each with its rank and whether somebody else answered. */
export function findQuestions(sentences: readonly TaggedSentence[]): Question[] {
  return longest(
    sentences,
    sentences.flatMap((_, order) => (isAsking(sentences, order) ? [order] : [])),
  )
    .flatMap((order) => {
      const sentence = sentences[order];
      return sentence === undefined ? [] : [{ order, sentence, weight: weigh(sentence) }];
    })
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

function longest(sentences: readonly TaggedSentence[], places: number[]): number[] {
  if (places.length <= MOST_WEIGHED) return places;
  const length = (place: number) => Math.min(sentences[place]?.wordCount ?? 0, LONGEST_CLEAR_QUESTION_WORDS);
  return places.sort((a, b) => length(b) - length(a) || a - b).slice(0, MOST_WEIGHED);
}

/** The number of different content words, at most six; little for tags and housekeeping. */
function weigh(sentence: TaggedSentence): number {
  const { text, wordCount, words } = sentence;
  const content = new Set(words.filter((word) => word.content).map((word) => word.lemma));
  const clear = QUESTION_SHAPE.test(text) && wordCount <= LONGEST_CLEAR_QUESTION_WORDS;
  const idle = HOUSEKEEPING.test(text) ? WEIGHTS.housekeeping : TAG.test(text) ? WEIGHTS.tag : 1;
  return Math.min(HEAVIEST, content.size) * (clear ? 1 : WEIGHTS.unclear) * idle;
}
