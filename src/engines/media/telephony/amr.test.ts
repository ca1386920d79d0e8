import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultSentence } from '../../../../testing/fault-sentence.ts';
import { decodeWhole } from '../../../../testing/media/decode-whole.ts';
import { pseudoRandomBytes } from '../../../../testing/media/pseudo-random.ts';
import { amrNarrowTone, amrWideTone } from '../../../../testing/media/telephone-tones.ts';
import { amplitudeAt } from '../../../../testing/media/tones.ts';
import { inspectMedia } from '../inspect-media.ts';
import { startTally } from '../pcm-block.ts';
import { openAmr } from './amr-decoder.ts';
import { type AmrBand, amrMagics, amrPacketSeconds, amrRates } from './amr-frames.ts';

const narrowFrame = 13;
const frames: Record<AmrBand, Buffer> = {
  'amr-nb': amrNarrowTone.subarray(amrMagics['amr-nb'].length),
  'amr-wb': amrWideTone.subarray(amrMagics['amr-wb'].length),
};

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-amr-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function store(name: string, ...parts: Uint8Array[]): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, Buffer.concat(parts));
  return file;
}

function expectTone(samples: Float32Array | undefined, rate: number): void {
  const sound = samples ?? new Float32Array(0);
  expect(Math.abs(20 * Math.log10(amplitudeAt(sound, 1000, rate) / 0.5))).toBeLessThan(3);
  expect(amplitudeAt(sound, 1370, rate)).toBeLessThan(0.05);
}

describe.each<[string, AmrBand, Buffer]>([
  ['amr', 'amr-nb', amrNarrowTone],
  ['amr-wb', 'amr-wb', amrWideTone],
])('%s', (container, band, whole) => {
  const rate = amrRates[band];

  test('a file, whatever its name', async () => {
    const { info, channels, tally } = await decodeWhole(await store('voice.txt', whole));
    expect(info).toMatchObject({ container, codec: band, channels: 1, sampleRate: rate, truncated: false });
    expect(info.durationSeconds).toBeCloseTo(0.2, 6);
    expect(channels[0]).toHaveLength(rate / 5);
    expectTone(channels[0], rate);
    expect(tally).toMatchObject({ damagedParts: 0, heldSeconds: info.durationSeconds });
  });

  test('frames without the magic number, by the name and as told', async () => {
    const named = await store(band === 'amr-nb' ? 'bare.amr' : 'bare.awb', frames[band]);
    expectTone((await decodeWhole(named)).channels[0], rate);
    const unnamed = await store('bare.dat', frames[band]);
    expect(await inspectMedia(unnamed)).toMatchObject({ code: 'not_media' });
    expectTone((await decodeWhole(unnamed, container)).channels[0], rate);
  });

  test('packets of a 3gp, one frame or several in each', async () => {
    const tally = startTally();
    const decoder = await openAmr(band, tally);
    const size = frames[band].length / 10;
    const packets = [0, 1, 2, 3].map((index) => frames[band].subarray(index * size, (index + 1) * size));
    const decoded = await decoder.decode([...packets, frames[band].subarray(4 * size)]);
    decoder.free();
    expect(amrPacketSeconds(band, frames[band])).toBeCloseTo(0.2, 6);
    expect(amrPacketSeconds(band, packets[0] ?? frames[band])).toBeCloseTo(0.02, 6);
    expect(decoded.sampleRate).toBe(rate);
    expectTone(decoded.channels[0], rate);
    expect(tally.damagedParts).toBe(0);
  });

  test('a packet that is cut gives its time, and what follows it is whole', async () => {
    const tally = startTally();
    const decoder = await openAmr(band, tally);
    const size = frames[band].length / 10;
    const cut = frames[band].subarray(0, size - 3);
    const decoded = await decoder.decode([cut, frames[band], Uint8Array.of(0xff, 1, 2)]);
    decoder.free();
    expect(decoded.channels[0]).toHaveLength((rate / 50) * 12);
    expectTone(decoded.channels[0]?.subarray(rate / 50, (rate / 50) * 11), rate);
    expect(tally.damagedParts).toBe(2);
  });
});

test('a damaged stretch keeps its time, and the frames behind it are heard', async () => {
  const noise = pseudoRandomBytes(narrowFrame * 8, 5).map((byte) => byte | 0x80);
  const long = Array.from({ length: 40 }, () => frames['amr-nb']);
  const file = await store('damaged.amr', amrNarrowTone, noise, ...long);
  const { info, channels, tally } = await decodeWhole(file);
  expect(info.durationSeconds).toBeCloseTo((10 + 8 + 400) / 50, 6);
  expect(channels[0]).toHaveLength(info.durationSeconds * 8000);
  expect(tally.damagedParts).toBe(1);
  expectTone(channels[0]?.subarray(-8000), 8000);
});

test('a cut in the last frame is a damaged part, not a recording that is cut off', async () => {
  const { info, tally } = await decodeWhole(await store('cut.amr', amrNarrowTone.subarray(0, -5)));
  expect(info).toMatchObject({ durationSeconds: 0.2, truncated: false });
  expect(tally.damagedParts).toBe(1);
});

test.each<[string, Uint8Array, RegExp]>([
  ['nine bytes', Buffer.from('#!AMR\n\x04\0\0', 'latin1'), /AMR file has 9 bytes, too few/],
  [
    'several channels',
    Buffer.concat([Buffer.from('#!AMR_MC1.0\n\0\0\0\x02'), frames['amr-nb']]),
    /several channels/,
  ],
])('%s: refused by name', async (_, bytes, message) => {
  const refused = await inspectMedia(await store('refused.amr', bytes));
  expect(refused.kind === 'refused' && faultSentence(refused)).toMatch(message);
});
