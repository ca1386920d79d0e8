import type { StoredTranscript } from './stored-transcript.ts';
import type { TranscriptHeader } from './transcript-header.ts';
import type { TranscriptRefusal } from './transcript-refusal.ts';

/** What the reader of one format gives. */
export type TranscriptReading =
  | { kind: 'read'; transcript: StoredTranscript; header: TranscriptHeader }
  | TranscriptRefusal;
