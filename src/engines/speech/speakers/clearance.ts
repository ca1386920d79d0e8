import { descriptionCost, type FrameStatistics, joined, without } from './gaussian.ts';

const groupsOf = (
  stretches: readonly FrameStatistics[],
  labels: readonly number[],
  count: number,
): (FrameStatistics | undefined)[] => {
  const groups: (FrameStatistics | undefined)[] = Array.from({ length: count });
  for (const [i, stretch] of stretches.entries()) {
    const label = labels[i] ?? 0;
    const group = groups[label];
    groups[label] = group ? joined(group, stretch) : stretch;
  }
  return groups;
};

function costIn(group: FrameStatistics | undefined, stretch: FrameStatistics): number {
  if (!group || group.count === 0) return Number.POSITIVE_INFINITY;
  return descriptionCost(joined(group, stretch)) - descriptionCost(group) - descriptionCost(stretch);
}

/**
 * For each voice, how much worse the next best voice describes its stretches than the rest of its own does. It is a
 * mean, in natural log units for each frame. Infinite for a voice without a neighbour.
 */
export function clearances(
  stretches: readonly FrameStatistics[],
  labels: readonly number[],
  count: number,
): number[] {
  const groups = groupsOf(stretches, labels, count);
  const sums = groups.map(() => ({ total: 0, stretches: 0 }));
  for (const [i, stretch] of stretches.entries()) {
    const label = labels[i] ?? 0;
    const own = groups[label];
    const sum = sums[label];
    if (!own || !sum || stretch.count === 0 || own.count === stretch.count) continue;
    const others = groups.map((group, k) =>
      k === label ? Number.POSITIVE_INFINITY : costIn(group, stretch),
    );
    sum.total += (Math.min(...others) - costIn(without(own, stretch), stretch)) / stretch.count;
    sum.stretches += 1;
  }
  if (count < 2) return sums.map(() => Number.POSITIVE_INFINITY);
  return sums.map((sum) => (sum.stretches === 0 ? 0 : sum.total / sum.stretches));
}
