import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { haveSample, samplesFolder } from '../../../test/support/samples.ts';
import { faultSentence } from '../../../testing/fault-sentence.ts';
import { amplitudeAt, joinBlocks, tone } from '../../../testing/media/tones.ts';
import { type WavEncoding, type WavOptions, writeWav } from '../../../testing/media/wav-writer.ts';
import { programRoot } from '../../base/program.ts';
import { type DecodeOutcome, decodeMedia } from './decode.ts';
import { probeMedia } from './media-info.ts';

const rate = 16_000;
const fixtures = path.join(programRoot, 'testing/media/fixtures');
const sharedFlac = path.join(samplesFolder, 'jfk.flac');

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-media-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

type Decoded = {
  channels: Float32Array[];
  outcome: DecodeOutcome | null;
  longestBlock: number;
  progress: number[];
};

async function decode(
  file: string,
  channels: 'mix' | 'split' = 'mix',
  signal?: AbortSignal,
): Promise<Decoded> {
  const progress: number[] = [];
  const onProgress = (fraction: number): void => void progress.push(fraction);
  const decoding = decodeMedia(file, {
    sampleRate: rate,
    channels,
    onProgress,
    ...(signal ? { signal } : {}),
  });
  const blocks: Float32Array[][] = [];
  for await (const block of decoding) blocks.push(block);
  const width = blocks[0]?.length ?? 0;
  const joined = Array.from({ length: width }, (_, index) => {
    return joinBlocks(blocks.map((block) => block[index] ?? new Float32Array(0)));
  });
  const longestBlock = Math.max(0, ...blocks.map((block) => block[0]?.length ?? 0));
  return { channels: joined, outcome: decoding.outcome(), longestBlock, progress };
}

async function store(name: string, bytes: Uint8Array): Promise<string> {
  const file = path.join(folder, name);
  await writeFile(file, bytes);
  return file;
}

function expectTone(samples: Float32Array | undefined, frequency: number, seconds: number): void {
  const sound = samples ?? new Float32Array(0);
  expect(Math.abs(sound.length / rate - seconds)).toBeLessThan(0.1);
  expect(Math.abs(20 * Math.log10(amplitudeAt(sound, frequency, rate) / 0.5))).toBeLessThan(1);
  expect(amplitudeAt(sound, frequency * 1.3, rate)).toBeLessThan(0.02);
}

describe('wav', () => {
  const encodings: WavEncoding[] = ['u8', 's16', 's24', 's32', 'f32', 'f64', 'ulaw', 'alaw'];
  test.each(encodings)('%s, mono at 8 kHz and stereo at 44.1 kHz', async (encoding) => {
    const mono = await store('mono.wav', writeWav([tone(1000, 1, 8000)], { rate: 8000, encoding }));
    expectTone((await decode(mono)).channels[0], 1000, 1);
    const pair = [tone(1000, 1, 44_100), tone(440, 1, 44_100)];
    const stereo = await store('stereo.wav', writeWav(pair, { rate: 44_100, encoding }));
    const { channels, outcome } = await decode(stereo, 'split');
    expectTone(channels[0], 1000, 1);
    expectTone(channels[1], 440, 1);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, damagedParts: 0 });
    expect(await probeMedia(stereo)).toMatchObject({
      kind: 'media',
      container: 'wav',
      durationSeconds: 1,
      channels: 2,
      sampleRate: 44_100,
    });
  });

  const s16 = { rate: 16_000, encoding: 's16' } as const;
  test.each<[string, WavOptions]>([
    ['WAVE_FORMAT_EXTENSIBLE', { rate: 48_000, encoding: 's24', extensible: true }],
    ['RF64', { ...s16, container: 'RF64' }],
    ['a data size of 0', { ...s16, declaredBytes: 0 }],
    ['a data size of 0xFFFFFFFF', { ...s16, declaredBytes: 0xffff_ffff }],
    ['a data size as SoX leaves it', { ...s16, declaredBytes: 0x7fff_f000 }],
  ])('%s', async (_, options) => {
    const file = await store('variant.wav', writeWav([tone(1000, 1, options.rate)], options));
    const { channels, outcome } = await decode(file);
    expectTone(channels[0], 1000, 1);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false });
  });

  test('mixes channels by their mean', async () => {
    const pair = [tone(1000, 1, rate, 0.8), tone(1000, 1, rate, 0.2)];
    const file = await store('mix.wav', writeWav(pair, { rate, encoding: 's16' }));
    const { channels } = await decode(file, 'mix');
    expect(channels).toHaveLength(1);
    expectTone(channels[0], 1000, 1);
  });

  test('gives blocks of at most two seconds and ends with progress 1', async () => {
    const file = await store('long.wav', writeWav([tone(440, 9, rate)], { rate, encoding: 's16' }));
    const { longestBlock, progress } = await decode(file);
    expect(longestBlock).toBeLessThanOrEqual(2 * rate);
    expect(progress.at(-1)).toBe(1);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });
});

