import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { faultSentence } from '../../../testing/fault-sentence.ts';
import {
  formatChunk,
  type WrittenChunk,
  writeRiff,
  writeWave64,
} from '../../../testing/media/chunk-writer.ts';
import { decodeWhole } from '../../../testing/media/decode-whole.ts';
import {
  dialogicTone,
  g722Tone,
  gsmWavTone,
  imaAdpcmTone,
  microsoftAdpcmTone,
} from '../../../testing/media/telephone-tones.ts';
import { amplitudeAt, tone } from '../../../testing/media/tones.ts';
import { programRoot } from '../../base/program.ts';
import { inspectMedia } from './inspect-media.ts';

const rate = 8000;
const samples = new Uint8Array(
  Int16Array.from(tone(1000, 0.2, rate), (value) => Math.round(value * 32767)).buffer,
);
const pcm = formatChunk([1, 1, rate, 2, 16]);
const data: WrittenChunk = { name: 'data', body: samples };
const sharedOdd = path.join(programRoot, '../shared/samples/inputs/14b-odd-list-chunk-without-pad.wav');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-wav-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function store(bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, 'variant.bin');
  await writeFile(file, bytes);
  return file;
}

function note(body: string, isUnpadded = false): WrittenChunk {
  return { name: 'LIST', body: Buffer.from(body), isUnpadded };
}

function stream(declared: number): WrittenChunk {
  return { ...data, declared };
}

describe('a tone comes out of', () => {
  test.each<[string, Buffer]>([
    ['a plain file', writeRiff([pcm, data])],
    ['an odd chunk with its padding', writeRiff([pcm, note('INFOodd'), data])],
    ['an even chunk', writeRiff([pcm, note('INFOeven'), data])],
    [
      'chunks before the format',
      writeRiff([{ name: 'JUNK', body: Buffer.alloc(4095) }, note('x'), pcm, data]),
    ],
    ['a chunk of nothing', writeRiff([pcm, note(''), data])],
    [
      'chunks behind the sound',
      writeRiff([pcm, data, note('INFOafter'), { name: 'id3 ', body: Buffer.alloc(99) }]),
    ],
    ['a stream of size 0', writeRiff([pcm, stream(0)])],
    ['a stream of size 0xFFFFFFFF', writeRiff([pcm, stream(0xffff_ffff)])],
    ['a stream of size 0xFFFFFFFF behind a note', writeRiff([pcm, note('Lavf'), stream(0xffff_ffff)])],
    ['a stream as SoX leaves it', writeRiff([pcm, stream(0x7fff_f000)])],
    ['RF64 without its ds64', writeRiff([pcm, stream(0xffff_ffff)], 'RF64')],
    ['Wave64', writeWave64([pcm, data])],
    [
      'Wave64 with other chunks',
      writeWave64([{ name: 'fact', body: Buffer.alloc(5) }, pcm, note('odd'), data]),
    ],
    ['Wave64 from a pipe', writeWave64([pcm, stream(-24)])],
    ['Microsoft GSM', gsmWavTone],
    ['IMA ADPCM', imaAdpcmTone],
    ['Microsoft ADPCM', microsoftAdpcmTone],
    ['Dialogic ADPCM', writeRiff([formatChunk([16, 1, rate, 1, 4]), { name: 'data', body: dialogicTone }])],
    ['G.722 by FFmpeg', writeRiff([formatChunk([0x28f, 1, 16_000, 1, 4]), { name: 'data', body: g722Tone }])],
    ['G.722 by APICOM', writeRiff([formatChunk([0x65, 1, 16_000, 1, 4]), { name: 'data', body: g722Tone }])],
    [
      'G.722 that says 8000 Hz',
      writeRiff([formatChunk([0x65, 1, rate, 1, 4]), { name: 'data', body: g722Tone }]),
    ],
  ])('%s', async (_, bytes) => {
    const { info, channels } = await decodeWhole(await store(bytes));
    expect(info.truncated).toBe(false);
    const sound = channels[0] ?? new Float32Array(0);
    expect(sound.length / info.sampleRate).toBeCloseTo(info.durationSeconds, 6);
    expect(Math.abs(20 * Math.log10(amplitudeAt(sound, 1000, info.sampleRate) / 0.5))).toBeLessThan(1.5);
  });
});

test('two channels of ADPCM stay apart', async () => {
  // A block of IMA ADPCM is four bytes of start for each channel, then words of eight codes in turn.
  const block = Buffer.alloc(16);
  block.writeInt16LE(1000, 0);
  block.writeInt16LE(-2000, 4);
  const bytes = writeRiff([
    formatChunk([17, 2, rate, 16, 4], Buffer.of(9, 0)),
    { name: 'data', body: block },
  ]);
  const { info, channels } = await decodeWhole(await store(bytes));
  expect(info).toMatchObject({ codec: 'adpcm-ima', channels: 2, durationSeconds: 9 / rate });
  expect(channels.map(([first]) => first)).toEqual([1000 / 32768, -2000 / 32768]);
});

describe('refused with the true reason', () => {
  test.each<[string, Buffer, string, RegExp]>([
    [
      'an odd chunk without its padding',
      writeRiff([pcm, note('INFOodd', true), data]),
      'media_truncated',
      /chunk "LIST" of 7 bytes at byte 38 has an odd size .* "data" follows at once, at byte 53/,
    ],
    [
      'a chunk whose size is wrong',
      writeRiff([pcm, { ...note('INFO\x01\x02'), declared: 4 }, data]),
      'media_truncated',
      /damaged: after its chunk "LIST" of 4 bytes at byte 38 no chunk begins .* at byte 50/,
    ],
    [
      'no format before the sound',
      writeRiff([data, pcm]),
      'media_truncated',
      /does not say how its sound is stored/,
    ],
    ['no sound at all', writeRiff([pcm, note('INFO')]), 'media_truncated', /without the chunk "data"/],
    [
      'a cut',
      writeRiff([pcm, note('INFOodd'), data]).subarray(0, 49),
      'media_truncated',
      /"LIST" of 7 bytes .* goes beyond its end/,
    ],
    [
      'a format of no channels',
      writeRiff([formatChunk([1, 0, rate, 2, 16]), data]),
      'media_truncated',
      /0 channels at 8000 Hz/,
    ],
    [
      'sound of no length',
      writeRiff([pcm, { name: 'data', body: Buffer.alloc(0) }, note('INFO')]),
      'media_empty',
      /empty/,
    ],
  ])('%s', async (_, bytes, code, message) => {
    const refused = await inspectMedia(await store(bytes));
    expect(refused).toMatchObject({ kind: 'refused', code });
    expect(refused.kind === 'refused' && faultSentence(refused)).toMatch(message);
  });

  test('a codec that is not built in, by its name', async () => {
    const searchPath = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const file = await store(writeRiff([formatChunk([131, 1, rate, 10, 0]), data]));
      expect(await inspectMedia(file)).toMatchObject({
        code: 'media_decoder_missing',
        format: 'G.729 in wav',
      });
    } finally {
      process.env['PATH'] = searchPath;
    }
  });

  test.skipIf(!existsSync(sharedOdd))(
    'shared/samples/inputs/14b-odd-list-chunk-without-pad.wav',
    async () => {
      expect(await inspectMedia(sharedOdd)).toMatchObject({ problem: 'chunk_unpadded' });
    },
  );
});
