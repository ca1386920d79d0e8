import type { AnalysisInput, Topic } from '../analyser.ts';
import type { TaggedSentence, Word } from './english.ts';
import { findTopicCuts } from './segmentation.ts';
import { ownWords } from './speakers.ts';
import { FUNCTION_WORDS, GENERIC_WORDS, MEASURE_WORDS } from './words.ts';

interface Phrase {
  key: string;
  words: number;
  /** Spellings with their counts; the commonest becomes the name. */
  spellings: Map<string, number>;
  counts: number[];
  speakers: Set<string | null>;
  lemmas: string[];
  properNoun: boolean;
}

/** Words for the meeting itself, rather than for its subject. */
const APPARATUS =
  /^(?:meetings?|presentations?|slides?|documents?|projects?|folders?|minutes?|discussions?|calls?|teams?|members?|things?|pages?|screens?|e-?mails?|laptops?|pens?|whiteboards?|boards?|emails?|sentences?|groups?)$/;
const NAMING = new Set<string>(['NOUN', 'PROPN', 'ADJ']);
/** Nouns that say little by themselves; beside another word they may name a topic. */
const PALE_HEAD =
  /^(?:data|systems?|tools?|products?|apps?|versions?|customers?|clients?|users?|vehicles?|phones?|compan(?:y|ies)|topics?|lists?|reports?|budgets?|answers?|offers?|numbers?|slots?|centres?|centers?|features?|software|services?|solutions?|results?|changes?|colleagues?|managers?)$/;
const WORDS_FOR_TOPICS = { any: 25, two: 120, three: 250, four: 400, five: 650, long: 2500 };
/** How far the other mentions of its words speak for a phrase of several. */
const SUPPORT = 0.5;
const FULLER_SHARE = 0.2;
/** Mentions above which a fuller phrase must be heard twice. */
const OFTEN = 6;
const LONG_MEETING_TOPICS = { least: 5, most: 9, wordsForOneMore: 2000 };

/** How many topics a conversation of so many words is divided into. */
export function topicCount(words: number): number {
  if (words < WORDS_FOR_TOPICS.any) return 0;
  if (words < WORDS_FOR_TOPICS.two) return 1;
  if (words < WORDS_FOR_TOPICS.three) return 2;
  if (words < WORDS_FOR_TOPICS.four) return 3;
  if (words < WORDS_FOR_TOPICS.five) return 4;
  const more = Math.round((words - WORDS_FOR_TOPICS.long) / LONG_MEETING_TOPICS.wordsForOneMore);
  return Math.min(LONG_MEETING_TOPICS.most, Math.max(LONG_MEETING_TOPICS.least, 4 + more));
}

/** Contiguous spans of the input's lines, each named by its most telling noun phrase. */
export function findTopics(input: AnalysisInput, sentences: readonly TaggedSentence[]): Topic[] {
  const words = sentences.reduce((sum, sentence) => sum + sentence.wordCount, 0);
  const count = topicCount(words);
  if (count === 0) return [];
  const starts = [0, ...findTopicCuts(sentences, count - 1)];
  const names = nameSegments(input, sentences, starts);
  const named = starts.flatMap((start, i) => {
    const name = names[i];
    return name === undefined ? [] : [{ start, name }];
  });
  return named.map(({ start, name }, i) => {
    const first = i === 0 ? 0 : start;
    const last = (named[i + 1]?.start ?? input.lines.length) - 1;
    return describeSpan(input, name, { first, last });
  });
}

function describeSpan(input: AnalysisInput, name: string, span: { first: number; last: number }): Topic {
  const first = input.lines[span.first];
  const last = input.lines[span.last];
  return {
    name,
    firstSentence: first?.index ?? span.first,
    lastSentence: last?.index ?? span.last,
    start: first?.start ?? null,
    end: last?.end ?? null,
  };
}

/** One name for each segment, all different; undefined where a segment holds no usable noun phrase. */
function nameSegments(
  input: AnalysisInput,
  sentences: readonly TaggedSentence[],
  starts: number[],
): (string | undefined)[] {
  const phrases = collectPhrases(input, sentences, starts);
  const singles = new Map(phrases.filter(({ words }) => words === 1).map((phrase) => [phrase.key, phrase]));
  const taken = new Set<string>();
  return starts.map((_, segment) => {
    const first = pickFirst(
      phrases,
      (phrase) => scorePhrase(phrase, segment, singles) * newness(phrase, taken),
    );
    if (first === undefined) return undefined;
    const best = fullerPhrase(first, phrases, segment);
    for (const lemma of best.lemmas) taken.add(lemma);
    return displayName(best, singles);
  });
}