describe('compressed formats', () => {
  test.each([
    ['tone.mp3', 'mp3', 'mp3', 0.8],
    ['tone-vorbis.ogg', 'ogg', 'vorbis', 0.8],
    ['tone-opus.ogg', 'ogg', 'opus', 0.8],
    ['tone-flac.ogg', 'ogg', 'flac', 0.5],
    ['tone-opus.webm', 'webm', 'opus', 0.8],
    ['tone-vorbis.webm', 'webm', 'vorbis', 0.8],
    ['tone.m4a', 'mp4', 'aac', 0.8],
    ['tone.aac', 'adts', 'aac', 0.8],
    ['tone-mulaw.mov', 'mov', 'ulaw', 0.8],
  ])('%s', async (name, container, codec, seconds) => {
    const file = path.join(fixtures, name);
    const info = await probeMedia(file);
    expect(info).toMatchObject({ kind: 'media', container, codec, channels: 1, truncated: false });
    expect(info.kind === 'media' ? Math.abs(info.durationSeconds - seconds) : 1).toBeLessThan(0.1);
    const { channels, outcome } = await decode(file, 'split');
    expect(channels).toHaveLength(1);
    expectTone(channels[0], 1000, seconds);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, damagedParts: 0 });
  });

  test('an mp4 keeps its two channels apart', async () => {
    const { channels } = await decode(path.join(fixtures, 'stereo.mp4'), 'split');
    expectTone(channels[0], 1000, 0.8);
    expectTone(channels[1], 440, 0.8);
  });

  test('leaves no handler for uncaught errors behind', async () => {
    const before = process.listenerCount('uncaughtException');
    await decode(path.join(fixtures, 'tone.m4a'));
    expect(process.listenerCount('uncaughtException')).toBe(before);
    expect(Reflect.has(globalThis, '__dirname')).toBe(false);
  });

  test.skipIf(!haveSample('jfk.flac', 'a flac of speech'))('a flac of speech', async () => {
    expect(await probeMedia(sharedFlac)).toMatchObject({ kind: 'media', container: 'flac', codec: 'flac' });
    const { channels, outcome } = await decode(sharedFlac);
    expect((channels[0]?.length ?? 0) / rate).toBeCloseTo(11, 1);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, damagedParts: 0 });
  });
});

// STREAMINFO of 44.1 kHz stereo, then padding of which only `present` bytes are there.
function flacHeader(padding: number, present: number): Buffer {
  const info = Buffer.from('fLaC000000221200120000018b0008680ac442f000de0fa8'.slice(4), 'hex');
  const blocks = Buffer.alloc(present);
  blocks.writeUInt32BE(0x8100_0000 + padding, 0);
  return Buffer.concat([Buffer.from('fLaC'), info, Buffer.alloc(16), blocks]);
}

