import model from 'wink-eng-lite-web-model';
import winkNLP, { type PartOfSpeech, type TokenItsFunction } from 'wink-nlp';
import { type Progress, untold } from '../progress.ts';
import type { Sentence } from './sentences.ts';
import { FUNCTION_WORDS, GENERIC_WORDS } from './words.ts';

export interface Word {
  text: string;
  lemma: string;
  partOfSpeech: PartOfSpeech;
  /** A noun, verb, adjective or number that says what the talk is about. */
  content: boolean;
  /** Punctuation stands before it, so it starts a new phrase. */
  opensPhrase: boolean;
}

export interface TaggedSentence extends Sentence {
  /** Made when they are asked for: most sentences of a long conversation never are. */
  words: readonly Word[];
}

const TAGS = new Map<unknown, PartOfSpeech>(
  (
    [
      'NOUN',
      'VERB',
      'PRON',
      'ADJ',
      'ADV',
      'ADP',
      'DET',
      'AUX',
      'PROPN',
      'PUNCT',
      'NUM',
      'PART',
      'CCONJ',
      'SCONJ',
      'INTJ',
      'SYM',
      'SPACE',
    ] satisfies PartOfSpeech[]
  ).map((tag) => [tag, tag]),
);
const CONTENT = new Set<string>(['NOUN', 'PROPN', 'VERB', 'ADJ', 'NUM']);
const nlp = winkNLP(model, ['pos']);
const its = nlp.its;
/** The package declares `its.lemma` with another signature than the one `out` calls it by. */
const readLemma: TokenItsFunction<string> = Object.getOwnPropertyDescriptor(its, 'lemma')?.value;

/** Words of a cleaned text with lemma and part of speech; punctuation is left out. */
export function tagWords(text: string): Word[] {
  const tokens = nlp.readDoc(text).tokens();
  const surface = tokens.out();
  const lemmas = tokens.out(readLemma);
  const tags = tokens.out(its.pos);
  const stops = tokens.out(its.stopWordFlag);
  const words: Word[] = [];
  let opensPhrase = true;
  for (const [i, text] of surface.entries()) {
    if (!/[\p{L}\p{N}]/u.test(text)) {
      opensPhrase = true;
      continue;
    }
    const partOfSpeech = TAGS.get(tags[i]) ?? 'X';
    const lemma = String(lemmas[i] ?? text).toLowerCase();
    const content = isContent(lemma, partOfSpeech, String(stops[i]) === 'true');
    words.push({ text, lemma, partOfSpeech, content, opensPhrase });
    opensPhrase = false;
  }
  return words;
}

/** Tagged texts that are kept for their next use. */
const MOST_KEPT_TEXTS = 30_000;

/** The same sentences with their words tagged; "Okay." and its like, said over and over, are tagged once. */
export function tagSentences(sentences: Sentence[], progress: Progress = untold): TaggedSentence[] {
  const tagged = new Map<string, Word[]>([['', []]]);
  const wordsOf = (text: string): Word[] => {
    const known = tagged.get(text);
    if (known !== undefined) return known;
    const words = tagWords(text);
    if (tagged.size < MOST_KEPT_TEXTS) tagged.set(text, words);
    return words;
  };
  return sentences.map((sentence) => new LazilyTagged(sentence, wordsOf, progress));
}

class LazilyTagged implements TaggedSentence {
  readonly #sentence: Sentence;
  readonly #wordsOf: (text: string) => Word[];
  readonly #progress: Progress;

  constructor(sentence: Sentence, wordsOf: (text: string) => Word[], progress: Progress) {
    this.#sentence = sentence;
    this.#wordsOf = wordsOf;
    this.#progress = progress;
  }

  get pieces(): Sentence['pieces'] {
    return this.#sentence.pieces;
  }

  get position(): number {
    return this.#sentence.position;
  }

  get speakerName(): string | null {
    return this.#sentence.speakerName;
  }

  get text(): string {
    // Whatever is found in a sentence begins with its text: looking at the next one is a step forward.
    this.#progress();
    return this.#sentence.text;
  }

  get wordCount(): number {
    return this.#sentence.wordCount;
  }

  get question(): boolean {
    return this.#sentence.question;
  }

  get broken(): boolean {
    return this.#sentence.broken;
  }

  get words(): readonly Word[] {
    return this.#wordsOf(this.text);
  }
}

function isContent(lemma: string, partOfSpeech: PartOfSpeech, stop: boolean): boolean {
  if (stop || !CONTENT.has(partOfSpeech) || lemma.length < 2) return false;
  return !FUNCTION_WORDS.has(lemma) && !GENERIC_WORDS.has(lemma);
}
