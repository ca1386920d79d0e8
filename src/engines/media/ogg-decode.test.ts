import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  oggBytes,
  oggStream,
  opusFrameSamples,
  opusHeads,
  packetsOf,
  type TestPage,
} from '../../../testing/media/ogg-stream.ts';
import { delayPages } from '../../../testing/media/ogg-walked.ts';
import { amplitudeAt, joinBlocks } from '../../../testing/media/tones.ts';
import { programRoot } from '../../base/program.ts';
import { type DecodeOutcome, decodeMedia } from './decode.ts';
import { meterFor, readOggHead } from './ogg-codec.ts';
import type { OggPacket } from './ogg-timeline.ts';

const rate = 16_000;
const fixtures = path.join(programRoot, 'testing/media/fixtures');
const call = path.join(programRoot, 'demo/call/call.ogg');
const samples = path.join(programRoot, '../shared/samples/inputs');

let folder = '';
/** The first ten seconds of the shipped call. */
let speech: OggPacket[] = [];
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-ogg-'));
  const [, , ...packets] = await packetsOf(call);
  speech = packets.slice(0, 500).map((bytes) => ({ bytes, samples: opusFrameSamples }));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Decoded = {
  sound: Float32Array;
  seconds: number;
  outcome: DecodeOutcome | null;
};

async function decodeFile(file: string): Promise<Decoded> {
  const decoding = decodeMedia(file, { sampleRate: rate, channels: 'mix' });
  const blocks: Float32Array[] = [];
  for await (const [block = new Float32Array(0)] of decoding) blocks.push(block);
  const sound = joinBlocks(blocks);
  return { sound, seconds: sound.length / rate, outcome: decoding.outcome() };
}

async function decode(bytes: Uint8Array): Promise<Decoded> {
  const file = path.join(folder, 'decoded.ogg');
  await writeFile(file, bytes);
  return decodeFile(file);
}

/** The stream of a file with the durations of its packets, ready to be put on other pages. */
async function streamOf(name: string): Promise<{ heads: Uint8Array[]; packets: OggPacket[] }> {
  const all = await packetsOf(path.join(fixtures, name));
  const head = readOggHead(all[0] ?? new Uint8Array(0));
  if (!('rate' in head)) throw new Error(`${name} has no sound`);
  const meter = meterFor(head);
  const heads: Uint8Array[] = [];
  const packets: OggPacket[] = [];
  for (const bytes of all) {
    const measured = meter.measure(bytes);
    if (typeof measured === 'number') packets.push({ bytes, samples: measured });
    else heads.push(bytes);
  }
  return { heads, packets };
}

/** How alike two sounds are, 1 being the same. */
function likeness(first: Float32Array, second: Float32Array): number {
  let [product, firstPower, secondPower] = [0, 0, 0];
  first.forEach((value, index) => {
    const other = second[index] ?? 0;
    product += value * other;
    firstPower += value * value;
    secondPower += other * other;
  });
  return product / Math.sqrt(firstPower * secondPower);
}

