import type { StoredTranscript } from './stored-transcript.ts';
import type { TranscriptHeader } from './transcript-header.ts';

export type TranscriptFault =
  | 'empty'
  | 'not_text'
  | 'unknown_format'
  | 'malformed'
  | 'no_speech'
  | 'time_unit_unknown'
  | 'too_large';

export interface TranscriptRefusal {
  kind: 'refused';
  code: TranscriptFault;
  /** For a person: what is wrong, and where. */
  message: string;
}

/** What the reader of one format gives. */
export type TranscriptReading =
  | { kind: 'read'; transcript: StoredTranscript; header: TranscriptHeader }
  | TranscriptRefusal;

export function refuse(code: TranscriptFault, message: string): TranscriptRefusal {
  return { kind: 'refused', code, message };
}
