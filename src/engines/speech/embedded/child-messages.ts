import type { Attribution, AttributionJob } from './attribute.ts';
import type { DiarisationFiles } from './diarisation-models.ts';
import type { EmbeddedParts } from './parts.ts';
import type { Transcription, TranscriptionJob } from './transcribe.ts';

export type ChildWork =
  | { kind: 'transcribe'; job: TranscriptionJob }
  | { kind: 'attribute'; job: AttributionJob };

export interface ChildRequest {
  work: ChildWork;
  journalPath: string;
  parts: EmbeddedParts;
  tokensPath: string;
  /** Models for sherpa-onnx's own diarisation, where they are installed and have not failed. */
  diarisation?: DiarisationFiles;
}

/** The last word of a child that finished. */
export type ChildDone =
  | { kind: 'transcribed'; transcription: Transcription; residentBytes: number }
  | { kind: 'attributed'; attribution: Attribution; residentBytes: number };

/** The child's messages under way. */
export type ChildNews =
  | { kind: 'progress'; fraction: number }
  /** A model file goes to native code now, which may end the process or stay silent for a while. */
  | { kind: 'trying'; file: string; allowanceMs: number }
  | { kind: 'tried'; file: string }
  | { kind: 'model_unusable'; file: string; message: string }
  | { kind: 'notice'; message: string };

/** The child's last word on a request: `recycle` asks for a fresh process, which goes on from the journal. */
export type ChildVerdict =
  | ChildDone
  | { kind: 'recycle' }
  | { kind: 'native_missing'; message: string }
  | { kind: 'failed'; message: string };

export type ChildReport = ChildNews | ChildVerdict;
