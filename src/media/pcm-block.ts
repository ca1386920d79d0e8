import type { MediaRefusal } from './media-refusal.ts';

/** Decoded sound: one array per channel, all of one length, nominally within -1..1. */
export type PcmBlock = {
  readonly sampleRate: number;
  readonly channels: readonly Float32Array[];
  /** Where the container says the block begins; absent when blocks simply follow each other. */
  readonly startSeconds?: number;
};

/** Parts of a file that could not be decoded and were left out, counted while decoding. */
export type DamageTally = { damagedParts: number };

export type MediaInfo = {
  readonly kind: 'media';
  readonly container: string;
  readonly codec: string;
  readonly durationSeconds: number;
  /** The container announces no length: the duration is worked out from its size or bit rate, and proves no loss. */
  readonly durationIsEstimate?: boolean;
  readonly channels: number;
  readonly sampleRate: number;
  /** The file says it holds more than it does. */
  readonly truncated: boolean;
};

/** A recognised file: what it is, and how to get its sound. */
export type OpenableMedia = {
  readonly kind: 'openable';
  readonly info: MediaInfo;
  readonly open: (tally: DamageTally) => AsyncIterable<PcmBlock>;
};

export type Inspection = OpenableMedia | MediaRefusal;
