import type { TranscriptFault } from '../domain/transcripts/transcript-refusal.ts';
import type { MediaFault } from '../engines/media/media-refusal.ts';
import type { SpeechFault } from '../engines/speech/recogniser.ts';

export const detailCodes = [
  'invalid_title',
  'invalid_company',
  'invalid_type',
  'invalid_date',
  'invalid_medium',
  'invalid_language',
  'invalid_participants',
  'invalid_key',
] as const;

export const detailRules = [
  'not_empty',
  'not_too_long',
  'not_too_many',
  'no_control_characters',
  'date',
  'not_in_future',
  'known_medium',
  'language_tag',
] as const;

export type DetailRule = (typeof detailRules)[number];

export interface DetailFault {
  code: (typeof detailCodes)[number];
  /** Such as `participants.0.name`. */
  at: string;
  rule: DetailRule;
  /** The bound of `not_too_long` and `not_too_many`. */
  most: number | null;
}

/** Why something was not taken in; nothing of it is stored. */
export type IntakeFault =
  | TranscriptFault
  | MediaFault
  | SpeechFault
  | DetailFault
  | { code: 'file_missing' | 'recording_given_twice' | 'idempotency_key_taken' | 'intake_failed' }
  | { code: 'recording_missing'; problem: 'no_file'; file: string }
  | { code: 'not_media'; problem: 'nor_text' }
  /** Part of it may be taken, if that is wished. */
  | { code: 'media_truncated'; problem: 'ends_early' }
  /** `cause`: what the store said. */
  | { code: 'storage_failed'; cause: string }
  | { code: 'unknown_user'; email: string }
  | { code: 'unknown_department'; name: string };

export type IntakeRefusal = { kind: 'refused' } & IntakeFault;
