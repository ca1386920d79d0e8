import type { MediaInfo } from './pcm-block.ts';

// A recording that ends this much before its announced end counts as cut off.
const truncationSeconds = 1;

/** Whether a recording gave less than its container announces. A length that is an estimate announces nothing. */
export function isCutOff(
  info: Pick<MediaInfo, 'durationSeconds' | 'durationIsEstimate' | 'truncated'>,
  decodedSeconds: number,
): boolean {
  if (info.truncated) return true;
  return !info.durationIsEstimate && decodedSeconds < info.durationSeconds - truncationSeconds;
}