describe('Opus', () => {
  const plain = (): TestPage[] => oggStream(opusHeads(), speech);

  test('other pages and a late first granule change no sample', async () => {
    const whole = await decode(oggBytes(plain()));
    const shape = { cuts: [3, 1, 255, 40], firstGranule: 2 ** 40 + 77 };
    const cut = await decode(oggBytes(oggStream(opusHeads(), speech, shape)));
    expect(whole.seconds).toBe(10);
    expect(cut.sound).toEqual(whole.sound);
    expect(cut.outcome).toMatchObject({ kind: 'decoded', truncated: false, notices: [] });
  });

  test('a pause is silence, and what follows is as it was', async () => {
    const whole = await decode(oggBytes(plain()));
    const paused = await decode(oggBytes(delayPages(plain(), 4, 5 * 48_000)));
    expect(paused.seconds).toBe(15);
    expect(paused.sound.subarray(4 * rate, 9 * rate).every((sample) => sample === 0)).toBe(true);
    expect(paused.sound.subarray(9 * rate)).toEqual(whole.sound.subarray(4 * rate));
    expect(paused.outcome).toMatchObject({
      notices: [{ code: 'media_gap_silent', count: 1, firstPlace: '0:04.0' }],
    });
  });

  test('a lost page is silence, and what follows is at its own time', async () => {
    const whole = await decode(oggBytes(plain()));
    const lost = await decode(oggBytes(plain().filter((page) => page.sequence !== 6)));
    expect(lost.seconds).toBe(10);
    expect(lost.sound.subarray(4 * rate, 5 * rate).every((sample) => sample === 0)).toBe(true);
    expect(likeness(lost.sound.subarray(5.5 * rate), whole.sound.subarray(5.5 * rate))).toBeGreaterThan(0.95);
    expect(lost.outcome).toMatchObject({
      truncated: false,
      notices: [{ code: 'media_part_lost', count: 1, firstPlace: '0:04.0' }],
    });
  });

  test('packets that are damaged are silence at their place and are told', async () => {
    // An Opus packet of two frames of one size has an odd length.
    const broken = speech.map((packet, index) => {
      return index < 300 || index >= 320 ? packet : { ...packet, bytes: Uint8Array.of(0x41, 0, 0, 0) };
    });
    const { seconds, sound, outcome } = await decode(oggBytes(oggStream(opusHeads(), broken)));
    expect(seconds).toBe(10);
    expect(sound.subarray(6 * rate, 6.4 * rate).every((sample) => sample === 0)).toBe(true);
    const whole = await decode(oggBytes(plain()));
    expect(likeness(sound.subarray(6.8 * rate), whole.sound.subarray(6.8 * rate))).toBeGreaterThan(0.95);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, damagedParts: 20 });
    expect(outcome?.kind === 'decoded' && outcome.notices).toEqual([
      { code: 'media_part_lost', count: 20, firstPlace: '0:06.0' },
    ]);
  });

  test('where much cannot be decoded the recording counts as cut off', async () => {
    const broken = speech.map((packet, index) => {
      return index % 4 > 0 ? packet : { ...packet, bytes: Uint8Array.of(0x41, 0, 0, 0) };
    });
    const { seconds, outcome } = await decode(oggBytes(oggStream(opusHeads(), broken)));
    expect(seconds).toBe(10);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: true });
    expect(outcome?.kind === 'decoded' && outcome.notices).toContainEqual({
      code: 'media_short',
      count: 3,
      firstPlace: null,
    });
  });
});

describe.each([
  ['tone-vorbis.ogg', 4096],
  ['tone-flac.ogg', 4608],
])('%s', (name, longest) => {
  const repeated = async (): Promise<{ pages: TestPage[]; sampleRate: number; seconds: number }> => {
    const { heads, packets } = await streamOf(name);
    const sound = Array.from({ length: 8 }, () => packets).flat();
    const head = readOggHead(heads[0] ?? new Uint8Array(0));
    const sampleRate = 'rate' in head ? head.rate : 0;
    // Vorbis packets overlap the one before, so that the first of a run counts from the second time on.
    const [before, after] = [packets.at(-1)?.samples ?? 0, packets[1]?.samples ?? 0];
    const seam = name.includes('vorbis') ? Math.max(before, after) : 0;
    const placed = sound.map((packet) => {
      return packet.samples === 0 && packet !== sound[0] ? { ...packet, samples: seam } : packet;
    });
    const seconds = placed.reduce((sum, packet) => sum + packet.samples, 0) / sampleRate;
    return { pages: oggStream(heads, placed, { cuts: [5] }), sampleRate, seconds };
  };

  test('pauses and lost pages are silence of their time', async () => {
    const { pages, sampleRate, seconds } = await repeated();
    const heads = pages.filter(({ granule }) => granule === 0).length;
    const late = pages.map((page, index) => {
      return index < heads + 6 ? page : { ...page, granule: (page.granule ?? 0) + 3 * sampleRate };
    });
    const whole = await decode(oggBytes(pages));
    const paused = await decode(oggBytes(late));
    const lost = await decode(oggBytes(pages.filter((_, index) => index !== heads + 6)));
    const tolerance = longest / sampleRate;
    expect(Math.abs(whole.seconds - seconds)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(paused.seconds - whole.seconds - 3)).toBeLessThanOrEqual(tolerance);
    expect(Math.abs(lost.seconds - whole.seconds)).toBeLessThanOrEqual(tolerance);
    expect(paused.outcome).toMatchObject({ notices: [{ code: 'media_gap_silent', count: 1 }] });
    expect(lost.outcome).toMatchObject({ notices: [{ code: 'media_part_lost', count: 1 }] });
    expect(amplitudeAt(paused.sound.subarray(-rate), 1000, rate)).toBeGreaterThan(0.4);
  });
});

