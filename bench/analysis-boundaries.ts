/** Turns either side of a human cut that still count as a hit: 2 % of the meeting's turns, at least 3. */
export function boundaryToleranceTurns(turns: number): number {
  return Math.max(3, Math.round(turns * 0.02));
}

/** F1 x 100 of cuts against human topic starts; every human start is matched by at most one cut, nearest pairs first. */
export function boundaryF1(cuts: number[], human: number[], tolerance: number): number {
  const pairs = cuts
    .flatMap((cut) => human.map((start) => ({ cut, start, gap: Math.abs(cut - start) })))
    .filter((pair) => pair.gap <= tolerance)
    .sort((a, b) => a.gap - b.gap);
  const usedCuts = new Set<number>();
  const usedStarts = new Set<number>();
  for (const { cut, start } of pairs) {
    if (usedCuts.has(cut) || usedStarts.has(start)) continue;
    usedCuts.add(cut);
    usedStarts.add(start);
  }
  return cuts.length + human.length === 0 ? 100 : (200 * usedStarts.size) / (cuts.length + human.length);
}

/** `count` cuts that divide the turns into equal parts. */
export function evenCuts(turns: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => Math.round(((i + 1) * turns) / (count + 1)));
}

/** Mean F1 of `rounds` sets of distinct uniformly drawn cuts, from a seeded generator. */
export function randomCutsF1(
  turns: number,
  count: number,
  judge: (cuts: number[]) => number,
  rounds = 500,
): number {
  const random = seededRandom(20260603);
  let sum = 0;
  for (let round = 0; round < rounds; round++) {
    const cuts = new Set<number>();
    while (cuts.size < Math.min(count, turns - 1)) cuts.add(1 + Math.floor(random() * (turns - 1)));
    sum += judge([...cuts]);
  }
  return sum / rounds;
}

/** Mulberry32: small, seeded, evenly spread; values in 0..1. */
function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
