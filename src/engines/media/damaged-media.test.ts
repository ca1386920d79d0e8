import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as tones from '../../../testing/media/telephone-tones.ts';
import { programRoot } from '../../base/program.ts';
import { decodeMedia } from './decode.ts';
import { probeMedia } from './media-info.ts';

const fixtures = path.join(programRoot, 'testing/media/fixtures');
const names = (await readdir(fixtures)).filter((name) => name !== 'README.md');
const telephone: Readonly<Record<string, Buffer>> = {
  'tone.amr': tones.amrNarrowTone,
  'tone.awb': tones.amrWideTone,
  'tone.gsm': tones.gsmTone,
  'tone.g722': tones.g722Tone,
  'gsm.wav': tones.gsmWavTone,
  'ima.wav': tones.imaAdpcmTone,
  'microsoft.wav': tones.microsoftAdpcmTone,
};
const longestSeconds = 60;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-damaged-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

// Numerical Recipes' linear congruential generator: the same damage in every run.
function seededFractions(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

function damage(bytes: Buffer, kind: number, next: () => number): Buffer {
  const copy = Buffer.from(bytes);
  const at = Math.floor(next() * copy.length);
  if (kind === 0) return copy.subarray(0, at);
  if (kind === 1) return Buffer.concat([copy.subarray(0, at), copy.subarray(at + Math.floor(next() * 400))]);
  const reach = kind === 2 ? copy.length : Math.min(300, copy.length);
  for (let count = 0; count < 10; count += 1) copy[Math.floor(next() * reach)] = Math.floor(next() * 256);
  return copy;
}

test.each([...names, ...Object.keys(telephone)])('damaged %s ends in a named outcome', async (name) => {
  const whole = telephone[name] ?? (await readFile(path.join(fixtures, name)));
  const next = seededFractions(name.length * 7919);
  for (let round = 0; round < 4; round += 1) {
    const file = path.join(folder, name);
    await writeFile(file, damage(whole, round, next));
    expect(['media', 'refused']).toContain((await probeMedia(file)).kind);
    const decoding = decodeMedia(file, { sampleRate: 16_000, channels: 'split', maxSeconds: longestSeconds });
    let samples = 0;
    for await (const block of decoding) samples += block[0]?.length ?? 0;
    expect(['decoded', 'refused']).toContain(decoding.outcome()?.kind);
    expect(samples).toBeLessThanOrEqual((longestSeconds + 2) * 16_000);
  }
});

test('random bytes are no recording', async () => {
  const next = seededFractions(42);
  for (let round = 0; round < 20; round += 1) {
    const file = path.join(folder, 'random.mp3');
    await writeFile(file, Buffer.from(Array.from({ length: 40_000 }, () => Math.floor(next() * 256))));
    expect(await probeMedia(file)).toMatchObject({ kind: 'refused', code: 'not_media' });
  }
});
