import type { EmbeddedParts } from './parts.ts';
import type { Transcription, TranscriptionJob } from './transcribe.ts';

export interface ChildRequest {
  readonly job: TranscriptionJob;
  readonly journalPath: string;
  readonly parts: EmbeddedParts;
  readonly tokensPath: string;
}

/** What the child says: `recycle` asks for a fresh process, which goes on from the journal. */
export type ChildReport =
  | { readonly kind: 'progress'; readonly fraction: number }
  | { readonly kind: 'recycle' }
  | { readonly kind: 'native_missing'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly transcription: Transcription; readonly residentBytes: number };
