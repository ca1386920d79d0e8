/** Told at each small step of an analysis, so that one that works on is known from one that is stuck. */
export type Progress = () => void;

export const untold: Progress = () => {};

/** Steps per character of text: an analysis looks at each sentence a few dozen times, and none is shorter than two. */
const MOST_STEPS_PER_CHARACTER = 50;
const FEWEST_STEPS = 100_000;

/** How many steps an analysis of so much text can take. One that goes on longer makes no progress. */
export function mostSteps(characters: number): number {
  return FEWEST_STEPS + MOST_STEPS_PER_CHARACTER * characters;
}

/** Counts steps in memory that another thread sees, up to `most` of them. */
export function countInto(shared: SharedArrayBuffer, most: number): Progress {
  const count = new Int32Array(shared);
  let steps = 0;
  return () => {
    steps++;
    if (steps <= most) Atomics.add(count, 0, 1);
  };
}

/** Reads what `countInto` counts. */
export function stepsIn(shared: SharedArrayBuffer): number {
  return Atomics.load(new Int32Array(shared), 0);
}

export function sharedSteps(): SharedArrayBuffer {
  return new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT);
}
