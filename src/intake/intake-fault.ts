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

/** What a detail of a conversation must be. */
export type DetailRule = (typeof detailRules)[number];

export interface DetailFault {
  readonly code: (typeof detailCodes)[number];
  /** Such as `participants.0.name`. */
  readonly at: string;
  readonly rule: DetailRule;
  /** The bound of `not_too_long` and `not_too_many`. */
  readonly most: number | null;
}

/** Why something was not taken in; nothing of it is stored. */
export type IntakeFault =
  | TranscriptFault
  | MediaFault
  | SpeechFault
  | DetailFault
  | { readonly code: 'file_missing' | 'recording_given_twice' }
  | { readonly code: 'recording_missing'; readonly problem: 'no_file'; readonly file: string }
  | { readonly code: 'not_media'; readonly problem: 'nor_text' }
  /** Part of it may be taken, if that is wished. */
  | { readonly code: 'media_truncated'; readonly problem: 'ends_early' }
  /** `cause`: what the store said. */
  | { readonly code: 'storage_failed'; readonly cause: string }
  | { readonly code: 'unknown_user'; readonly email: string }
  | { readonly code: 'unknown_department'; readonly name: string };

export type IntakeRefusal = { readonly kind: 'refused' } & IntakeFault;
