import { BOOST, DAMPENING_PAIRS, DEGREE, IDIOMS, NEGATIONS, VALENCES } from './vader-words.ts';

/*
 * VADER's rules (Hutto and Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media
 * Text", ICWSM-14), after vader-sentiment 1.1.3, Copyright 2018 Comcast Cable Communications Management, LLC,
 * Apache-2.0. Written again because the package builds a table of every word with every punctuation mark for each text.
 */

/** Capitals among words that have none add this. */
const SHOUTING = 0.733;
const NEGATION = -0.74;
/** A degree word counts for less the further it stands before. */
const DISTANCE_DISCOUNTS = [1, 0.95, 0.9];
const NORMALISING = 15;

const PUNCTUATION = '!"#$%&\'()*+,\\-./:;<=>?@[\\\\\\]^_`{|}~';
const MARKS = '[.!?,;:\'"-]|!!!?|\\?\\?\\??|\\?!\\?!?|!\\?!\\??';
const MARKED_WORD = new RegExp(
  `^(?:(?:${MARKS})([^${PUNCTUATION}]{2,})|([^${PUNCTUATION}]{2,})(?:${MARKS}))$`,
);

/** VADER's compound of a text, -1..1; exactly what vader-sentiment gives. */
export function vaderCompound(text: string): number {
  const words = text
    .split(/\s/)
    .filter((token) => token.length > 1)
    .map(withoutMark);
  const lower = words.map((word) => word.toLowerCase());
  let sum = 0;
  for (let at = 0; at < words.length; at++) {
    const valence = VALENCES.get(lower[at] ?? '');
    if (valence !== undefined && !isDegree(lower, at))
      sum += turned(inContext(valence, { words, lower, at }), words, at);
  }
  if (sum === 0) return 0;
  const emphasised = sum + Math.sign(sum) * emphasis(text);
  return Number((emphasised / Math.sqrt(emphasised * emphasised + NORMALISING)).toFixed(4));
}

/** Takes one mark (or a row of ! and ?) off a word's beginning or end, and leaves contractions and emoticons alone. */
function withoutMark(token: string): string {
  const marked = MARKED_WORD.exec(token);
  return marked?.[1] ?? marked?.[2] ?? token;
}

interface Place {
  words: string[];
  lower: string[];
  at: number;
}

function isDegree(lower: string[], at: number): boolean {
  const word = lower[at] ?? '';
  return DEGREE.has(word) || (word === 'kind' && lower[at + 1] === 'of');
}

/** A word's own valence as the three words before it change it. */
function inContext(own: number, place: Place): number {
  const { words, lower, at } = place;
  const shouts = isCapital(words[at] ?? '') && differsInCapitals(words);
  let valence = shouts ? own + (own > 0 ? SHOUTING : -SHOUTING) : own;
  for (let back = 1; back <= 3 && back <= at; back++) {
    if (VALENCES.has(lower[at - back] ?? '')) continue;
    valence += degreeOf(place, back, valence);
    valence *= negationBefore(words, at, back);
    if (back === 3) valence = throughIdiom(valence, words, at);
  }
  return isLeast(lower, at) ? valence * NEGATION : valence;
}

function degreeOf({ words, lower, at }: Place, back: number, valence: number): number {
  const degree = DEGREE.get(lower[at - back] ?? '');
  if (degree === undefined) return 0;
  const signed = valence < 0 ? -degree : degree;
  const shouts = isCapital(words[at - back] ?? '') && differsInCapitals(words);
  const loud = shouts ? signed + (valence > 0 ? SHOUTING : -SHOUTING) : signed;
  return loud * (DISTANCE_DISCOUNTS[back - 1] ?? 1);
}

/** The factor of a negation `back` words before; "never so good" praises. */
function negationBefore(words: string[], at: number, back: number): number {
  const stresses = (word: string | undefined) => word === 'so' || word === 'this';
  if (back === 2 && words[at - 2] === 'never' && stresses(words[at - 1])) return 1.5;
  if (back === 3 && words[at - 3] === 'never' && stresses(words[at - 2])) return 1.25;
  if (back === 3 && stresses(words[at - 1])) return 1.25;
  const word = words[at - back] ?? '';
  return NEGATIONS.has(word) || word.includes("n't") ? NEGATION : 1;
}

/** Idioms have a valence of their own; needs three words before. */
function throughIdiom(valence: number, words: string[], at: number): number {
  const pair = (from: number) => `${words[at + from]} ${words[at + from + 1]}`;
  const triple = (from: number) => `${pair(from)} ${words[at + from + 2]}`;
  const phrases = [triple(0), pair(0), pair(-1), triple(-2), pair(-2), triple(-3), pair(-3)];
  const idiom = phrases.find((phrase) => IDIOMS.has(phrase)) ?? '';
  const damped = DAMPENING_PAIRS.has(pair(-3)) || DAMPENING_PAIRS.has(pair(-2));
  return (IDIOMS.get(idiom) ?? valence) + (damped ? -BOOST : 0);
}

/** "Least" right before, but not "at least" or "very least". */
function isLeast(lower: string[], at: number): boolean {
  const before = lower[at - 2];
  return lower[at - 1] === 'least' && before !== 'at' && before !== 'very';
}

/** Words behind a "but" count for more than those before it. */
function turned(valence: number, words: string[], at: number): number {
  const small = words.indexOf('but');
  const but = small >= 0 ? small : words.indexOf('BUT');
  if (but < 0 || at === but) return valence;
  return valence * (at < but ? 0.5 : 1.5);
}

function isCapital(word: string): boolean {
  return /[A-Z]/.test(word) && !/[a-z]/.test(word);
}

function differsInCapitals(words: string[]): boolean {
  return words.some(isCapital) && !words.every(isCapital);
}

/** The weight of exclamation and question marks anywhere in the text. */
function emphasis(text: string): number {
  const exclamations = Math.min(4, text.split('!').length - 1);
  const questions = text.split('?').length - 1;
  const asking = questions > 3 ? 0.96 : questions > 1 ? questions * 0.18 : 0;
  return exclamations * 0.292 + asking;
}
