import model from 'wink-eng-lite-web-model';
import winkNLP, { type PartOfSpeech, type TokenItsFunction } from 'wink-nlp';
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
  words: Word[];
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

/** The same sentences with their words tagged; "Okay." and its like, said over and over, are tagged once. */
export function tagSentences(sentences: Sentence[]): TaggedSentence[] {
  const tagged = new Map<string, Word[]>([['', []]]);
  return sentences.map((sentence) => {
    const words = tagged.get(sentence.text) ?? tagWords(sentence.text);
    tagged.set(sentence.text, words);
    return { ...sentence, words };
  });
}

function isContent(lemma: string, partOfSpeech: PartOfSpeech, stop: boolean): boolean {
  if (stop || !CONTENT.has(partOfSpeech) || lemma.length < 2) return false;
  return !FUNCTION_WORDS.has(lemma) && !GENERIC_WORDS.has(lemma);
}
