import type { Notice } from '../../base/notice.ts';
import type { MediaInfo, MediaRefusal } from '../media/media-info.ts';

export type SoundRequest =
  /** `told` is what somebody says that is in a recording without a header. */
  | { readonly kind: 'probe'; readonly file: string; readonly told?: string | undefined }
  | { readonly kind: 'decode'; readonly file: string; readonly folder: string | null };

/** A recording as sound: one file of raw 16-bit little-endian samples at 16 kHz for each line of talk, written into the folder. */
export interface DecodedSound {
  readonly kind: 'decoded';
  readonly info: MediaInfo;
  readonly durationSeconds: number;
  /** The file ends before what it announces, or much of it could not be decoded. */
  readonly truncated: boolean;
  /** Tells what was mended, is silent or is missing. */
  readonly notices: readonly Notice[];
  /** File names in the folder; none where only the peaks were asked for. */
  readonly channels: readonly string[];
  /** One value of 0..127 per 100 ms. */
  readonly peaks: readonly number[];
}

export type SoundResult = MediaInfo | DecodedSound | MediaRefusal;

export type SoundReport =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'result'; readonly result: SoundResult }
  | { readonly kind: 'bug'; readonly message: string };