describe('chained links', () => {
  test('of several codecs and rates are joined whole', async () => {
    const names = ['tone-opus.ogg', 'tone-vorbis.ogg', 'tone-flac.ogg', 'tone-vorbis.ogg'];
    const links = await Promise.all(names.map((name) => readFile(path.join(fixtures, name))));
    const { seconds, sound, outcome } = await decode(Buffer.concat(links));
    expect(seconds).toBeCloseTo(0.8 + 0.8 + 0.5 + 0.8, 2);
    for (const start of [0, 0.8, 1.6, 2.1]) {
      const link = sound.subarray(start * rate, (start + 0.5) * rate);
      expect(amplitudeAt(link, 1000, rate)).toBeCloseTo(0.5, 1);
    }
    expect(outcome).toMatchObject({
      truncated: false,
      notices: [{ code: 'media_parts_joined', count: 4, firstPlace: '0:00.8' }],
    });
  });

  test('of one and of two channels become one channel', async () => {
    const links = [opusHeads(1), opusHeads(2)].map((heads) => oggStream(heads, speech.slice(0, 100)));
    const { seconds, sound, outcome } = await decode(oggBytes(links.flat()));
    expect(seconds).toBe(4);
    expect(outcome).toMatchObject({ kind: 'decoded', info: { channels: 1 } });
    expect(likeness(sound.subarray(0, 2 * rate), sound.subarray(2 * rate))).toBeGreaterThan(0.99);
  });

  test('of one stereo recording stay two channels', async () => {
    const links = [opusHeads(2), opusHeads(2)].map((heads) => oggStream(heads, speech.slice(0, 100)));
    expect((await decode(oggBytes(links.flat()))).outcome).toMatchObject({ info: { channels: 2 } });
  });
});

test('a stream that lost its beginning is refused with the reason', async () => {
  const [, ...pages] = oggStream(opusHeads(), speech.slice(0, 100));
  const { outcome } = await decode(oggBytes(pages));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'media_truncated' });
  expect(outcome?.kind === 'refused' && outcome.message).toContain('lost its beginning');
});

test('a Vorbis stream without its setup header is refused', async () => {
  const { heads, packets } = await streamOf('tone-vorbis.ogg');
  const { outcome } = await decode(oggBytes(oggStream(heads.slice(0, 2), packets)));
  expect(outcome).toMatchObject({ kind: 'refused', code: 'media_truncated' });
});

test.skipIf(!existsSync(samples)).each([
  ['02a-ogg-without-eos-flag-refused.opus', 9.4, ['media_end_missing 0:09.4']],
  ['02b-chained-second-half-lost.opus', 9.4, ['media_parts_joined 0:05.3']],
  ['02c-granule-gap-refused.opus', 14.4, ['media_gap_silent 0:05.0']],
  ['02e-page-lost-times-run-early.opus', 9.4, ['media_part_lost 0:04.0']],
  ['02g-janus-recording-with-a-pause.opus', 146.5, ['media_gap_silent 0:12.0']],
])('%s', async (name, expected, notices) => {
  const { seconds, outcome } = await decodeFile(path.join(samples, name));
  expect(Math.abs(seconds - expected)).toBeLessThan(0.03);
  expect(outcome).toMatchObject({ kind: 'decoded', truncated: false });
  const told = outcome?.kind === 'decoded' ? outcome.notices : [];
  expect(told.map(({ code, firstPlace }) => `${code} ${firstPlace}`)).toEqual(notices);
});