/** The phrase of the highest score above zero, of equals the first in the alphabet. */
function pickFirst(phrases: Phrase[], score: (phrase: Phrase) => number): Phrase | undefined {
  let first: Phrase | undefined;
  let highest = 0;
  for (const phrase of phrases) {
    const value = score(phrase);
    const before = value === highest && first !== undefined && phrase.key.localeCompare(first.key, 'en') < 0;
    if (value > highest || before) {
      first = phrase;
      highest = value;
    }
  }
  return first;
}

/** A name of words that other topics bear already is nothing new; one that shares a word with them is less so. */
function newness(phrase: Phrase, taken: Set<string>): number {
  const shared = phrase.lemmas.filter((lemma) => taken.has(lemma)).length;
  if (shared === phrase.words) return 0;
  return shared > 0 ? 0.5 : 1;
}

/** "Volume" is better told as "volume control" where that is a fair part of its mentions. */
function fullerPhrase(phrase: Phrase, phrases: Phrase[], segment: number): Phrase {
  if (phrase.words > 1) return phrase;
  const countOf = (other: Phrase) => other.counts[segment] ?? 0;
  const fuller = phrases.filter(
    (other) =>
      other.words === 2 &&
      other.lemmas.includes(phrase.key) &&
      countOf(other) >= Math.max(countOf(phrase) > OFTEN ? 2 : 1, FULLER_SHARE * countOf(phrase)),
  );
  return fuller.sort((a, b) => countOf(b) - countOf(a) || a.key.localeCompare(b.key, 'en'))[0] ?? phrase;
}

function collectPhrases(
  input: AnalysisInput,
  sentences: readonly TaggedSentence[],
  starts: number[],
): Phrase[] {
  const phrases = new Map<string, Phrase>();
  const excluded = ownWords(input);
  for (const sentence of sentences) {
    const segment = starts.findLastIndex((start) => start <= sentence.position);
    for (const run of nounRuns(sentence.words, excluded)) {
      for (const words of subPhrases(run))
        addPhrase(phrases, words, { segment, of: starts.length, sentence });
    }
  }
  return [...phrases.values()];
}

/** Runs of adjectives and nouns within one stretch of speech, ending in a noun. */
function nounRuns(words: readonly Word[], excluded: ReadonlySet<string>): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  const close = () => {
    while (run.length > 0 && run.at(-1)?.partOfSpeech === 'ADJ') run.pop();
    if (run.length > 0) runs.push(run);
    run = [];
  };
  for (const word of words) {
    if (!word.opensPhrase && isTakenForNoun(run, word)) run.pop();
    if (word.opensPhrase || (word.partOfSpeech === 'ADJ' && run.length > 0)) close();
    if (isNameWord(word, excluded)) run.push(word);
    else close();
  }
  close();
  return runs;
}

/** In "the app stores the stops" the tagger takes the verb for a noun; what follows gives it away. */
function isTakenForNoun(run: Word[], next: Word): boolean {
  const last = run.at(-1)?.text ?? '';
  if (run.length > 1 && /^(?:you|us|me|them|him)$/i.test(next.text)) return true;
  return (
    run.length > 1 && /[a-z]s$/.test(last) && /^(?:the|an?|our|your|my|their|its|this)$/i.test(next.text)
  );
}

function isNameWord(word: Word, excluded: ReadonlySet<string>): boolean {
  if (!word.content || !NAMING.has(word.partOfSpeech) || !/^\p{L}[\p{L}-]+$/u.test(word.text)) return false;
  const text = word.text.toLowerCase();
  return ![FUNCTION_WORDS, GENERIC_WORDS, MEASURE_WORDS, excluded].some((list) => list.has(text));
}

