import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import {
  EncodedPacket,
  MkvOutputFormat,
  MovOutputFormat,
  Mp4OutputFormat,
  WebMOutputFormat,
} from 'mediabunny';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { decodeFile } from '../../../testing/media/decode-file.ts';
import { insertIsoBox, isoBox, isoFragment, words } from '../../../testing/media/iso-writer.ts';
import { type Encoded, readEncoded, writeTracks } from '../../../testing/media/mux.ts';
import { soundingStretches } from '../../../testing/media/tones.ts';
import { programRoot } from '../../base/program.ts';
import type { DecodeOutcome } from './decode.ts';
import { probeMedia } from './media-info.ts';

const fixtures = path.join(programRoot, 'testing/media/fixtures');
const fixture = (name: string): string => path.join(fixtures, name);
const [tone, opus, mulaw] = await Promise.all(
  ['tone.m4a', 'tone-opus.webm', 'tone-mulaw.mov'].map((name) => readEncoded(fixture(name))),
);
if (!tone || !opus || !mulaw) throw new Error('A fixture is missing');
const aac: Encoded = tone;
const samples = aac.packets.map(({ data }) => data);
const frameSamples = 1024;
const trackSamples = samples.length * frameSamples;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-packets-'));
});
afterEach(() => void vi.unstubAllEnvs());
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function store(...parts: readonly Uint8Array[]): Promise<string> {
  const file = path.join(folder, 'packets');
  await writeFile(file, Buffer.concat(parts));
  return file;
}

/** How often the tone is heard on each line. */
async function tonesIn(
  file: string,
): Promise<{ tones: number[]; outcome: DecodeOutcome | null; seconds: number }> {
  const { channels, outcome } = await decodeFile(file);
  const seconds = (channels[0]?.length ?? 0) / 16_000;
  return { tones: channels.map((line) => soundingStretches(line, 0.8)), outcome, seconds };
}

function noticesOf(outcome: DecodeOutcome | null): string[] {
  return outcome?.kind === 'decoded' ? outcome.notices.map(({ code }) => code) : [];
}

describe('fragmented mp4', () => {
  const whole = (startTime: number | null, parts = [samples]): Buffer =>
    isoFragment({ trackId: 1, startTime, duration: frameSamples, parts });

  test('fragments behind a movie box that lists samples too', async () => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    const file = await store(
      movie,
      whole(trackSamples),
      isoBox('sidx', words(0, 1, 44_100, 0)),
      whole(2 * trackSamples),
    );
    const { tones, outcome } = await tonesIn(file);
    expect(tones).toEqual([3]);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, notices: [] });
  });

  test.each([
    ['without a time of their own', [whole(null), whole(null)], 3],
    [
      'in two parts each',
      [whole(trackSamples, [samples.slice(0, 9), samples.slice(9)]), whole(2 * trackSamples)],
      3,
    ],
  ])('fragments %s', async (_, fragments, count) => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    expect((await tonesIn(await store(movie, ...fragments))).tones).toEqual([count]);
  });

  test('bytes lost between fragments cost no others', async () => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    const [second, third, fourth] = [1, 2, 3].map((index) => whole(index * trackSamples));
    if (!second || !third || !fourth) throw new Error('Three were made');
    const { tones, seconds, outcome } = await tonesIn(
      await store(movie, second, third.subarray(0, -900), fourth),
    );
    expect(outcome).toMatchObject({ kind: 'decoded' });
    expect(tones[0]).toBeGreaterThanOrEqual(3);
    expect(seconds).toBeCloseTo(3.3, 0);
  });

  test('a pause between fragments is silent', async () => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    const { tones, seconds, outcome } = await tonesIn(await store(movie, whole(trackSamples + 5 * 44_100)));
    expect(tones).toEqual([2]);
    expect(seconds).toBeCloseTo(6.6, 0);
    expect(noticesOf(outcome)).toEqual(['media_gap_silent']);
  });

  test('only fragments, as recorders write them, and cut off within one', async () => {
    const format = new Mp4OutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.5 });
    const bytes = await writeTracks(format, [{ sound: aac, times: 10 }]);
    expect((await tonesIn(await store(bytes))).tones).toEqual([10]);
    const lastSample = bytes.lastIndexOf(samples.at(-1) ?? '');
    const cut = await tonesIn(await store(bytes.subarray(0, lastSample)));
    expect(cut.tones).toEqual([10]);
    const long = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    const half = Buffer.concat([
      long,
      whole(trackSamples, [[...samples, ...samples, ...samples, ...samples]]),
    ]);
    expect(await probeMedia(await store(half.subarray(0, half.length - 3000)))).toMatchObject({
      truncated: false,
    });
    expect(await probeMedia(await store(half.subarray(0, half.length - 16_000)))).toMatchObject({
      truncated: true,
    });
  });

  test('samples of a few bytes each', async () => {
    const format = new MovOutputFormat({ fastStart: 'fragmented', minimumFragmentDuration: 0.5 });
    const bytes = await writeTracks(format, [{ sound: mulaw, times: 3 }]);
    expect((await tonesIn(await store(bytes))).tones).toEqual([3]);
  });
});

