import {
  askFfmpeg,
  decodeWithFfmpeg,
  type FfmpegInput,
  type FfmpegTrack,
  ffmpegInput,
  ffmpegRate,
} from './ffmpeg-process.ts';
import { refuseForeignFormat, refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { describeSound, type HeardTrack, openHeard } from './track-lines.ts';

/** A known format without a built-in decoder: a system FFmpeg reads it where there is one in PATH. */
export async function inspectForeign(
  file: string,
  formatName: string,
  container: string = formatName,
  ffmpegName: string | null = null,
): Promise<Inspection> {
  const input = ffmpegInput(file, ffmpegName);
  const report = await askFfmpeg(input);
  if (report.kind === 'absent') return refuseForeignFormat(formatName);
  if (report.tracks.length === 0) return refuseMedia('media_no_audio');
  const heard = report.tracks.map((track, index) => foreignTrack(input, index, track));
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container,
      ...describeSound(heard),
      durationSeconds: report.durationSeconds ?? 0,
      truncated: false,
    },
    open: (tally) => openHeard(heard, tally),
  };
}

/** The sound tracks of a file as a system FFmpeg decodes them; null where it does not see so many, or is not there. */
export async function foreignTracks(file: string, count: number): Promise<HeardTrack[] | null> {
  const input = ffmpegInput(file);
  const report = await askFfmpeg(input);
  if (report.kind === 'absent' || report.tracks.length !== count) return null;
  return report.tracks.map((track, index) => foreignTrack(input, index, track));
}

function foreignTrack(input: FfmpegInput, index: number, { codec, channels }: FfmpegTrack): HeardTrack {
  return {
    name: `track ${index + 1}`,
    codec,
    channels,
    sampleRate: ffmpegRate,
    open: () => decodeWithFfmpeg(input, { index, channels }),
  };
}
