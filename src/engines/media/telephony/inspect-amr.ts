import { refuseMedia } from '../media-refusal.ts';
import type { DamageTally, Inspection, PcmBlock } from '../pcm-block.ts';
import { openAmr } from './amr-decoder.ts';
import { amrFrameSeconds, amrRates } from './amr-frames.ts';
import { type AmrSource, readAmrFrames } from './amr-stream.ts';

/** A file of AMR frames. Frames differ in size, so that its length shows only when all are counted. */
export async function inspectAmr(source: AmrSource): Promise<Inspection> {
  let heard = 0;
  let damaged = 0;
  for await (const { frames, damagedParts } of readAmrFrames(source)) {
    heard += frames.length;
    damaged += damagedParts;
  }
  if (heard === 0) return refuseMedia('media_empty');
  if (heard <= damaged) return refuseMedia('media_truncated');
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      container: source.band === 'amr-nb' ? 'amr' : 'amr-wb',
      codec: source.band,
      durationSeconds: heard * amrFrameSeconds,
      channels: 1,
      sampleRate: amrRates[source.band],
      truncated: false,
    },
    open: (tally) => decodeAmr(source, tally),
  };
}

async function* decodeAmr(source: AmrSource, tally: DamageTally): AsyncGenerator<PcmBlock> {
  const decoder = await openAmr(source.band, tally);
  try {
    for await (const { frames, damagedParts } of readAmrFrames(source)) {
      tally.damagedParts += damagedParts;
      tally.heldSeconds = (tally.heldSeconds ?? 0) + frames.length * amrFrameSeconds;
      if (frames.length > 0) yield await decoder.decode([...frames]);
    }
  } finally {
    decoder.free();
  }
}
