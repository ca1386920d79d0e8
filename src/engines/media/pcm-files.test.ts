import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeWhole } from '../../../testing/media/decode-whole.ts';
import { g722Tone } from '../../../testing/media/telephone-tones.ts';
import { amplitudeAt, tone } from '../../../testing/media/tones.ts';
import { inspectMedia } from './inspect-media.ts';

const rate = 8000;
const sine = tone(1000, 0.2, rate);
const little = Buffer.from(Int16Array.from(sine, (value) => Math.round(value * 32767)).buffer);
const big = Buffer.from(little).swap16();
/** 8000 as the 80-bit number that AIFF has. */
const extendedRate = Buffer.from('400bfa00000000000000', 'hex');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-pcm-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function store(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, 'variant.bin');
  await writeFile(file, bytes);
  return file;
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => {
    bytes.writeUInt32BE(value, 4 * index);
  });
  return bytes;
}

function au(encoding: number, sound: Uint8Array, declared = sound.length): Buffer {
  return Buffer.concat([
    Buffer.from('.snd'),
    numbers(28, declared, encoding, rate, 1),
    Buffer.alloc(4),
    sound,
  ]);
}

function iffChunk(name: string, body: Uint8Array, declared = body.length): Buffer {
  return Buffer.concat([Buffer.from(name), numbers(declared), body, Buffer.alloc(body.length % 2)]);
}

function aiff(
  sound: Buffer,
  { compression, bits = 16 }: { compression?: string; bits?: number } = {},
): Buffer {
  const common = Buffer.alloc(8);
  common.writeUInt16BE(1, 0);
  common.writeUInt32BE(sound.length / (bits / 8), 2);
  common.writeUInt16BE(bits, 6);
  const named = compression === undefined ? [] : [Buffer.from(compression), Buffer.from([3, 111, 100, 100])];
  const body = Buffer.concat([
    Buffer.from(compression === undefined ? 'AIFF' : 'AIFC'),
    iffChunk('COMM', Buffer.concat([common, extendedRate, ...named])),
    iffChunk('ANNO', Buffer.from('odd')),
    iffChunk('SSND', Buffer.concat([numbers(0, 0), sound])),
  ]);
  return iffChunk('FORM', body);
}

function cafChunk(name: string, body: Uint8Array, declared = BigInt(body.length)): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigInt64BE(declared);
  return Buffer.concat([Buffer.from(name), size, body]);
}

function caf(sound: Buffer, options: { format?: string; flags?: number; declared?: bigint } = {}): Buffer {
  const { format = 'lpcm', flags = 2, declared } = options;
  const description = Buffer.alloc(8);
  description.writeDoubleBE(rate);
  const body = Buffer.concat([description, Buffer.from(format), numbers(flags, 2, 1, 1, 16)]);
  return Buffer.concat([
    Buffer.from('caff\0\x01\0\0', 'latin1'),
    cafChunk('desc', body),
    cafChunk('free', Buffer.alloc(13)),
    cafChunk('data', Buffer.concat([numbers(0), sound]), declared),
  ]);
}

describe('a tone comes out of', () => {
  test.each<[string, string, Buffer]>([
    ['au', 'au', au(3, big)],
    ['au without a length', 'au', au(3, big, 0xffff_ffff)],
    ['au with G.722', 'au', au(24, g722Tone)],
    ['AIFF', 'aiff', aiff(big)],
    ['AIFF-C', 'aiff', aiff(big, { compression: 'NONE' })],
    ['AIFF-C, little-endian', 'aiff', aiff(little, { compression: 'sowt' })],
    ['CAF, little-endian', 'caf', caf(little)],
    ['CAF, big-endian', 'caf', caf(big, { flags: 0 })],
    ['CAF whose recorder was stopped hard', 'caf', caf(little, { declared: -1n })],
  ])('%s', async (_, container, bytes) => {
    const { info, channels } = await decodeWhole(await store(bytes));
    expect(info).toMatchObject({ container, channels: 1, truncated: false });
    const sound = channels[0] ?? new Float32Array(0);
    expect(sound.length / info.sampleRate).toBeCloseTo(info.durationSeconds, 6);
    expect(amplitudeAt(sound, 1000, info.sampleRate)).toBeCloseTo(0.5, 1);
  });

  test.each<[string, Buffer]>([
    ['au', au(3, big).subarray(0, -800)],
    ['AIFF', aiff(big).subarray(0, -800)],
    ['CAF', caf(little).subarray(0, -800)],
  ])('%s that is cut off, which is said', async (_, bytes) => {
    const { info } = await decodeWhole(await store(bytes));
    expect(info).toMatchObject({ durationSeconds: 0.15, truncated: true });
  });
});

test('CAF with a chunk of a size beyond all numbers', async () => {
  const bytes = Buffer.concat([caf(little).subarray(0, 52), cafChunk('free', Buffer.alloc(13), 2n ** 62n)]);
  expect(await inspectMedia(await store(bytes))).toMatchObject({ code: 'media_truncated' });
});

describe('named, where it is not built in', () => {
  test.each<[string, Buffer, string]>([
    ['au', au(23, big), 'au encoding 23'],
    ['AIFF-C', aiff(big, { compression: 'ima4' }), '"ima4" in AIFF'],
    ['CAF', caf(big, { format: 'alac' }), '"alac" in CAF'],
  ])('%s', async (_, bytes, name) => {
    const searchPath = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      expect(await inspectMedia(await store(bytes))).toEqual({
        kind: 'refused',
        code: 'media_decoder_missing',
        problem: 'needs_ffmpeg',
        format: name,
        headerless: null,
      });
    } finally {
      process.env['PATH'] = searchPath;
    }
  });
});
