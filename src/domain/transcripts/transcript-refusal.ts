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

export function refuse(code: TranscriptFault, message: string): TranscriptRefusal {
  return { kind: 'refused', code, message };
}
