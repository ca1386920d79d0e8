import type { Attribution, AttributionJob } from './attribute.ts';
import type { DiarisationFiles } from './diarisation-models.ts';
import type { EmbeddedParts } from './parts.ts';
import type { Transcription, TranscriptionJob } from './transcribe.ts';

export type ChildWork =
  | { readonly kind: 'transcribe'; readonly job: TranscriptionJob }
  | { readonly kind: 'attribute'; readonly job: AttributionJob };

export interface ChildRequest {
  readonly work: ChildWork;
  readonly journalPath: string;
  readonly parts: EmbeddedParts;
  readonly tokensPath: string;
  /** Models for sherpa-onnx's own diarisation, where they are installed and have not failed. */
  readonly diarisation?: DiarisationFiles;
}

/** The last word of a child that finished. */
export type ChildDone =
  | { readonly kind: 'transcribed'; readonly transcription: Transcription; readonly residentBytes: number }
  | { readonly kind: 'attributed'; readonly attribution: Attribution; readonly residentBytes: number };

/** The child's messages under way. */
export type ChildNews =
  | { readonly kind: 'progress'; readonly fraction: number }
  /** A model file goes to native code now, which may end the process or stay silent for a while. */
  | { readonly kind: 'trying'; readonly file: string; readonly allowanceMs: number }
  | { readonly kind: 'tried'; readonly file: string }
  | { readonly kind: 'model_unusable'; readonly file: string; readonly message: string }
  | { readonly kind: 'notice'; readonly message: string };

/** The child's last word on a request: `recycle` asks for a fresh process, which goes on from the journal. */
export type ChildVerdict =
  | ChildDone
  | { readonly kind: 'recycle' }
  | { readonly kind: 'native_missing'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string };

export type ChildReport = ChildNews | ChildVerdict;
