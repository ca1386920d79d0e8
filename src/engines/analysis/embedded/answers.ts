import type { TaggedSentence } from './english.ts';

/** Lines after a question in which an answer is looked for. */
const ANSWER_LINES = 8;
const STATEMENT_WORDS = 5;
const SHORT_WORDS = 3;
const OPEN_QUESTION =
  /^(?:(?:so|and|but|or|well|okay|then),? )*(?:what|how|why|when|where|who|which|whose)\b/i;
const PLAIN_ANSWER =
  /^(?:(?:oh|well|um|uh),? )?(?:yes|yeah|yep|yup|no|nope|nah|sure|of course|correct|exactly|absolutely|definitely|certainly|right|true|not (?:yet|really|at all|quite)|I (?:do|did|have|am|can|think so|guess so|hope so)|(?:we|they|it|he|she|that|there) (?:do|does|did|is|are|was|were|has|have|can|could|will|would)(?:n't| not)?\b)/i;
const NO_ANSWER =
  /\b(?:(?:don't|do not|wouldn't) (?:really |actually )?know|no idea|not sure|(?:good|great|fair) question|get back to you|come back to you|have to (?:check|ask|find out)|(?:I'll|I will) (?:have to )?(?:check|ask|find out|look into)|let me (?:check|find out|ask)|can't (?:say|tell|remember))\b/i;

/** Whether somebody else answers a question; null where nothing but a back-channel comes, which may be one. */
export function isAnswered(sentences: readonly TaggedSentence[], order: number): boolean | null {
  const question = sentences[order];
  if (question === undefined) return null;
  const isOpen = OPEN_QUESTION.test(question.text);
  let isHeard = false;
  for (let i = order + 1; i < sentences.length; i++) {
    const reply = sentences[i];
    if (reply === undefined || reply.position > question.position + ANSWER_LINES) break;
    if (reply.speakerName === question.speakerName || reply.question) continue;
    if (NO_ANSWER.test(reply.text)) return false;
    if (!isOpen && PLAIN_ANSWER.test(reply.text)) return true;
    if (saysSomething(reply, { isOpen, isFirst: reply.position <= question.position + 2 })) return true;
    isHeard = true;
  }
  return isHeard ? null : false;
}

/** Right after a question few words are enough: "Two weeks." Names and numbers alone are no yes and no no. */
function saysSomething(
  { words, wordCount }: TaggedSentence,
  { isOpen, isFirst }: { isOpen: boolean; isFirst: boolean },
): boolean {
  const isNamed = isOpen || wordCount <= SHORT_WORDS;
  const tells = words.some(
    ({ content, partOfSpeech }) => content || (isNamed && /^(?:PROPN|NUM)$/.test(partOfSpeech)),
  );
  return tells && (isFirst || wordCount >= STATEMENT_WORDS);
}
