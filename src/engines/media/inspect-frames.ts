import { type FrameSpan, readFrames } from './frame-stream.ts';
import type { FrameGroup, FrameSyntax } from './frames.ts';
import { refuseMedia } from './media-refusal.ts';
import type { PacketDecoder } from './packet-decoder.ts';
import type { DamageTally, Inspection, MediaInfo, PcmBlock } from './pcm-block.ts';
import { placeAt } from './place-at.ts';
import { placeOnTimeline } from './timeline.ts';

/** A stream of frames without a container, which may be several files one behind the other. */
export type FrameFile = {
  file: string;
  span: FrameSpan;
  syntax: FrameSyntax;
  names: Pick<MediaInfo, 'container' | 'codec'>;
  openDecoder: (tally: DamageTally) => Promise<PacketDecoder>;
};

// A part that ends this much before its announced end was cut off.
const truncationSeconds = 1;
// An ID3v1 tag of 128 bytes may follow the sound, and writers count their own frame or not.
const byteTolerance = 4096;

type Walk = {
  seconds: number;
  channels: number[];
  sampleRate: number;
  /** The part that the newest announcement covers and that has not come yet. */
  missing: { seconds: number; bytes: number | null };
};

/** Goes through the headers of all frames of a stream: nothing else says how long it is. */
export async function inspectFrames(source: FrameFile): Promise<Inspection> {
  const walk: Walk = { seconds: 0, channels: [], sampleRate: 0, missing: { seconds: 0, bytes: null } };
  for await (const group of readFrames(source.file, source.span, source.syntax)) {
    if (group.kind === 'frames') addGroup(walk, group);
    else if (walk.missing.bytes !== null) walk.missing.bytes -= group.bytes;
  }
  if (walk.seconds === 0) return refuseMedia('media_empty');
  const channels = Math.max(...walk.channels);
  return {
    kind: 'openable',
    info: {
      kind: 'media',
      ...source.names,
      durationSeconds: walk.seconds,
      channels,
      // Where parts differ, a channel is nobody's own.
      ...(walk.channels.some((count) => count !== channels) ? { lines: 1 } : {}),
      sampleRate: walk.sampleRate,
      truncated: isCutOff(walk),
    },
    open: (tally) => placeOnTimeline(decodeFrames(source, tally), 0),
  };
}

function addGroup(walk: Walk, { header, seconds, frames, announcement }: FrameGroup): void {
  if (walk.sampleRate === 0) walk.sampleRate = header.sampleRate;
  if (!walk.channels.includes(header.channels)) walk.channels.push(header.channels);
  if (announcement !== null) {
    walk.missing = { seconds: announcement.seconds ?? 0, bytes: announcement.bytes };
  }
  walk.seconds += seconds - (announcement?.trimmedSeconds ?? 0);
  walk.missing.seconds -= seconds;
  if (walk.missing.bytes !== null) {
    walk.missing.bytes -= frames.reduce((sum, frame) => sum + frame.length, 0);
  }
}

// Frames that are damaged in the middle are missing too, but their bytes are there: that is no end too early.
function isCutOff({ missing: { seconds, bytes } }: Walk): boolean {
  return bytes === null ? seconds > truncationSeconds : bytes > byteTolerance;
}

/** Frames that one decoder takes: a file that was joined to others, or what has one format. */
type Part = { decoder: PacketDecoder; format: string };

async function* decodeFrames(source: FrameFile, tally: DamageTally): AsyncGenerator<PcmBlock> {
  let part: Part | null = null;
  let startSeconds = 0;
  try {
    for await (const group of readFrames(source.file, source.span, source.syntax)) {
      if (group.kind === 'junk') {
        tally.notices.add('media_part_lost', placeAt(startSeconds));
        continue;
      }
      if (part !== null && beginsPart(group, part)) {
        tally.notices.add('media_parts_joined', placeAt(startSeconds));
        part.decoder.free();
        part = null;
      }
      part ??= { decoder: await source.openDecoder(tally), format: group.header.format };
      yield await decodeGroup(group, part, startSeconds);
      startSeconds += group.seconds - (group.announcement?.trimmedSeconds ?? 0);
      tally.heldSeconds = startSeconds;
    }
  } finally {
    part?.decoder.free();
  }
}

function beginsPart({ header, announcement }: FrameGroup, part: Part): boolean {
  return announcement !== null || header.format !== part.format;
}

async function decodeGroup(
  { frames }: FrameGroup,
  { decoder }: Part,
  startSeconds: number,
): Promise<PcmBlock> {
  return { ...(await decoder.decode(frames)), startSeconds };
}
