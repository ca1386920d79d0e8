import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeFile } from '../../../testing/media/decode-file.ts';
import {
  apeTag,
  id3v1Tag,
  id3v2Tag,
  junk,
  lyricsTag,
  silentMpegFrames,
  xingFrame,
} from '../../../testing/media/stream-parts.ts';
import { soundingStretches } from '../../../testing/media/tones.ts';
import { programRoot } from '../../base/program.ts';
import { probeMedia } from './media-info.ts';

const fixtures = path.join(programRoot, 'testing/media/fixtures');
const [mp3, aac] = await Promise.all(
  ['tone.mp3', 'tone.aac'].map((name) => readFile(path.join(fixtures, name))),
);
const toneMp3 = withoutFirstTag(mp3 ?? Buffer.alloc(0));
const toneAac = aac ?? Buffer.alloc(0);
const toneSeconds = 0.8;

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'meetric-frames-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

function withoutFirstTag(bytes: Buffer): Buffer {
  return bytes.subarray(bytes.indexOf(0xff));
}

/** The same tone without the frame that says how long it is. */
function withoutAnnouncement(bytes: Buffer): Buffer {
  const second = bytes.indexOf(bytes.subarray(0, 2), 100);
  return bytes.subarray(second);
}

async function store(...parts: readonly Buffer[]): Promise<string> {
  const file = path.join(folder, 'stream');
  await writeFile(file, Buffer.concat(parts));
  return file;
}

describe('what lies between frames is no sound and hides none', () => {
  const between: [string, Buffer][] = [
    ['an ID3v2 tag', id3v2Tag(300)],
    ['an ID3v2 tag longer than what is read at once', id3v2Tag(600_000)],
    ['an ID3v1 tag', id3v1Tag()],
    ['an APE tag', apeTag(200, true)],
    ['an APE tag without a header', apeTag(200, false)],
    ['a Lyrics3 tag', lyricsTag()],
    ['zeros', Buffer.alloc(3000)],
    ['one tag behind the other', Buffer.concat([lyricsTag(), apeTag(90, true), id3v1Tag(), id3v2Tag(40)])],
  ];
  const streams: [string, Buffer][] = [
    ['mp3', toneMp3],
    ['aac', toneAac],
  ];
  test.each(streams.flatMap(([name, tone]) => between.map(([what, bytes]) => ({ name, tone, what, bytes }))))(
    '$name: $what',
    async ({ tone, bytes }) => {
      const file = await store(tone, bytes, tone, bytes);
      const { outcome, channels } = await decodeFile(file);
      expect(soundingStretches(channels[0], toneSeconds)).toBe(2);
      expect(outcome).toMatchObject({ kind: 'decoded', truncated: false });
      expect(outcome?.kind === 'decoded' && outcome.notices.map(({ code }) => code)).not.toContain(
        'media_part_lost',
      );
    },
  );

  test.each(streams)('%s: other bytes are passed over, and that is told', async (_, tone) => {
    const file = await store(tone, junk(5000), tone, junk(12_000));
    const { outcome, channels } = await decodeFile(file);
    expect(soundingStretches(channels[0], toneSeconds)).toBe(2);
    expect(outcome).toMatchObject({ kind: 'decoded', truncated: false });
    expect(outcome?.kind === 'decoded' && outcome.notices).toContainEqual({
      code: 'media_part_lost',
      count: 2,
      firstPlace: expect.stringMatching(/^0:00\.[89]$/),
    });
  });

  test.each(streams)('%s: a stream that was tapped begins within a frame', async (name, tone) => {
    const file = await store(tone.subarray(50));
    expect(await probeMedia(file)).toMatchObject({ container: name === 'aac' ? 'adts' : 'mp3' });
  });
});

describe('parts that were joined', () => {
  test.each([
    { rate: 22_050, channels: 1 as const },
    { rate: 48_000, channels: 1 as const },
    { rate: 22_050, channels: 2 as const, lines: 1 },
  ])('mp3 of another kind between: $rate Hz, $channels channels', async ({ lines, ...kind }) => {
    const file = await store(toneMp3, silentMpegFrames({ ...kind, seconds: 3 }), toneMp3);
    const { outcome, channels } = await decodeFile(file);
    expect(soundingStretches(channels[0], toneSeconds)).toBe(2);
    expect((channels[0]?.length ?? 0) / 16_000).toBeCloseTo(4.6, 0);
    expect(outcome).toMatchObject({ truncated: false, notices: [{ code: 'media_parts_joined', count: 2 }] });
    const info = await probeMedia(file);
    expect(info.kind === 'media' && info.lines).toBe(lines);
  });

  test('each mp3 with an announcement of its own', async () => {
    const file = await store(toneMp3, toneMp3, toneMp3);
    const { outcome, channels } = await decodeFile(file);
    expect(soundingStretches(channels[0], toneSeconds)).toBe(3);
    expect(outcome).toMatchObject({ truncated: false });
  });
});

describe('how long an mp3 is', () => {
  test.each([
    ['without an announcement, from its frames', () => [withoutAnnouncement(toneMp3)], 0.8, false],
    ['variable bit rate that begins quietly', () => [quietThenLoud()], 6.8, false],
    [
      'an announcement of more frames than there are',
      () => [xingFrame(1000, 400_000), withoutAnnouncement(toneMp3)],
      0.8,
      true,
    ],
    ['an announcement that fits', () => [xingFrame(33, 8000), withoutAnnouncement(toneMp3)], 0.8, false],
  ])('%s', async (_, parts, seconds, truncated) => {
    const info = await probeMedia(await store(...parts()));
    expect(info).toMatchObject({ kind: 'media', truncated });
    expect(info.kind === 'media' ? info.durationSeconds : 0).toBeCloseTo(seconds, 0);
  });

  // The bit rate of the first frame is more than double that of the others.
  function quietThenLoud(): Buffer {
    return Buffer.concat([
      silentMpegFrames({ rate: 44_100, channels: 1, seconds: 6 }),
      withoutAnnouncement(toneMp3),
    ]);
  }
});
