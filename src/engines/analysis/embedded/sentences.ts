import type { AnalysisLine } from '../analyser.ts';
import type { Evidence } from '../insight.ts';
import { type Progress, untold } from '../progress.ts';
import { cleanSentence } from './cleaning.ts';
import { countWords, hasWords } from './words.ts';

/** A verbatim piece of one input line. */
interface Piece {
  line: AnalysisLine;
  quote: string;
}

export interface Sentence {
  /** Usually one piece; more where a sentence goes on after another speaker's "mm-hmm". */
  pieces: Piece[];
  /** Position of the first piece's line in the input array. */
  position: number;
  speakerName: string | null;
  /** As it would be written; '' where only fillers were said. */
  text: string;
  wordCount: number;
  question: boolean;
  /** Broken off by the speaker, or left without an end. */
  broken: boolean;
}

/** Longest run kept as one sentence where a recogniser gave no punctuation, in words. */
const LONGEST_SENTENCE_WORDS = 80;
/** A sentence may go on after this many lines of other people. */
const LARGEST_INTERRUPTION_LINES = 2;
const ABBREVIATION =
  /(?:^|\s)(?:mr|mrs|ms|dr|prof|st|vs|etc|e\.g|i\.e|approx|inc|ltd|co|no|p\.m|a\.m|[A-Z])\.$/i;
/** "Dec. 7", "Fri. 4". */
const DATE_ABBREVIATION =
  /(?:^|\s)(?:mon|tues?|wed|thurs?|fri|sat|sun|jan|feb|mar|apr|aug|sept?|oct|nov|dec)\.\s\d$/i;
const QUESTION_OPENING =
  /^(?:(?:what|how|why|when|where|who|which)(?:'s|'re)? (?:is|are|was|were|do|does|did|can|could|will|would|should|about|many|much|long|often|kind)|(?:do|does|did|can|could|would|will|should|is|are|was|were|have|has) (?:you|we|they|he|she|it|i|a|an|there|this|that|the|your|our|anyone|anybody)) /i;

/** All sentences of the conversation in order, those that are interrupted and taken up again joined. */
export function splitConversation(lines: AnalysisLine[], progress: Progress = untold): Sentence[] {
  const sentences: Sentence[] = [];
  const openBySpeaker = new Map<string, Sentence>();
  const punctuated = isPunctuated(lines);
  lines.forEach((line, position) => {
    progress();
    const speaker = line.speakerName ?? '';
    splitLine(line.text).forEach((quote, order) => {
      const open = openBySpeaker.get(speaker);
      const goesOn = punctuated && order === 0 && open !== undefined && continues(open, quote, position);
      const piece = { line, quote };
      const sentence = goesOn ? open : startSentence(piece, position);
      if (goesOn) sentence.pieces.push(piece);
      else sentences.push(sentence);
      sentence.wordCount += countWords(quote);
      if (isOpen(quote) && sentence.wordCount < LONGEST_SENTENCE_WORDS) openBySpeaker.set(speaker, sentence);
      else openBySpeaker.delete(speaker);
    });
  });
  for (const sentence of sentences) {
    progress();
    complete(sentence);
  }
  return sentences;
}

/** Evidence of a sentence, one citation for each line it touches. */
export function citeSentence(sentence: Sentence): Evidence[] {
  return sentence.pieces.map(({ line, quote }) => ({
    sentenceIndex: line.index,
    speakerName: line.speakerName,
    start: line.start,
    end: line.end,
    quote,
  }));
}

/** Verbatim sentences of one line; pieces without a letter or digit are left out. */
export function splitLine(text: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const match of text.matchAll(/(?<![.?!…])[.?!…]+["')\]]*(?=\s|$)|\{disfmarker\}|\n+/g)) {
    const to = match.index + match[0].length;
    if (ABBREVIATION.test(text.slice(Math.max(0, to - 8), to)) && to < text.length) continue;
    if (DATE_ABBREVIATION.test(text.slice(Math.max(0, to - 8), to + 2))) continue;
    if (match[0] === '...' && /^\s+[a-z]/.test(text.slice(to, to + 3))) continue;
    pieces.push(text.slice(from, to));
    from = to;
  }
  pieces.push(text.slice(from));
  return pieces
    .flatMap(splitLongRun)
    .map((piece) => piece.trim())
    .filter(hasWords);
}

function splitLongRun(piece: string): string[] {
  if (piece.length < LONGEST_SENTENCE_WORDS * 3) return [piece];
  const ends: number[] = [];
  for (const { index } of piece.matchAll(/\s+/g)) ends.push(index);
  if (ends.length <= LONGEST_SENTENCE_WORDS * 1.5) return [piece];
  const parts: string[] = [];
  let from = 0;
  for (let i = LONGEST_SENTENCE_WORDS / 2; i < ends.length; i += LONGEST_SENTENCE_WORDS / 2) {
    const to = ends[i] ?? piece.length;
    parts.push(piece.slice(from, to));
    from = to;
  }
  return [...parts, piece.slice(from)];
}

function startSentence(piece: Piece, position: number): Sentence {
  return {
    pieces: [piece],
    position,
    speakerName: piece.line.speakerName,
    text: '',
    wordCount: 0,
    question: false,
    broken: false,
  };
}

/** Without full stops nothing tells a sentence that goes on from one that begins. */
function isPunctuated(lines: AnalysisLine[]): boolean {
  const longer = lines.filter((line) => line.text.length >= 20);
  const ended = longer.filter((line) => /[.?!…]["')\]\s]*$/.test(line.text));
  return ended.length >= longer.length / 2;
}

function continues(open: Sentence, quote: string, position: number): boolean {
  const lastLine = open.position + open.pieces.length - 1;
  return position - lastLine <= LARGEST_INTERRUPTION_LINES + 1 && /^(?:\{[^}]*\}\s*)*[a-z]/.test(quote);
}

function isOpen(quote: string): boolean {
  return !/[.?!…]["')\]]*$|\{disfmarker\}$/.test(quote);
}

function complete(sentence: Sentence): void {
  const raw = sentence.pieces.map((piece) => piece.quote).join(' ');
  sentence.text = cleanSentence(raw);
  const open = isOpen(raw);
  sentence.broken = /(?:\{disfmarker\}|-|…|\.\.\.)$/.test(raw);
  sentence.question = /\?["')\]]*$/.test(raw) || (open && QUESTION_OPENING.test(sentence.text));
  if (sentence.question) sentence.text = sentence.text.replace(/\.$/, '?');
}
