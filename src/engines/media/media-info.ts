import { inspectMedia } from './inspect-media.ts';
import { type MediaRefusal, refuseMedia } from './media-refusal.ts';
import type { MediaInfo } from './pcm-block.ts';

export type { MediaRefusal } from './media-refusal.ts';
export type { MediaInfo } from './pcm-block.ts';

/** The longest recording that is taken. */
export const longestMediaSeconds = 12 * 3600;

/**
 * Describes a file by its content and by what it is `told` to be, or refuses it. Only streams without a container
 * are read whole.
 */
export async function probeMedia(
  file: string,
  maxSeconds: number = longestMediaSeconds,
  told?: string,
): Promise<MediaInfo | MediaRefusal> {
  const inspection = await inspectMedia(file, told);
  if (inspection.kind === 'refused') return inspection;
  return inspection.info.durationSeconds > maxSeconds ? refuseLength(maxSeconds) : inspection.info;
}

export function refuseLength(maxSeconds: number): MediaRefusal {
  const hours = Math.round(maxSeconds / 360) / 10;
  return refuseMedia(
    'media_too_long',
    `This recording is longer than ${hours} hours. Cut it into shorter parts and import each.`,
  );
}