function subPhrases(run: Word[]): Word[][] {
  const parts: Word[][] = [];
  for (let size = 1; size <= Math.min(3, run.length); size++) {
    for (let at = 0; at + size <= run.length; at++) {
      const part = run.slice(at, at + size);
      if (part.at(-1)?.partOfSpeech !== 'ADJ' && allDiffer(part)) parts.push(part);
    }
  }
  return parts;
}

function allDiffer(words: Word[]): boolean {
  return words.every(({ lemma }, i) => words.findIndex((word) => word.lemma === lemma) === i);
}

function addPhrase(
  phrases: Map<string, Phrase>,
  words: Word[],
  at: { segment: number; of: number; sentence: TaggedSentence },
): void {
  const lemmas = words.map((word) => word.lemma);
  const key = lemmas.join(' ');
  let phrase = phrases.get(key);
  if (phrase === undefined) {
    phrase = {
      key,
      words: words.length,
      spellings: new Map(),
      counts: new Array<number>(at.of).fill(0),
      speakers: new Set(),
      lemmas,
      properNoun: words.every((word) => word.partOfSpeech === 'PROPN'),
    };
    phrases.set(key, phrase);
  }
  const spelling = words
    .map((word) => (word.partOfSpeech === 'PROPN' ? word.text : word.text.toLowerCase()))
    .join(' ');
  phrase.spellings.set(spelling, (phrase.spellings.get(spelling) ?? 0) + 1);
  phrase.counts[at.segment] = (phrase.counts[at.segment] ?? 0) + 1;
  phrase.speakers.add(at.sentence.speakerName);
}

/** Often said here and seldom elsewhere, by several people, in more than one word. */
function scorePhrase(phrase: Phrase, segment: number, singles: Map<string, Phrase>): number {
  const here = phrase.counts[segment] ?? 0;
  if (here === 0) return 0;
  const total = phrase.counts.reduce((sum, count) => sum + count, 0);
  const focus = (here + 0.5) / (total + 1);
  const lengthBonus = phrase.words === 1 ? 1 : 2.5;
  const apparatus = phrase.lemmas.some((lemma) => APPARATUS.test(lemma)) ? 0.3 : 1;
  const sharedBonus = phrase.speakers.size > 1 ? 1.25 : 1;
  const properName = phrase.properNoun ? 0.4 : 1;
  const pale = phrase.words === 1 && PALE_HEAD.test(phrase.key) ? 0.4 : 1;
  const own = here ** 0.8 * focus * lengthBonus * sharedBonus;
  return (own + supportOf(phrase, segment, singles)) * properName * apparatus * pale;
}

/** The worth of a phrase's words where they are said without each other. */
function supportOf(phrase: Phrase, segment: number, singles: Map<string, Phrase>): number {
  if (phrase.words === 1) return 0;
  const worths = phrase.lemmas.map((lemma) => {
    const single = singles.get(lemma);
    if (single === undefined || PALE_HEAD.test(lemma)) return 0;
    const alone = Math.max(0, (single.counts[segment] ?? 0) - (phrase.counts[segment] ?? 0));
    const total = single.counts.reduce((sum, count) => sum + count, 0);
    return (alone ** 0.8 * (alone + 0.5)) / (total + 1);
  });
  return (SUPPORT * 2 * worths.reduce((sum, worth) => sum + worth, 0)) / phrase.words;
}

/** As it was said most often, the head in the number it mostly has in the conversation. */
function displayName(phrase: Phrase, singles: Map<string, Phrase>): string {
  const spelling = commonestSpelling(phrase) ?? phrase.key;
  const words = spelling.split(' ');
  const head = singles.get(phrase.lemmas.at(-1) ?? '');
  const spoken = head === undefined ? undefined : commonestSpelling(head);
  if (words.length > 1 && spoken?.toLowerCase() === `${words.at(-1)?.toLowerCase()}s`)
    words[words.length - 1] = spoken;
  if (words.length > 1 && spoken !== undefined && /ies$/.test(spoken) && /y$/.test(words.at(-1) ?? ''))
    words[words.length - 1] = spoken;
  const name = words.join(' ');
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Of equally common ones the longer, so a plural before its singular. */
function commonestSpelling(phrase: Phrase): string | undefined {
  const ranked = [...phrase.spellings].sort(
    (a, b) => b[1] - a[1] || b[0].length - a[0].length || a[0].localeCompare(b[0], 'en'),
  );
  return ranked[0]?.[0];
}
