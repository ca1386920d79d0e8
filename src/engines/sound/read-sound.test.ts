import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { MkvOutputFormat } from 'mediabunny';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readEncoded, writeTracks } from '../../../testing/media/mux.ts';
import { tone } from '../../../testing/media/tones.ts';
import { writeWav } from '../../../testing/media/wav-writer.ts';
import { programRoot } from '../../base/program.ts';
import { decodeSound, probeSound } from './read-sound.ts';

const rate = 8_000;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-sound-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function wavFile(name: string, channels: Float32Array[]): string {
  const file = path.join(folder, name);
  writeFileSync(file, writeWav(channels, { rate, encoding: 's16' }));
  return file;
}

/** A pipe that nobody writes into: whoever opens it hangs. */
function hangingFile(): string {
  const file = path.join(folder, 'hanging.wav');
  rmSync(file, { force: true });
  execFileSync('mkfifo', [file]);
  return file;
}

/** Processes that this one started and that live. */
function children(): string[] {
  const pids = readFileSync(`/proc/${process.pid}/task/${process.pid}/children`, 'utf8').trim();
  return pids === '' ? [] : pids.split(' ');
}

/** Starts a decoding and gives, with what comes of it, whether the process that was started for it lives. */
function watched<T>(decode: () => Promise<T>): { decoding: Promise<T>; lives: () => boolean } {
  const before = children();
  const decoding = decode();
  const started = children().filter((pid) => !before.includes(pid));
  expect(started).toHaveLength(1);
  return { decoding, lives: () => children().some((pid) => started.includes(pid)) };
}

test('mono: one raw file at 16 kHz, a peak per 100 ms', async () => {
  const sound = await decodeSound(wavFile('mono.wav', [tone(440, 2, rate)]), folder);
  expect(sound).toMatchObject({
    kind: 'decoded',
    durationSeconds: 2,
    truncated: false,
    channels: ['channel-1.pcm'],
    info: { container: 'wav', channels: 1 },
  });
  expect(sound.kind === 'decoded' && sound.peaks).toHaveLength(20);
  expect(sound.kind === 'decoded' && new Set(sound.peaks)).toEqual(new Set([64]));
  expect(statSync(path.join(folder, 'channel-1.pcm')).size).toBe(2 * 16_000 * 2);
});

test.each<[string, Float32Array[], string[]]>([
  ['two voices stay apart', [tone(440, 1, rate), tone(330, 1, rate)], ['channel-1.pcm', 'channel-2.pcm']],
  ['the same voices twice become one line', [tone(440, 1, rate), tone(440, 1, rate)], ['mixed-1.pcm']],
  ['a channel without sound is no line', [new Float32Array(rate), tone(440, 1, rate)], ['channel-2.pcm']],
  ['of silence one line is left', [new Float32Array(rate), new Float32Array(rate)], ['channel-1.pcm']],
])('stereo: %s', async (name, channels, names) => {
  expect(await decodeSound(wavFile(`${name}.wav`, channels), folder)).toMatchObject({ channels: names });
});

test('channels that cancel each other out are heard, and that is told', async () => {
  const voice = tone(440, 1, rate);
  const sound = await decodeSound(wavFile('crossed.wav', [voice, voice.map((value) => -value)]), folder);
  expect(sound).toMatchObject({
    channels: ['mixed-1.pcm'],
    notices: [{ code: 'media_channel_inverted', count: 1, firstPlace: null }],
  });
  const samples = readFileSync(path.join(folder, 'mixed-1.pcm'));
  expect(samples.readInt16LE(9 * 2)).not.toBe(0);
});

test('of several tracks one that repeats another is heard once, and that is told', async () => {
  const file = path.join(folder, 'tracks.mkv');
  const sound = await readEncoded(path.join(programRoot, 'testing/media/fixtures/tone.m4a'));
  writeFileSync(file, await writeTracks(new MkvOutputFormat(), [{ sound }, { sound }]));
  expect(await decodeSound(file, folder)).toMatchObject({
    channels: ['mixed-1.pcm'],
    notices: [{ code: 'media_tracks_alike', count: 1, firstPlace: null }],
  });
});

test('without a folder only the peaks are made', async () => {
  const sound = await decodeSound(wavFile('peaks.wav', [tone(440, 1, rate)]), null);
  expect(sound).toMatchObject({ kind: 'decoded', channels: [], durationSeconds: 1 });
});

test('a probe says what is in the file, and refuses what is none', async () => {
  expect(await probeSound(wavFile('probe.wav', [tone(440, 3, rate)]))).toMatchObject({
    kind: 'media',
    container: 'wav',
    durationSeconds: 3,
    channels: 1,
  });
  const text = path.join(folder, 'text.mp3');
  writeFileSync(text, 'Erik: Hello.\n'.repeat(100));
  expect(await probeSound(text)).toMatchObject({ kind: 'refused', code: 'not_media' });
});

test.skipIf(process.platform !== 'linux')(
  'a decoder that hangs is ended by the watchdog (needs /proc)',
  async () => {
    const { decoding, lives } = watched(() => decodeSound(hangingFile(), folder, { silenceMs: 1_000 }));
    expect(await decoding).toMatchObject({ kind: 'refused', code: 'media_stuck' });
    await expect.poll(lives).toBe(false);
  },
);

test.skipIf(process.platform !== 'linux')(
  'an abort ends the child and rejects with its reason (needs /proc)',
  async () => {
    const abort = new AbortController();
    const { decoding, lives } = watched(() => decodeSound(hangingFile(), folder, { signal: abort.signal }));
    abort.abort(new Error('The lease is lost'));
    await expect(decoding).rejects.toThrow('The lease is lost');
    await expect.poll(lives).toBe(false);
  },
);

test('an abort before the start starts nothing', async () => {
  const gone = decodeSound('nowhere.wav', folder, { signal: AbortSignal.abort(new Error('Gone')) });
  await expect(gone).rejects.toThrow('Gone');
});

const small = mountSmall();
if (!small) console.warn('SKIPPED: a full disk needs Linux, root and mount, to make a file system of 64 KB');
afterAll(async () => {
  if (!small) return;
  await vi.waitFor(() => execFileSync('umount', [small], { stdio: 'ignore' }), { timeout: 120_000 });
  rmSync(small, { recursive: true });
});

/** A file system of 64 KB, where this process may make one. */
function mountSmall(): string | null {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const place = mkdtempSync(path.join(os.tmpdir(), 'meetric-small-'));
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', place], { stdio: 'ignore' });
    return place;
  } catch {
    rmSync(place, { recursive: true });
    return null;
  }
}

test.skipIf(!small)('a full disk is a refusal', async () => {
  const outcome = await decodeSound(wavFile('long.wav', [tone(440, 30, rate)]), small);
  expect(outcome).toMatchObject({ kind: 'refused', code: 'disk_full' });
});
