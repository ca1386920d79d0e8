/** Where a chunk of a wav file stands. */
export interface ChunkPlace {
  name: string;
  bytes: number;
  start: number;
}

/** Damage of a recording that ends too early, or cannot be played although its format is known. */
export type MediaDamage =
  /** `format`: the title of the format that it shows, if any. */
  | { problem: 'too_small'; format: string | null; bytes: number }
  | { problem: 'no_index' | 'no_beginning' }
  | { problem: 'no_sound_format' | 'no_first_chunk' | 'ends_in_header' | 'ends_before_sound' }
  | { problem: 'chunk_too_long'; chunk: ChunkPlace }
  | { problem: 'chunk_misplaced'; chunk: ChunkPlace; at: number }
  /** `next`: the chunk that stands where a byte of padding belongs. */
  | {
      problem: 'chunk_unpadded';
      chunk: ChunkPlace;
      next: string;
      at: number;
    }
  | { problem: 'header_damaged'; channels: number; sampleRate: number };

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
  | { code: PlainCode; problem?: undefined }
  | { code: 'not_media'; problem: 'text'; told: string | null }
  | ({ code: 'media_truncated' } & MediaDamage)
  | {
      code: 'media_decoder_missing';
      problem: 'needs_ffmpeg' | 'unknown_to_ffmpeg';
      /** The title of the format. */
      format: string;
      /** The format of a file without a header, as its name tells it. */
      headerless: string | null;
    }
  | { code: 'media_format_unclear'; problem: 'unnamed' }
  | { code: 'media_format_unclear'; problem: 'no_frames'; told: string }
  | {
      code: 'media_format_unclear';
      problem: 'is_another';
      told: string;
      /** The title of the format that it has. */
      format: string;
    }
  | {
      code: 'media_format_unclear';
      problem: 'is_no_gsm';
      /** The file's name, or somebody's word, says that it is GSM. */
      basis: 'name' | 'told';
      frameBytes: number;
    }
  | { code: 'media_too_long'; mostSeconds: number };

export type MediaRefusal = { kind: 'refused' } & MediaFault;

export function refuseMedia(fault: MediaFault | PlainCode): MediaRefusal {
  return typeof fault === 'string' ? { kind: 'refused', code: fault } : { kind: 'refused', ...fault };
}

/** Whether a write failed because the disk, or the user's share of it, is full. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');
}
