import type { HeardSound, Memory } from './moonshine.ts';

/** A text as tokens, and how sure the network was of it. */
export interface Found {
  tokens: readonly number[];
  /** Mean logarithm of the probability of a token, the end included. */
  meanLogProbability: number;
}

export interface SearchOptions {
  beams: number;
  fewestTokens: number;
  mostTokens: number;
}

interface Hypothesis {
  tokens: readonly number[];
  logProbability: number;
  memory: Memory | undefined;
}

const startToken = 1;
const endToken = 2;
const longestCycle = 16;

// "0-0-0-0-0-0" is a number and "no, no, no" is an answer; a phrase is said three times at most.
const mostTimes = (cycle: number): number => (cycle <= 2 ? 6 : 3);

/** Whether a text with this token at its end would go in circles: the same once more than anybody says it. */
export function closesLoop(tokens: readonly number[], token: number): boolean {
  const at = (back: number): number | undefined => (back === 0 ? token : tokens[tokens.length - back]);
  for (let cycle = 1; cycle <= longestCycle; cycle += 1) {
    const compared = cycle * mostTimes(cycle);
    if (tokens.length + 1 < compared + cycle) continue;
    let same = true;
    for (let back = 0; same && back < compared; back += 1) same = at(back) === at(back + cycle);
    if (same) return true;
  }
  return false;
}

/** Logarithm of the sum of the exponents: what turns scores into probabilities. */
function logNorm(scores: Float32Array): number {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let sum = 0;
  // Below this a score adds less than a float can tell.
  const floor = highest - 20;
  for (const score of scores) if (score > floor) sum += Math.exp(score - highest);
  return highest + Math.log(sum);
}

function bestTokens(scores: Float32Array, count: number, allowed: (token: number) => boolean): number[] {
  const best: number[] = [];
  let least = Number.NEGATIVE_INFINITY;
  for (let token = 0; token < scores.length; token += 1) {
    const score = scores[token] ?? Number.NEGATIVE_INFINITY;
    if (score <= least || !allowed(token)) continue;
    let place = best.length;
    while (place > 0 && (scores[best[place - 1] ?? 0] ?? 0) < score) place -= 1;
    best.splice(place, 0, token);
    if (best.length > count) best.pop();
    if (best.length === count) least = scores[best.at(-1) ?? 0] ?? least;
  }
  return best;
}

const meanOf = ({ tokens, logProbability }: Hypothesis): number =>
  logProbability / Math.max(1, tokens.length);

function extensionsOf(sound: HeardSound, from: Hypothesis, options: SearchOptions): Hypothesis[] {
  const { scores, memory } = sound.step(from.tokens.at(-1) ?? startToken, from.memory);
  const norm = logNorm(scores);
  const mayEnd = from.tokens.length >= options.fewestTokens;
  const allowed = (token: number): boolean => (token === endToken ? mayEnd : !closesLoop(from.tokens, token));
  const found = bestTokens(scores, options.beams + (options.beams > 1 ? 1 : 0), allowed).map((token) => ({
    tokens: [...from.tokens, token],
    logProbability: from.logProbability + (scores[token] ?? 0) - norm,
    memory,
  }));
  for (const _ of found) sound.keep(memory);
  sound.drop(memory);
  return found;
}

function isSettled(ended: readonly Hypothesis[], open: readonly Hypothesis[], beams: number): boolean {
  if (ended.length < beams) return false;
  const [next] = open;
  return next === undefined || Math.max(...ended.map(meanOf)) > meanOf(next);
}

/** The likeliest text of a stretch of sound; one beam always takes the likeliest token. */
export function searchText(sound: HeardSound, options: SearchOptions): Found {
  const drop = ({ memory }: Hypothesis): void => void (memory && sound.drop(memory));
  let open: Hypothesis[] = [{ tokens: [], logProbability: 0, memory: undefined }];
  const ended: Hypothesis[] = [];
  for (let length = 0; length < options.mostTokens; length += 1) {
    const candidates = open.flatMap((hypothesis) => extensionsOf(sound, hypothesis, options));
    open.forEach(drop);
    candidates.sort((a, b) => b.logProbability - a.logProbability);
    open = [];
    for (const candidate of candidates) {
      const isEnd = candidate.tokens.at(-1) === endToken;
      if (open.length >= options.beams) drop(candidate);
      else if (!isEnd) open.push(candidate);
      else {
        drop(candidate);
        ended.push(candidate);
      }
    }
    if (isSettled(ended, open, options.beams) || open.length === 0) break;
  }
  open.forEach(drop);
  const [best] = (ended.length > 0 ? ended : open).toSorted((a, b) => meanOf(b) - meanOf(a));
  if (best === undefined) return { tokens: [], meanLogProbability: 0 };
  return {
    tokens: best.tokens.filter((token) => token !== endToken),
    meanLogProbability: meanOf(best),
  };
}
