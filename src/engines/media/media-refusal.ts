/** Where a chunk of a wav file stands. */
export interface ChunkPlace {
  readonly name: string;
  readonly bytes: number;
  readonly start: number;
}

/** What is wrong with a recording that ends too early, or cannot be played although its format is known. */
export type MediaDamage =
  /** `format`: the title of the format that it shows, if any. */
  | { readonly problem: 'too_small'; readonly format: string | null; readonly bytes: number }
  | { readonly problem: 'no_index' | 'no_beginning' }
  | { readonly problem: 'no_sound_format' | 'no_first_chunk' | 'ends_in_header' | 'ends_before_sound' }
  | { readonly problem: 'chunk_too_long'; readonly chunk: ChunkPlace }
  | { readonly problem: 'chunk_misplaced'; readonly chunk: ChunkPlace; readonly at: number }
  /** `next`: the chunk that stands where a byte of padding belongs. */
  | {
      readonly problem: 'chunk_unpadded';
      readonly chunk: ChunkPlace;
      readonly next: string;
      readonly at: number;
    }
  | { readonly problem: 'header_damaged'; readonly channels: number; readonly sampleRate: number };

/** Codes that say by themselves what there is to say. */
type PlainCode =
  | 'not_media'
  | 'media_truncated'
  | 'media_no_audio'
  | 'media_empty'
  | 'media_protected'
  | 'media_stuck'
  | 'disk_full';

/** Why a file cannot become sound. `told`: the format that somebody says it has. */
export type MediaFault =
  | { readonly code: PlainCode; readonly problem?: undefined }
  | { readonly code: 'not_media'; readonly problem: 'text'; readonly told: string | null }
  | ({ readonly code: 'media_truncated' } & MediaDamage)
  | {
      readonly code: 'media_decoder_missing';
      readonly problem: 'needs_ffmpeg' | 'unknown_to_ffmpeg';
      /** The title of the format. */
      readonly format: string;
      /** What the name of a file without a header says that it is. */
      readonly headerless: string | null;
    }
  | { readonly code: 'media_format_unclear'; readonly problem: 'unnamed' }
  | { readonly code: 'media_format_unclear'; readonly problem: 'no_frames'; readonly told: string }
  | {
      readonly code: 'media_format_unclear';
      readonly problem: 'is_another';
      readonly told: string;
      /** The title of the format that it has. */
      readonly format: string;
    }
  | {
      readonly code: 'media_format_unclear';
      readonly problem: 'is_no_gsm';
      /** What says that it is. */
      readonly basis: 'name' | 'told';
      readonly frameBytes: number;
    }
  | { readonly code: 'media_too_long'; readonly mostSeconds: number };

export type MediaRefusal = { readonly kind: 'refused' } & MediaFault;

export function refuseMedia(fault: MediaFault | PlainCode): MediaRefusal {
  return typeof fault === 'string' ? { kind: 'refused', code: fault } : { kind: 'refused', ...fault };
}

/** Whether a write failed because the disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
