export interface SeededChoice {
  /** From 0 up to but not including 1. */
  fraction(): number;
  pick<T>(from: readonly T[]): T;
}

/** Takes a seed; gives the same choices for it every time (mulberry32). */
export function seededChoice(seed: number): SeededChoice {
  let state = seed >>> 0;
  const fraction = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return { fraction, pick: (from) => at(from, Math.floor(fraction() * from.length)) };
}

/** Takes a list that has entries; gives the one at the index, counted round. */
export function at<T>(list: readonly T[], index: number): T {
  const found = list[index % list.length];
  if (found === undefined) throw new Error('A choice from an empty list');
  return found;
}
