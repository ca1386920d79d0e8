import { descriptionCost, type FrameStatistics, joined } from './gaussian.ts';

export interface Grouping {
  /** Group of every stretch, in their order. */
  labels: readonly number[];
  count: number;
  /** How far the two nearest groups stand apart; infinite for a single group. */
  separation: number;
}

/** Most groups that are looked for without being told. */
const mostGroups = 6;

// Measured: one reader's prompts, alone or by the dozen, reach 1.34. Two people on one line or in one room reach
// 1.46 and more, two recordings joined 5 and more.
export const leastSeparation = 1.4;
// Groups are chosen to differ, so a second description must pay for itself and half again.
const priceFactor = 1.5;

interface Node {
  members: readonly number[];
  statistics: FrameStatistics;
  cost: number;
}

interface Cut {
  groups: readonly (readonly number[])[];
  /** The loss for each frame of joining the next two groups, the price of a second description taken off. */
  separation: number;
}

const nodeOf = (members: readonly number[], statistics: FrameStatistics): Node => ({
  members,
  statistics,
  cost: descriptionCost(statistics),
});

/** The loss of one description for both against one for each. */
function joinCost(a: Node, b: Node): number {
  return descriptionCost(joined(a.statistics, b.statistics)) - a.cost - b.cost;
}

// Bayesian information criterion: parameters of a second distribution, paid for in half logs of the frames.
function secondDescription(width: number, frames: number): number {
  return ((width + (width * (width + 1)) / 2) / 2) * Math.log(Math.max(2, frames));
}

class Tree {
  readonly #nodes: (Node | undefined)[];
  readonly #costs: Float64Array[];

  constructor(stretches: readonly FrameStatistics[]) {
    this.#nodes = stretches.map((statistics, i) => nodeOf([i], statistics));
    this.#costs = this.#nodes.map(() => new Float64Array(stretches.length).fill(Number.POSITIVE_INFINITY));
    for (let i = 0; i < stretches.length; i += 1) this.#measure(i, i + 1);
  }

  groups(): (readonly number[])[] {
    return this.#nodes.flatMap((node) => (node ? [node.members] : []));
  }

  nearest(): { a: number; b: number; cost: number } {
    let best = { a: 0, b: 0, cost: Number.POSITIVE_INFINITY };
    for (const [a, row] of this.#costs.entries()) {
      if (!this.#nodes[a]) continue;
      for (let b = a + 1; b < row.length; b += 1) {
        const cost = row[b] ?? Number.POSITIVE_INFINITY;
        if (cost < best.cost) best = { a, b, cost };
      }
    }
    return best;
  }

  /** Frames that two groups can disagree about: those of the smaller, or half of each of two equals. */
  sharedFrames(a: number, b: number): number {
    const [first, second] = [this.#nodes[a]?.statistics.count ?? 0, this.#nodes[b]?.statistics.count ?? 0];
    return Math.max(1, (first * second) / Math.max(1, first + second));
  }

  join(a: number, b: number): void {
    const [first, second] = [this.#nodes[a], this.#nodes[b]];
    if (!first || !second) return;
    this.#nodes[a] = nodeOf(
      [...first.members, ...second.members],
      joined(first.statistics, second.statistics),
    );
    this.#nodes[b] = undefined;
    for (const row of this.#costs) row[b] = Number.POSITIVE_INFINITY;
    this.#measure(a, 0);
  }

  #measure(a: number, from: number): void {
    const node = this.#nodes[a];
    for (let b = from; b < this.#nodes.length; b += 1) {
      const other = this.#nodes[b];
      if (!node || !other || a === b) continue;
      const row = this.#costs[Math.min(a, b)];
      if (row) row[Math.max(a, b)] = joinCost(node, other);
    }
  }
}

/** Joins the most alike again and again; gives the last few states, by number of groups. */
function joinAlike(stretches: readonly FrameStatistics[], most: number): Map<number, Cut> {
  const frames = stretches.reduce((sum, stretch) => sum + stretch.count, 0);
  const price = secondDescription(stretches[0]?.sums.length ?? 0, frames);
  const tree = new Tree(stretches);
  const cuts = new Map<number, Cut>();
  for (let left = stretches.length; left >= 1; left -= 1) {
    const { a, b, cost } = tree.nearest();
    const separation = (cost - priceFactor * price) / tree.sharedFrames(a, b);
    if (left <= most) cuts.set(left, { groups: tree.groups(), separation });
    tree.join(a, b);
  }
  return cuts;
}

/** Groups stretches by voice: `wanted` groups if told, else as many as stand clearly apart, else one. */
export function groupVoices(stretches: readonly FrameStatistics[], wanted?: number): Grouping {
  const most = Math.min(stretches.length, wanted ?? mostGroups);
  const cuts = joinAlike(stretches, Math.max(1, most));
  let count = wanted === undefined ? 1 : Math.max(1, most);
  if (wanted === undefined) {
    while (count < most && (cuts.get(count + 1)?.separation ?? 0) >= leastSeparation) count += 1;
  }
  const cut = cuts.get(count);
  const labels = stretches.map(() => 0);
  for (const [label, members] of (cut?.groups ?? []).entries())
    for (const member of members) labels[member] = label;
  return { labels, count, separation: count > 1 ? (cut?.separation ?? 0) : Number.POSITIVE_INFINITY };
}
