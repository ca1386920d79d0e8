import { expect, test } from 'vitest';
import { emptiedIn } from './emptied.ts';
import { planted, plants } from './plants.ts';

test.each(plants.map((plant) => [plant.why, plant] as const))('%s: its place is found', (_, plant) => {
  expect(planted(plant).text).not.toBe('');
});

test('what is exported is emptied, each by itself, and gives the plainest value of its type', () => {
  const text = `export function isFree(n: number): boolean { return n > 0; }
export async function names(): Promise<string[]> { return ['a']; }
export const later = (): Promise<void> => work();
export class Gate { #count = 0; enter(): void { this.#count += 1; } get busy(): number { return this.#count; } }
function own(): number { return 1; }
`;
  const emptied = emptiedIn('gate.ts', text);
  expect(emptied.map(({ name }) => name)).toEqual(['isFree', 'names', 'later', 'Gate.enter', 'Gate.busy']);
  const bodies = [
    '{ return false; }',
    '{ return []; }',
    '{ return Promise.resolve(); }',
    'enter(): void {  }',
    '{ return 0; }',
  ];
  for (const [at, body] of bodies.entries()) expect(emptied[at]?.text).toContain(body);
});
