import type { StoredTranscript } from './stored-transcript.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import type { TranscriptRefusal } from './transcript-refusal.ts';

/** The result of one format's reader. */
export type TranscriptReading =
  | { kind: 'read'; transcript: StoredTranscript; header: TranscriptHeader }
  | TranscriptRefusal;
