import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { refuseForeignFormat, refuseMedia } from './media-refusal.ts';
import type { Inspection, PcmBlock } from './pcm-block.ts';
import { samplesFromBytes } from './pcm-samples.ts';

const ffmpegChannels = 2;
const ffmpegRate = 48_000;
const probeTimeoutMs = 30_000;
const maxReportBytes = 64 * 1024;

type FfmpegReport =
  | { readonly kind: 'absent' }
  | { readonly kind: 'report'; readonly durationSeconds: number | null; readonly codec: string | null };

/** A known format without a built-in decoder: a system FFmpeg reads it where there is one in PATH. */
export async function inspectForeign(
  file: string,
  formatName: string,
  container: string = formatName,
  ffmpegName: string | null = null,
): Promise<Inspection> {
  // Only a file without a header must be named; of the others FFmpeg finds out itself.
  const input = [...(ffmpegName === null ? [] : ['-f', ffmpegName]), '-i', `file:${file}`];
  const report = await askFfmpeg(input);
  if (report.kind === 'absent') return refuseForeignFormat(formatName);
  if (report.codec === null) return refuseMedia('media_no_audio');
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container,
      codec: report.codec,
      durationSeconds: report.durationSeconds ?? 0,
      channels: ffmpegChannels,
      sampleRate: ffmpegRate,
      truncated: false,
    },
    open: () => decodeWithFfmpeg(input),
  };
}

// `file:` keeps a name such as "concat:..." from being read as a protocol.
async function askFfmpeg(input: readonly string[]): Promise<FfmpegReport> {
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
  const codec = /Stream #.*: Audio: (\w+)/.exec(text)?.[1] ?? null;
  const durationSeconds = duration
    ? Number(duration[1]) * 3600 + Number(duration[2]) * 60 + Number(duration[3])
    : null;
  return { kind: 'report', durationSeconds, codec };
}

async function* decodeWithFfmpeg(input: readonly string[]): AsyncGenerator<PcmBlock> {
  // FFmpeg leaves out what it cannot decode, such as silence in AMR; silence in its place keeps what follows at its time.
  const inTime = ['-af', 'aresample=async=1:first_pts=0'];
  const output = [
    '-vn',
    ...inTime,
    '-ac',
    String(ffmpegChannels),
    '-ar',
    String(ffmpegRate),
    '-f',
    'f32le',
    '-',
  ];
  const quietly = ['-nostdin', '-v', 'error', '-protocol_whitelist', 'file'];
  const child = spawn('ffmpeg', [...quietly, ...input, '-map', '0:a:0', ...output], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const closed = once(child, 'close');
  const layout = {
    encoding: 'f32' as const,
    littleEndian: true,
    channels: ffmpegChannels,
    frameBytes: 4 * ffmpegChannels,
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
