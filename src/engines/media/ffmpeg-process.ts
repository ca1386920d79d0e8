import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { PcmBlock } from './pcm-block.ts';
import { samplesFromBytes } from './pcm-samples.ts';

/** The rate of what FFmpeg gives, whatever it reads. */
export const ffmpegRate = 48_000;
const mostChannels = 2;
const probeTimeoutMs = 30_000;
const maxReportBytes = 64 * 1024;

/** Arguments that tell FFmpeg its input: options and the file. */
export type FfmpegInput = readonly string[];

export type FfmpegReport =
  | { kind: 'absent' }
  | {
      kind: 'report';
      durationSeconds: number | null;
      /** The sound tracks, in order. */
      tracks: readonly FfmpegTrack[];
    };

export type FfmpegTrack = {
  codec: string;
  /** How many FFmpeg is asked for: it mixes more than two to two. */
  channels: number;
};

/** `file:` keeps a name such as "concat:..." from being read as a protocol. Only a file without a header must be named. */
export function ffmpegInput(file: string, formatName: string | null = null): FfmpegInput {
  return [...(formatName === null ? [] : ['-f', formatName]), '-i', `file:${file}`];
}

/** Asks a system FFmpeg, where there is one in PATH, about a file. */
export async function askFfmpeg(input: FfmpegInput): Promise<FfmpegReport> {
  const child = spawn('ffmpeg', ['-nostdin', '-hide_banner', '-protocol_whitelist', 'file', ...input], {
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: probeTimeoutMs,
    killSignal: 'SIGKILL',
  });
  let text = '';
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    if (text.length < maxReportBytes) text += part;
  });
  const started = await new Promise<boolean>((resolve) => {
    child.once('error', () => resolve(false));
    child.once('close', () => resolve(true));
  });
  if (!started) return { kind: 'absent' };
  const duration = /Duration: (\d+):(\d\d):(\d\d\.\d+)/.exec(text);
  const tracks = [...text.matchAll(/Stream #.*: Audio: (\w+)(.*)/g)].map(([, codec = '', rest = '']) => ({
    codec,
    channels: /, (?:mono|1 channels)\b/.test(rest) ? 1 : mostChannels,
  }));
  const durationSeconds = duration
    ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
    : null;
  return { kind: 'report', durationSeconds, tracks };
}

/** One sound track, counted from 0. */
export async function* decodeWithFfmpeg(
  input: FfmpegInput,
  { index, channels }: { index: number; channels: number },
): AsyncGenerator<PcmBlock> {
  const quietly = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file'];
  // FFmpeg leaves out what it cannot decode, such as silence in AMR; silence in its place keeps what follows at its time.
  const inTime = ['-vn', '-af', 'aresample=async=1:first_pts=0'];
  const shape = ['-ac', String(channels), '-ar', String(ffmpegRate), '-f', 'f32le', '-'];
  const child = spawn('ffmpeg', [...quietly, ...input, '-map', `0:a:${index}`, ...inTime, ...shape], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  const layout = {
    encoding: 'f32' as const,
    littleEndian: true,
    channels,
    frameBytes: 4 * channels,
  };
  let rest = Buffer.alloc(0);
  try {
    for await (const part of child.stdout) {
      rest = Buffer.concat([rest, part]);
      const whole = rest.length - (rest.length % layout.frameBytes);
      yield { sampleRate: ffmpegRate, channels: samplesFromBytes(rest.subarray(0, whole), layout) };
      rest = rest.subarray(whole);
    }
    await closed;
  } finally {
    if (child.exitCode === null) child.kill('SIGKILL');
  }
}
