import { NoticeTally } from '../../base/notice.ts';
import type { MediaRefusal } from './media-refusal.ts';

/** Decoded sound: one array per channel, all of one length, nominally within -1..1. */
export type PcmBlock = {
  sampleRate: number;
  channels: readonly Float32Array[];
  /** Where the container says the block begins; absent when blocks simply follow each other. */
  startSeconds?: number;
  /** No sound of the file but silence in its place: for a pause in its times, or for what is lost. */
  silence?: 'gap' | 'lost';
};

/** Faults that come to light while a file is decoded; readers and decoders write them here. */
export type DamageTally = {
  /** Parts that could not be decoded and were left out or made silent. */
  damagedParts: number;
  /** How long the packets play that the container holds, by its own account; null where it does not tell. */
  heldSeconds: number | null;
  /** Tells what was mended or left out; damaged parts, silence and a shortfall are added by the caller. */
  notices: NoticeTally;
};

export function startTally(): DamageTally {
  return { damagedParts: 0, heldSeconds: null, notices: new NoticeTally() };
}

export type MediaInfo = {
  kind: 'media';
  container: string;
  codec: string;
  durationSeconds: number;
  /** The container announces no length: the duration is worked out from its size or bit rate, and proves no loss. */
  durationIsEstimate?: boolean;
  /** How many the decoding gives. */
  channels: number;
  /** How many lines of talk they are, where that is not as the number of channels says. */
  lines?: number;
  sampleRate: number;
  /** The file says it holds more than it does. */
  truncated: boolean;
};

/** A recognised file: what it is, and how to get its sound. */
export type OpenableMedia = {
  kind: 'openable';
  info: MediaInfo;
  open: (tally: DamageTally) => AsyncIterable<PcmBlock>;
};

export type Inspection = OpenableMedia | MediaRefusal;
