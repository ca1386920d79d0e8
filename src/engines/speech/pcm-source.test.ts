import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openPcm, type PcmPart } from './pcm-source.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'meetric-pcm-'));
  store('first', [1000, 2000, 3000, 4000]);
  store('late', [0, 1000, 2000, 3000, 4000]);
  store('inverted', [-1000, -2000, -3000, -4000]);
});
afterAll(() => rmSync(folder, { recursive: true }));

function store(name: string, samples: readonly number[]): void {
  writeFileSync(path.join(folder, name), Int16Array.from(samples));
}

type Part = Omit<PcmPart, 'path'> & { name: string };

test.each<[string, Part[], number[]]>([
  ['as it is', [{ name: 'first' }], [1000, 2000, 3000, 4000]],
  ['turned round', [{ name: 'first' }, { name: 'inverted', inverted: true }], [1000, 2000, 3000, 4000]],
  ['cancelled out', [{ name: 'first' }, { name: 'inverted' }], [0, 0, 0, 0]],
  ['shifted', [{ name: 'first' }, { name: 'late', delaySamples: 1 }], [1000, 2000, 3000, 4000]],
  [
    'shifted the other way',
    [{ name: 'late' }, { name: 'first', delaySamples: -1 }],
    [0, 1000, 2000, 3000, 4000],
  ],
])('%s', (_, parts, expected) => {
  const source = openPcm(parts.map(({ name, ...part }) => ({ ...part, path: path.join(folder, name) })));
  const whole = (samples: Float32Array): number[] =>
    [...samples].map((value) => Math.round(value * 32_768) + 0);
  expect(whole(source.read(0, 10))).toEqual(expected);
  expect(whole(source.read(2, 2))).toEqual(expected.slice(2, 4));
  source.close();
});
