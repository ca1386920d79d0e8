import { type LevelLikenesses, measureLevels } from './level-likeness.ts';
import { type Likenesses, measureLikenesses } from './line-likeness.ts';
import { isMixOf, mixShares } from './line-mix.ts';
import type { PcmSource } from './pcm-source.ts';

/** A channel of a line that is made of several. */
type LineMember = {
  /** Of the channels that were compared. */
  index: number;
  inverted: boolean;
  delaySamples: number;
};

/** Channels that carry the same voices; heard apart, every sentence would be written twice. */
export type HeardLine = { members: readonly LineMember[] };

export type LinePlan = {
  lines: readonly HeardLine[];
  /** Channels that are the sum of others, whose words are on those. */
  mixes: readonly number[];
};

// Two telephone lines correlate below 0.1; a room recorded in stereo, or one voice on both sides, above 0.6.
const alike = 0.4;
// Left and right of a sound in the middle, or one sound encoded twice.
const identical = 0.95;
// The loudness of one voice on two microphones that stand apart goes together by 0.71 and more. That of two people
// does by 0.48 where each is heard at a third on the other's line, else by less than 0.1.
const levelsAlike = 0.6;

/** Which channels are lines of their own, and which are one. */
export function planLines(sources: readonly PcmSource[]): LinePlan {
  if (sources.length < 2) return eachAlone(sources);
  const likenesses = measureLikenesses(sources);
  const twins = groupAlike([...sources.keys()], identical, likenesses);
  // Of channels that are the same, one is compared with the others.
  const twinsOf = new Map(twins.map((group) => [loudestOf(group, likenesses), group]));
  const mixes: number[] = [];
  for (;;) {
    const left = [...twinsOf.keys()].filter((index) => !mixes.includes(index));
    const groups = groupAlike(left, alike, likenesses);
    const mix = groups.flatMap((group) => findMix(group, sources, likenesses) ?? [])[0];
    const all = (indexes: readonly number[]): number[] =>
      indexes.flatMap((index) => twinsOf.get(index) ?? []).sort((first, second) => first - second);
    if (mix === undefined) {
      const lines = spacedApart(groups, sources, likenesses).map((group) =>
        joinGroup(all(group), likenesses),
      );
      return { lines, mixes: all(mixes) };
    }
    mixes.push(mix);
  }
}

/** Each channel is a line of its own. */
export function eachAlone(channels: readonly unknown[]): LinePlan {
  const lines = [...channels.keys()].map((index) => ({
    members: [{ index, inverted: false, delaySamples: 0 }],
  }));
  return { lines, mixes: [] };
}

/** Channels that are alike, directly or by way of others, in the order of their first. */
function groupAlike(channels: readonly number[], least: number, { between }: Likenesses): number[][] {
  const groups: number[][] = [];
  const left = new Set(channels);
  for (const start of channels) {
    if (!left.delete(start)) continue;
    const group = [start];
    for (const member of group) {
      for (const other of left) {
        if (Math.abs(between(member, other).correlation) <= least) continue;
        left.delete(other);
        group.push(other);
      }
    }
    groups.push(group);
  }
  return groups;
}

/**
 * Groups without those that carry the voices of another one from a microphone that stands apart. Their echoes would
 * blur each other, so the clearest is heard alone.
 */
function spacedApart(
  groups: readonly number[][],
  sources: readonly PcmSource[],
  likenesses: Likenesses,
): number[][] {
  if (groups.length < 2) return [...groups];
  const levels = measureLevels(sources);
  const kept: number[][] = [];
  for (const group of groups) {
    const line = loudestOf(group, likenesses);
    const same = kept.findIndex((other) => levels.between(loudestOf(other, likenesses), line) >= levelsAlike);
    if (same < 0) kept.push(group);
    else kept[same] = clearerOf(kept[same] ?? group, group, { levels, likenesses });
  }
  return kept;
}

function clearerOf(
  first: number[],
  second: number[],
  { levels, likenesses }: { levels: LevelLikenesses; likenesses: Likenesses },
): number[] {
  const range = (group: readonly number[]): number => levels.rangeDb(loudestOf(group, likenesses));
  return range(second) > range(first) ? second : first;
}

// A recorder that keeps each source by itself often keeps their sum too.
function findMix(
  group: readonly number[],
  sources: readonly PcmSource[],
  likenesses: Likenesses,
): number | undefined {
  if (group.length < 3) return undefined;
  return group.find((candidate) => {
    const others = group.filter((index) => index !== candidate);
    const shares = mixShares(candidate, others, likenesses.product);
    const mix = sources[candidate];
    const parts = others.flatMap((index) => sources[index] ?? []);
    return shares !== null && mix !== undefined && isMixOf(mix, parts, shares);
  });
}

/** The loudest of a group as it is, the others turned and shifted to fit it. */
function joinGroup(group: readonly number[], likenesses: Likenesses): HeardLine {
  const { between } = likenesses;
  const first = loudestOf(group, likenesses);
  const joined = new Map<number, LineMember>([[first, { index: first, inverted: false, delaySamples: 0 }]]);
  for (const member of joined.values()) {
    for (const index of group) {
      const { correlation, delaySamples } = between(index, member.index);
      if (joined.has(index) || Math.abs(correlation) <= alike) continue;
      joined.set(index, {
        index,
        inverted: correlation < 0 !== member.inverted,
        delaySamples: member.delaySamples + delaySamples,
      });
    }
  }
  return { members: [...joined.values()].sort((a, b) => a.index - b.index) };
}

function loudestOf(group: readonly number[], { product }: Likenesses): number {
  const energy = (index: number): number => product(index, index);
  return group.reduce((loudest, index) => (energy(index) > energy(loudest) ? index : loudest));
}
