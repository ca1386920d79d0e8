import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { pseudoRandomBytes } from '../../../../testing/media/pseudo-random.ts';
import {
  dialogicTone,
  g722HighTone,
  g722Tone,
  gsmTone,
  gsmWavTone,
} from '../../../../testing/media/telephone-tones.ts';
import { amplitudeAt, tone } from '../../../../testing/media/tones.ts';
import { dialogicAdpcmCodec } from '../adpcm-codec.ts';
import type { BlockCodec } from '../block-codec.ts';
import { g711Codec, g722Codec, gsmCodec, gsmPairCodec, signedLinearCodec } from './telephony-codecs.ts';

function decode(codec: BlockCodec, bytes: Uint8Array): Float32Array {
  return codec.open()(bytes)[0] ?? new Float32Array(0);
}

/** The samples as 16-bit numbers. */
function digest(samples: Float32Array): string {
  const stored = Int16Array.from(samples, (sample) => sample * 32768);
  return createHash('sha256').update(new Uint8Array(stored.buffer)).digest('hex').slice(0, 16);
}

function gsmFrames(count: number): Uint8Array {
  return pseudoRandomBytes(33 * count, 2).map((byte, index) =>
    index % 33 === 0 ? 0xd0 | (byte & 15) : byte,
  );
}

// The digests are of what FFmpeg 5.1 (G.722) and libgsm 1.0.22 make of the same bytes, on which every bit counts.
test.each<[string, BlockCodec, Uint8Array, string]>([
  ['G.722', g722Codec(), pseudoRandomBytes(4000, 1), '085e002a8c7617e1'],
  ['GSM 06.10', gsmCodec(), gsmFrames(60), 'fd15a804d9fcc85b'],
  ['GSM 06.10 as Microsoft packs it', gsmPairCodec(8000), pseudoRandomBytes(65 * 30, 3), 'c6bd27043754ed15'],
])('%s gives the very samples of other decoders', (_, codec, bytes, expected) => {
  expect(digest(decode(codec, bytes))).toBe(expected);
});

test.each<[string, BlockCodec, Uint8Array, number]>([
  ['G.722, lower band', g722Codec(), g722Tone, 1000],
  ['G.722, higher band', g722Codec(), g722HighTone, 5000],
  ['GSM 06.10', gsmCodec(), gsmTone, 1000],
  ['GSM 06.10 as Microsoft packs it', gsmPairCodec(8000), gsmWavTone.subarray(94, 94 + 5 * 65), 1000],
  ['Dialogic ADPCM', dialogicAdpcmCodec(8000), dialogicTone, 1000],
])('%s: a tone', (_, codec, bytes, frequency) => {
  const samples = decode(codec, bytes);
  expect(samples).toHaveLength((bytes.length / codec.blockBytes) * codec.blockSamples);
  const level = amplitudeAt(samples, frequency, codec.sampleRate);
  expect(Math.abs(20 * Math.log10(level / 0.5))).toBeLessThan(1.5);
  expect(amplitudeAt(samples, frequency * 1.37, codec.sampleRate)).toBeLessThan(0.05);
});

test.each<[string, BlockCodec, Uint8Array]>([
  ['G.722', g722Codec(), g722Tone],
  ['GSM 06.10', gsmCodec(), gsmTone],
])('%s gives the same in pieces as in one', (_, codec, bytes) => {
  const inOne = decode(codec, bytes);
  const open = codec.open();
  const half = Math.floor(bytes.length / codec.blockBytes / 2) * codec.blockBytes;
  const inPieces = [bytes.subarray(0, half), bytes.subarray(half)].flatMap((piece) => [
    ...(open(piece)[0] ?? []),
  ]);
  expect(inPieces).toEqual([...inOne]);
});

test('signed linear and G.711 are samples of their own', () => {
  const sine = tone(440, 0.1, 16_000);
  const stored = Int16Array.from(sine, (sample) => Math.round(sample * 32767));
  const heard = decode(signedLinearCodec(16_000), new Uint8Array(stored.buffer));
  expect(amplitudeAt(heard, 440, 16_000)).toBeCloseTo(0.5, 2);
  // ITU-T G.711: silence, and the loudest code of each sign.
  expect([...decode(g711Codec('ulaw'), Uint8Array.of(0xff, 0x80, 0x00))]).toEqual([
    0,
    32124 / 32768,
    -32124 / 32768,
  ]);
  expect([...decode(g711Codec('alaw'), Uint8Array.of(0xd5, 0xaa, 0x2a))]).toEqual([
    8 / 32768,
    32256 / 32768,
    -32256 / 32768,
  ]);
});
