import type { Insight } from '../../src/engines/analysis/insight.ts';
import type { Labelled, LabelledAction } from './labelled.ts';

/** Counts that add up over conversations. */
export interface Score {
  /** Marked by people. */
  marked: number;
  /** Of these the found ones. */
  recalled: number;
  found: number;
  /** Of these the right ones. */
  right: number;
}

/** Shares x 100. */
export interface Rates {
  precision: number;
  recall: number;
  f1: number;
}

/** Findings and marks are the same where they name a line in common. */
export function scoreLines(
  found: readonly (readonly number[])[],
  marked: readonly (readonly number[])[],
): Score {
  const all = (lines: readonly (readonly number[])[]) => new Set(lines.flat());
  const [saidFound, saidMarked] = [all(found), all(marked)];
  return {
    marked: marked.length,
    recalled: marked.filter((lines) => lines.some((line) => saidFound.has(line))).length,
    found: found.length,
    right: found.filter((lines) => lines.some((line) => saidMarked.has(line))).length,
  };
}

/** All conversations together: each finding counts alike, whatever conversation it is from. */
export function pooled(scores: readonly Score[]): Rates {
  const sum = (key: keyof Score) => scores.reduce((total, score) => total + score[key], 0);
  const precision = share(sum('right'), sum('found'));
  const recall = share(sum('recalled'), sum('marked'));
  return {
    precision,
    recall,
    f1: precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall),
  };
}

/** Share x 100; of nothing it is 0. */
export function share(part: number, whole: number): number {
  return whole === 0 ? 0 : (100 * part) / whole;
}

export function linesOf({ evidence }: Insight): number[] {
  return evidence.map(({ sentenceIndex }) => sentenceIndex);
}

/** The baseline of questions: lines with a question mark. */
export function questionMarks({ input }: Labelled): number[][] {
  return input.lines.flatMap(({ index, text }) => (text.includes('?') ? [[index]] : []));
}

/** Pairs of a found action and the marked one that it speaks of. */
export function actionPairs(
  insights: readonly Insight[],
  actions: readonly LabelledAction[],
): { found: Extract<Insight, { type: 'action_item' }>; marked: LabelledAction }[] {
  return insights.flatMap((found) => {
    if (found.type !== 'action_item') return [];
    const marked = actions.find(({ lines }) => lines.some((line) => linesOf(found).includes(line)));
    return marked ? [{ found, marked }] : [];
  });
}