describe('what is not a whole recording', () => {
  const wav = (seconds: number): Buffer => writeWav([tone(440, seconds, rate)], { rate, encoding: 's16' });

  test.each<[string, () => Buffer, string]>([
    ['an empty file', () => Buffer.alloc(0), 'media_empty'],
    ['a wav without samples', () => wav(0), 'media_empty'],
    [
      'a text named .mp3',
      () => Buffer.from('Dear team, here are the notes of today.\n'.repeat(400)),
      'not_media',
    ],
    ['a flac cut inside its header', () => flacHeader(8192, 100), 'media_truncated'],
    ['a wav cut inside its header', () => wav(1).subarray(0, 30), 'media_truncated'],
  ])('%s', async (_, bytes, code) => {
    const file = await store('refused.mp3', bytes());
    const probed = await probeMedia(file);
    const { channels, outcome } = await decode(file);
    expect(channels).toHaveLength(0);
    expect(outcome).toMatchObject({ kind: 'refused' });
    expect(probed).toMatchObject({ kind: 'refused', code });
  });

  test('a format that only FFmpeg reads, where there is none', async () => {
    const file = await store(
      'music.wv',
      Buffer.concat([Buffer.from('wvpk\0\0\0\0\x10\x04'), Buffer.alloc(100)]),
    );
    const searchPath = process.env['PATH'];
    process.env['PATH'] = folder;
    try {
      const probed = await probeMedia(file);
      expect(probed).toMatchObject({ kind: 'refused', code: 'media_decoder_missing' });
      expect(probed.kind === 'refused' && faultSentence(probed)).toContain('WavPack');
      expect(probed.kind === 'refused' && faultSentence(probed)).toContain('apt-get install ffmpeg');
    } finally {
      process.env['PATH'] = searchPath;
    }
  });

  test('a video without sound', async () => {
    expect(await probeMedia(path.join(fixtures, 'no-sound.mp4'))).toMatchObject({ code: 'media_no_audio' });
  });

  test('an mp4 that lost its index', async () => {
    const whole = await readFile(path.join(fixtures, 'tone.m4a'));
    const file = await store('cut.m4a', whole.subarray(0, whole.length / 2));
    expect(await probeMedia(file)).toMatchObject({ code: 'media_truncated' });
  });

  test('a wav cut midway gives what there is and says so', async () => {
    const file = await store('cut.wav', wav(4).subarray(0, 44 + 2 * rate * 2));
    expect(await probeMedia(file)).toMatchObject({ kind: 'media', truncated: true, durationSeconds: 2 });
    const { channels, outcome } = await decode(file);
    expectTone(channels[0], 440, 2);
    expect(outcome).toMatchObject({
      kind: 'decoded',
      truncated: true,
      notices: [{ code: 'media_end_missing', count: 1, firstPlace: '0:02.0' }],
    });
  });

  test('content decides, not the name', async () => {
    const file = path.join(folder, 'really-mp3.wav');
    await copyFile(path.join(fixtures, 'tone.mp3'), file);
    expect(await probeMedia(file)).toMatchObject({ kind: 'media', container: 'mp3' });
  });

  test('too long is refused before anything is decoded', async () => {
    const file = await store('long.wav', wav(4));
    expect(await probeMedia(file, 3)).toMatchObject({ kind: 'refused', code: 'media_too_long' });
    const decoding = decodeMedia(file, { sampleRate: rate, channels: 'mix', maxSeconds: 3 });
    for await (const _ of decoding) expect.unreachable();
    expect(decoding.outcome()).toMatchObject({ kind: 'refused', code: 'media_too_long' });
  });

  test('an abort ends the blocks', async () => {
    const file = await store('abort.wav', wav(4));
    const { channels, outcome } = await decode(file, 'mix', AbortSignal.abort());
    expect(channels).toHaveLength(0);
    expect(outcome).toEqual({ kind: 'aborted' });
  });
});
