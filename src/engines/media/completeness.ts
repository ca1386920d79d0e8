import type { MediaInfo } from './pcm-block.ts';

// A recording that ends this much before its announced end counts as cut off.
const truncationSeconds = 1;
// Decoders drop what an encoder put in front, less than 0.1 s.
const shortfallSeconds = 0.5;
const muchMissing = 0.1;
// Sums of durations are off by less.
const roundingSeconds = 0.001;

/** Whether a recording gave less than its container announces. A length that is an estimate announces nothing. */
export function isCutOff(
  info: Pick<MediaInfo, 'durationSeconds' | 'durationIsEstimate' | 'truncated'>,
  decodedSeconds: number,
): boolean {
  if (info.truncated) return true;
  return !info.durationIsEstimate && decodedSeconds < info.durationSeconds - truncationSeconds;
}

/** How much less was decoded than the packets hold, in whole seconds; `isMuch` where it is more than a tenth. */
export function missingSound(
  heldSeconds: number | null,
  soundSeconds: number,
): { seconds: number; isMuch: boolean } {
  const missing = (heldSeconds ?? soundSeconds) - soundSeconds;
  if (heldSeconds === null || missing <= shortfallSeconds) return { seconds: 0, isMuch: false };
  return { seconds: Math.ceil(missing - roundingSeconds), isMuch: missing > heldSeconds * muchMissing };
}