describe('edit lists', () => {
  // Movie times are in thousandths, times of the track in samples.
  const withEdits = async (...edits: (readonly [number, number])[]): Promise<string> => {
    // The movie box last, so that no sound moves.
    const format = new Mp4OutputFormat({ fastStart: false });
    const movie = await writeTracks(format, [{ sound: aac, times: 10 }]);
    const list = edits.flatMap(([seconds, from]) => [
      seconds * movieScale(movie),
      from < 0 ? -1 : from * 44_100,
      0x1_0000,
    ]);
    const box = isoBox('edts', isoBox('elst', words(0, edits.length, ...list)));
    return store(insertIsoBox(movie, ['moov', 'trak'], box));
  };
  const movieScale = (movie: Buffer): number => movie.readUInt32BE(movie.indexOf('mvhd') + 16);
  const toneLength = aac.seconds;

  test.each<[string, (readonly [number, number])[], number, boolean]>([
    [
      'a pause in front',
      [
        [2, -1],
        [10 * toneLength, 0],
      ],
      10,
      false,
    ],
    ['the beginning cut away', [[7 * toneLength, 3 * toneLength]], 7, true],
    ['the end cut away', [[4 * toneLength, 0]], 4, true],
    [
      'the middle cut away',
      [
        [2 * toneLength, 0],
        [3 * toneLength, 7 * toneLength],
      ],
      5,
      true,
    ],
    [
      'stretches in another order are heard as they lie',
      [
        [2 * toneLength, 4 * toneLength],
        [4 * toneLength, 0],
      ],
      10,
      false,
    ],
  ])('%s', async (_, edits, count, isTold) => {
    const { tones, outcome } = await tonesIn(await withEdits(...edits));
    expect(tones).toEqual([count]);
    expect(outcome).toMatchObject({ truncated: false });
    expect(noticesOf(outcome).includes('media_part_hidden')).toBe(isTold);
    expect(noticesOf(outcome)).not.toContain('media_short');
  });
});

describe('an mp4 that can not be read', () => {
  test('without its index', async () => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    const info = await probeMedia(await store(movie.subarray(0, movie.indexOf('moov') - 4)));
    expect(info).toEqual({ kind: 'refused', code: 'media_truncated', problem: 'no_index' });
  });

  test('that is encrypted', async () => {
    const movie = await writeTracks(new Mp4OutputFormat(), [{ sound: aac }]);
    movie.write('enca', movie.indexOf('mp4a'), 'latin1');
    expect(await probeMedia(await store(movie))).toMatchObject({ code: 'media_protected' });
  });
});

describe('several sound tracks', () => {
  test.each([
    ['mp4', new Mp4OutputFormat()],
    ['mkv', new MkvOutputFormat()],
  ])('all are heard in step: %s', async (_, format) => {
    const tracks = [
      { sound: aac, times: 2 },
      { sound: aac, startSeconds: 3 },
      { sound: aac, times: 4 },
    ];
    const file = await store(await writeTracks(format, tracks));
    expect(await probeMedia(file)).toMatchObject({ channels: 3, lines: 3, truncated: false });
    const { tones, outcome, seconds } = await tonesIn(file);
    expect(tones).toEqual([2, 1, 4]);
    expect(seconds).toBeCloseTo(3.8, 0);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false, notices: [] });
  });

  test('one without a decoder is left out, and that is told', async () => {
    vi.stubEnv('PATH', folder);
    const packets = samples.map((data, index) => new EncodedPacket(data, 'key', index * 0.032, 0.032));
    const config = { codec: 'ac-3', numberOfChannels: 2, sampleRate: 48_000 };
    const ac3: Encoded = { codec: 'ac3', config, packets, seconds: 1 };
    const file = await store(await writeTracks(new MkvOutputFormat(), [{ sound: ac3 }, { sound: aac }]));
    const { tones, outcome } = await tonesIn(file);
    expect(tones).toEqual([1]);
    const notice = { code: 'media_track_left_out', count: 1, firstPlace: 'track 1 (ac3)' };
    expect(outcome).toMatchObject({ notices: [notice] });
  });

  test('more than sixteen are one line', async () => {
    const tracks = Array.from({ length: 17 }, () => ({ sound: opus }));
    const file = await store(await writeTracks(new WebMOutputFormat(), tracks));
    expect(await probeMedia(file)).toMatchObject({ channels: 17, lines: 1 });
  });
});

describe('files that were joined', () => {
  test.each([
    ['mp4', new Mp4OutputFormat(), aac],
    ['mp4 with its index first', new Mp4OutputFormat({ fastStart: 'in-memory' }), aac],
    ['fragmented mp4', new Mp4OutputFormat({ fastStart: 'fragmented' }), aac],
    ['mkv', new MkvOutputFormat(), aac],
    ['webm as a browser records it', new WebMOutputFormat({ appendOnly: true }), opus],
  ])('%s', async (_, format, sound) => {
    const bytes = await writeTracks(format, [{ sound, times: 2 }]);
    const { tones, outcome } = await tonesIn(await store(bytes, bytes, bytes));
    expect(tones).toEqual([6]);
    expect(outcome).toMatchObject({ truncated: false, notices: [{ code: 'media_parts_joined', count: 2 }] });
  });
});
