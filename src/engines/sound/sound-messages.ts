import type { Notice } from '../../base/notice.ts';
import type { MediaInfo, MediaRefusal } from '../media/media-info.ts';

export type SoundRequest =
  /** `told` is what somebody says that is in a recording without a header. */
  | { kind: 'probe'; file: string; told?: string | undefined }
  | { kind: 'decode'; file: string; folder: string | null };

/** A recording as sound: one file of raw 16-bit little-endian samples at 16 kHz for each line of talk, written into the folder. */
export interface DecodedSound {
  kind: 'decoded';
  info: MediaInfo;
  durationSeconds: number;
  /** The file ends before what it announces, or much of it could not be decoded. */
  truncated: boolean;
  /** Tells what was mended, is silent or is missing. */
  notices: readonly Notice[];
  /** File names in the folder; none where only the peaks were asked for. */
  channels: readonly string[];
  /** One value of 0..127 per 100 ms. */
  peaks: readonly number[];
}

export type SoundResult = MediaInfo | DecodedSound | MediaRefusal;

export type SoundReport =
  | { kind: 'progress'; fraction: number }
  | { kind: 'result'; result: SoundResult }
  | { kind: 'bug'; message: string };
