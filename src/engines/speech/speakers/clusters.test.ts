import { describe, expect, it } from 'vitest';
import { groupVoices } from './clusters.ts';
import { type FrameStatistics, statisticsOf } from './gaussian.ts';

const width = 6;

// A deterministic scatter of normal shape: sums of hashed uniforms (mulberry32).
function scatter(seed: number): () => number {
  let state = seed;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  return () => (uniform() + uniform() + uniform() - 1.5) * 8;
}

function voice(offset: number, seconds: number, seed: number): FrameStatistics[] {
  const next = scatter(seed);
  return Array.from({ length: seconds }, () =>
    statisticsOf(
      Float32Array.from({ length: 100 * width }, (_, i) => next() + (i % 2 === 0 ? offset : -offset)),
      width,
    ),
  );
}

const one = voice(0, 20, 1);
const two = voice(8, 20, 2);
const three = voice(-8, 20, 3);

describe('groupVoices', () => {
  it.each<[string, FrameStatistics[], number | undefined, number]>([
    ['nothing said', [], undefined, 1],
    ['one second', one.slice(0, 1), undefined, 1],
    ['one voice', one, undefined, 1],
    ['two voices', [...one, ...two], undefined, 2],
    ['three voices', [...one, ...two, ...three], undefined, 3],
    ['one voice, told two', one, 2, 2],
    ['two voices, told one', [...one, ...two], 1, 1],
    ['told more than there are stretches', one.slice(0, 3), 5, 3],
  ])('%s', (_, stretches, wanted, expected) => {
    const { labels, count } = groupVoices(stretches, wanted);
    expect(count).toBe(expected);
    expect(labels).toHaveLength(stretches.length);
  });

  it('puts each voice into its own group, however they alternate', () => {
    const { labels } = groupVoices(one.flatMap((stretch, i) => [stretch, ...two.slice(i, i + 1)]));
    expect(labels).toEqual(one.flatMap(() => [labels[0], labels[1]]));
    expect(labels[0]).not.toBe(labels[1]);
  });
});
