import { type Edit, editOffsetSeconds } from './iso-movie.ts';
import type { DamageTally, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';

/** A stretch of a track that players show, on the track's time line behind what its edits cut in front. */
export type ShownStretch = { from: number; to: number; heardAt: number };

// Encoders add some silence at both ends, which the edit list takes away again.
const paddingSeconds = 1;
// Times of the movie are coarser than those of its sound.
const roundingSeconds = 0.1;

/**
 * The stretches that an edit list shows of a track that plays for `seconds`; null where it hides nothing but
 * padding. A list that goes back in time cannot be followed while reading on: then all is shown as it lies.
 */
export function shownStretches(edits: readonly Edit[], seconds: number): ShownStretch[] | null {
  const offset = editOffsetSeconds(edits);
  const shown: ShownStretch[] = [];
  let heardAt = 0;
  for (const { mediaStart, seconds: length } of edits) {
    const from = (mediaStart ?? 0) - offset;
    if (mediaStart !== null) shown.push({ from, to: from + length, heardAt });
    heardAt += length;
  }
  const goesBack = shown.some(({ from, to }, index) => from < (shown[index - 1]?.to ?? from) || to <= from);
  const only = shown.length === 1 ? shown[0] : undefined;
  const cutSeconds = only === undefined ? 0 : only.from + offset + (seconds - offset - only.to);
  const hidesNothing = shown.length === 0 || (only !== undefined && cutSeconds <= paddingSeconds);
  if (goesBack) return [{ from: -offset, to: seconds - offset, heardAt: 0 }];
  return hidesNothing ? null : shown;
}

/** The parts of blocks that are shown, at the time at which they are; that others are not heard is told. */
export async function* keepShown(
  blocks: AsyncIterable<PcmBlock>,
  shown: readonly ShownStretch[],
  tally: DamageTally,
): AsyncGenerator<PcmBlock> {
  let position = 0;
  let isHidden = false;
  let heardUntil = 0;
  for await (const block of blocks) {
    const from = block.startSeconds ?? position;
    position = from + (block.channels[0]?.length ?? 0) / block.sampleRate;
    const kept = shown.flatMap((stretch) => partWithin(block, { from, to: position }, stretch) ?? []);
    const keptSeconds = kept.reduce((sum, part) => sum + secondsOf(part), 0);
    const hiddenSeconds = secondsOf(block) - keptSeconds;
    tally.heldSeconds = (tally.heldSeconds ?? 0) - hiddenSeconds;
    if (hiddenSeconds > roundingSeconds && !isHidden)
      tally.notices.add('media_part_hidden', placeAt(heardUntil));
    isHidden = hiddenSeconds > roundingSeconds && keptSeconds === 0;
    yield* kept;
    heardUntil += keptSeconds;
  }
}

function partWithin(
  { sampleRate, channels }: PcmBlock,
  place: { from: number; to: number },
  stretch: ShownStretch,
): PcmBlock | null {
  const start = Math.max(place.from, stretch.from);
  const end = Math.min(place.to, stretch.to);
  if (end <= start) return null;
  const [first, last] = [start, end].map((at) => Math.round((at - place.from) * sampleRate));
  return {
    sampleRate,
    channels: channels.map((samples) => samples.subarray(first, last)),
    startSeconds: stretch.heardAt + start - stretch.from,
  };
}

function secondsOf({ channels, sampleRate }: PcmBlock): number {
  return (channels[0]?.length ?? 0) / sampleRate;
}
