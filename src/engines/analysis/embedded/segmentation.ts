import type { TaggedSentence } from './english.ts';

/** Neighbouring sentences taken together, never ending inside an input line. */
interface Block {
  /** Position of its first line. */
  first: number;
  lemmas: string[];
  words: number;
  cue: boolean;
  /** Words of its first line: who opens a topic tends to speak at length. */
  openingWords: number;
}

const BLOCK_LEMMAS = 5;
/** A turn is cut only where it is longer than this many blocks. */
const MONOLOGUE_BLOCKS = 4;
/** The search is quadratic in blocks: longer conversations get larger blocks. */
const MOST_BLOCKS = 600;
/** Nats, the unit of the coding cost below: what an announcement ("moving on") is worth, and a segment that is too small costs. */
const CUE_GAIN = 5;
const LONG_OPENING = { gain: 5, words: 40 };
const SMALL_SEGMENT_COST = 20;
const SMALL_SEGMENT_SHARE = 0.05;
const SMOOTHING = 0.3;
const ANNOUNCEMENT =
  /\b(?:next|mov(?:e|ing) on|agenda|first(?:ly)?|second(?:ly)?|presentation|last meeting|this meeting|start (?:with|off)|hear from|turn to|shall we|any other|to sum|wrap|finally|as for|go through|talk about|discuss)\b/i;

/** Positions of the lines where a new topic starts, at most `cuts` of them, ascending; never 0. */
export function findTopicCuts(sentences: readonly TaggedSentence[], cuts: number): number[] {
  const blocks = buildBlocks(sentences);
  const wanted = Math.min(cuts, blocks.length - 1);
  if (wanted < 1) return [];
  return cheapestPartition(segmentCosts(blocks), wanted).map((block) => blocks[block]?.first ?? 0);
}

function buildBlocks(sentences: readonly TaggedSentence[]): Block[] {
  const lemmasOf = (sentence: TaggedSentence) =>
    sentence.words.filter((word) => word.content).map((word) => word.lemma);
  const total = sentences.reduce((sum, sentence) => sum + lemmasOf(sentence).length, 0);
  const size = Math.max(BLOCK_LEMMAS, Math.ceil(total / MOST_BLOCKS));
  const blocks: Block[] = [];
  let lastPosition = -1;
  let lastSpeaker: string | null | undefined;
  for (const sentence of sentences) {
    let block = blocks.at(-1);
    const lemmas = lemmasOf(sentence);
    const changesSpeaker = sentence.speakerName !== lastSpeaker || sentence.speakerName === null;
    const long = (block?.lemmas.length ?? 0) >= MONOLOGUE_BLOCKS * size;
    const opensLine = sentence.position > lastPosition && lemmas.length > 0 && (changesSpeaker || long);
    if (block === undefined || (block.lemmas.length >= size && opensLine)) {
      block = { first: sentence.position, lemmas: [], words: 0, cue: false, openingWords: 0 };
      blocks.push(block);
    }
    lastPosition = sentence.position;
    lastSpeaker = sentence.speakerName;
    if (sentence.position === block.first) block.openingWords += sentence.wordCount;
    block.lemmas.push(...lemmas);
    block.words += sentence.wordCount;
    block.cue ||= sentence.wordCount >= 5 && ANNOUNCEMENT.test(sentence.text);
  }
  return blocks.filter((block, order) => order === 0 || block.lemmas.length > 0);
}

/**
 * Cost of coding each run of blocks with its own word probabilities (Utiyama and Isahara 2001): cohesive runs are
 * cheap. `costs[i][j]` covers the blocks i up to and including j.
 */
function segmentCosts(blocks: Block[]): Float64Array[] {
  const { counted, vocabulary, total: all } = countLemmas(blocks);
  const gains = Float64Array.from({ length: all + 1 }, (_, count) => count * Math.log(count + SMOOTHING));
  const small = SMALL_SEGMENT_SHARE * blocks.reduce((sum, block) => sum + block.words, 0);
  return blocks.map((start, i) => {
    const costs = new Float64Array(blocks.length).fill(Number.POSITIVE_INFINITY);
    const counts = new Int32Array(vocabulary);
    let coded = 0;
    let total = 0;
    let words = 0;
    const opening = openingGain(start);
    for (let j = i; j < blocks.length; j++) {
      const lemmas = counted[j] ?? NO_LEMMAS;
      for (let at = 0; at < lemmas.ids.length; at++) {
        const id = lemmas.ids[at] ?? 0;
        const before = counts[id] ?? 0;
        const after = before + (lemmas.counts[at] ?? 0);
        counts[id] = after;
        coded += (gains[after] ?? 0) - (gains[before] ?? 0);
      }
      total += blocks[j]?.lemmas.length ?? 0;
      words += blocks[j]?.words ?? 0;
      const tooSmall = Math.max(0, SMALL_SEGMENT_COST * (1 - words / small));
      costs[j] = total * Math.log(total + SMOOTHING * vocabulary) - coded + tooSmall - opening;
    }
    return costs;
  });
}

/** The different lemmas of a block by number, and how often each is in it. */
interface CountedLemmas {
  ids: Int32Array;
  counts: Int32Array;
}

const NO_LEMMAS: CountedLemmas = { ids: new Int32Array(0), counts: new Int32Array(0) };

function countLemmas(blocks: Block[]): { counted: CountedLemmas[]; vocabulary: number; total: number } {
  const ids = new Map<string, number>();
  let total = 0;
  const counted = blocks.map(({ lemmas }) => {
    const counts = new Map<number, number>();
    for (const lemma of lemmas) {
      const id = ids.get(lemma) ?? ids.size;
      ids.set(lemma, id);
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
    total += lemmas.length;
    return { ids: Int32Array.from(counts.keys()), counts: Int32Array.from(counts.values()) };
  });
  return { counted, vocabulary: ids.size, total };
}

function openingGain(block: Block): number {
  return (
    (block.cue ? CUE_GAIN : 0) + LONG_OPENING.gain * Math.min(1, block.openingWords / LONG_OPENING.words)
  );
}

/** Blocks that open the second and later of `cuts + 1` segments in the cheapest division. */
function cheapestPartition(costs: Float64Array[], cuts: number): number[] {
  const count = costs.length;
  let best = Float64Array.from({ length: count }, (_, end) => costs[0]?.[end] ?? 0);
  const openings: Int32Array[] = [];
  for (let cut = 1; cut <= cuts; cut++) {
    const next = new Float64Array(count).fill(Number.POSITIVE_INFINITY);
    const opening = new Int32Array(count);
    for (let start = cut; start < count; start++) {
      const before = best[start - 1] ?? Number.POSITIVE_INFINITY;
      const row = costs[start];
      for (let end = start; end < count; end++) {
        const cost = before + (row?.[end] ?? 0);
        if (cost >= (next[end] ?? 0)) continue;
        next[end] = cost;
        opening[end] = start;
      }
    }
    openings.push(opening);
    best = next;
  }
  return traceBack(openings, count - 1);
}

function traceBack(openings: Int32Array[], last: number): number[] {
  const starts: number[] = [];
  let end = last;
  for (const opening of openings.toReversed()) {
    const start = opening[end] ?? 0;
    starts.unshift(start);
    end = start - 1;
  }
  return starts;
}
