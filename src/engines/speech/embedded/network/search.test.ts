import { describe, expect, it } from 'vitest';
import type { HeardSound, Memory } from './moonshine.ts';
import { closesLoop, searchText } from './search.ts';

const end = 2;
const options = { beams: 1, fewestTokens: 0, mostTokens: 20 };

/** A network that scores tokens by what was said before; `held` counts memories that nobody has dropped. */
function scripted(scoresAfter: (said: readonly number[]) => Record<number, number>) {
  const said = new Map<Memory, readonly number[]>();
  const sound: HeardSound = {
    step(token, before) {
      const tokens = before === undefined ? [] : [...(said.get(before) ?? []), token];
      const scores = new Float32Array(10).fill(-50);
      for (const [id, score] of Object.entries(scoresAfter(tokens))) scores[Number(id)] = score;
      const memory = { own: [], holders: 1 };
      said.set(memory, tokens);
      return { scores, memory };
    },
    keep(memory) {
      memory.holders += 1;
    },
    drop(memory) {
      memory.holders -= 1;
      if (memory.holders === 0) said.delete(memory);
    },
    release() {},
  };
  return { sound, held: () => said.size };
}

describe('searchText', () => {
  it('does not end before the fewest tokens', () => {
    const early = scripted((said) => (said.length < 3 ? { [end]: 5, 4: 3, 5: 2 } : { [end]: 5 }));
    expect(searchText(early.sound, options).tokens).toEqual([]);
    expect(searchText(early.sound, { ...options, fewestTokens: 3 }).tokens).toEqual([4, 4, 4]);
    expect(early.held()).toBe(0);
  });

  // The first token looks better alone, the second leads to the likelier text.
  const garden = (said: readonly number[]): Record<number, number> => {
    if (said.length === 0) return { 4: 1, 5: 0.9 };
    if (said.length === 1) return said[0] === 4 ? { 6: 0, 7: 0, 8: 0, 9: 0 } : { 6: 9 };
    return { [end]: 9 };
  };
  it.each([
    [1, 4],
    [2, 5],
  ])('with %i beams begins with token %i', (beams, first) => {
    const network = scripted(garden);
    expect(searchText(network.sound, { ...options, beams }).tokens[0]).toBe(first);
    expect(network.held()).toBe(0);
  });

  it.each([1, 2])('does not go in circles with %i beams, and stops at the most tokens', (beams) => {
    const network = scripted((said) => ({
      4: said.length % 3 === 0 ? 9 : 0,
      5: said.length % 3 === 1 ? 9 : 0,
      6: 1,
    }));
    const { tokens } = searchText(network.sound, { ...options, beams, mostTokens: 18 });
    expect(tokens).toHaveLength(18);
    expect(tokens.slice(0, 9)).toEqual([4, 5, 6, 4, 5, 6, 4, 5, 6]);
    expect(tokens.slice(9, 12)).not.toEqual([4, 5, 6]);
    expect(network.held()).toBe(0);
  });
});

describe('closesLoop', () => {
  it.each<[string, number[], number, boolean]>([
    ['six times one token', [7, 7, 7, 7, 7], 7, false],
    ['seven times one token', [7, 7, 7, 7, 7, 7], 7, true],
    ['three times a phrase', [3, 4, 5, 3, 4, 5, 3, 4], 5, false],
    ['four times a phrase', [3, 4, 5, 3, 4, 5, 3, 4, 5, 3, 4], 5, true],
    ['nothing before', [], 7, false],
  ])('%s', (_, tokens, token, expected) => {
    expect(closesLoop(tokens, token)).toBe(expected);
  });
});
