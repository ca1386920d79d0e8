import type { PcmBlock } from './pcm-block.ts';

// Containers round their times and recorders jitter; only what is longer counts as a pause.
const gapSeconds = 0.1;
const silenceBlockSeconds = 2;
// Damaged times must not become hours of silence.
const maxGapSeconds = 3600;

/**
 * Puts blocks where the container says they begin. Sound before `zeroSeconds` is cut, and a pause in the times (a
 * muted or late microphone) becomes silence.
 */
export async function* placeOnTimeline(
  blocks: AsyncIterable<PcmBlock>,
  zeroSeconds: number,
): AsyncGenerator<PcmBlock> {
  let positionSeconds = 0;
  for await (const block of blocks) {
    const length = block.channels[0]?.length ?? 0;
    if (length === 0) continue;
    const startSeconds =
      block.startSeconds === undefined ? positionSeconds : block.startSeconds - zeroSeconds;
    const gap = startSeconds - positionSeconds;
    if (gap > gapSeconds && gap < maxGapSeconds) {
      yield* silentBlocks({ sampleRate: block.sampleRate, channels: block.channels.length }, gap, 'gap');
      positionSeconds += gap;
    }
    const early = Math.min(length, Math.max(0, Math.round(-startSeconds * block.sampleRate)));
    const skipped = positionSeconds === 0 ? early : 0;
    positionSeconds += (length - skipped) / block.sampleRate;
    yield {
      sampleRate: block.sampleRate,
      channels: block.channels.map((samples) => samples.subarray(skipped)),
    };
  }
}

/** Silence of `seconds`, in blocks; `cause` tells what it stands for. */
export function* silentBlocks(
  { sampleRate, channels }: { sampleRate: number; channels: number },
  seconds: number,
  cause: 'gap' | 'lost',
): Generator<PcmBlock> {
  let remaining = Math.round(seconds * sampleRate);
  while (remaining > 0) {
    const length = Math.min(remaining, sampleRate * silenceBlockSeconds);
    remaining -= length;
    const lines = Array.from({ length: channels }, () => new Float32Array(length));
    yield { sampleRate, channels: lines, silence: cause };
  }
}
