import type { FaultCode } from '../../base/fault.ts';
import type { AnalysisNotice } from '../../engines/analysis/analyser.ts';
import type { MediaFault } from '../../engines/media/media-refusal.ts';
import type { SpeechFault } from '../../engines/speech/recogniser.ts';

/** Why a conversation was not completed. It is stored as it is; the sentence is made where it is shown. */
export type Failure =
  | MediaFault
  | SpeechFault
  /** Of `expectedSeconds` (null where the file does not say) so many can be played. */
  | {
      readonly code: 'media_truncated';
      readonly problem: 'cut_off';
      readonly seconds: number;
      readonly expectedSeconds: number | null;
    }
  | {
      readonly code: 'media_truncated';
      readonly problem: 'partly_damaged';
      readonly missingSeconds: number;
    }
  /** `key`: in the storage. */
  | { readonly code: 'recording_missing'; readonly problem: 'not_stored'; readonly key: string }
  | { readonly code: 'analysis_failed' | 'sound_failed' };

/** Of failures from before 0018 the code alone is known. */
export type StoredFailure = Failure | { readonly code: FaultCode; readonly problem: 'not_kept' };

/** What the operator should know of a conversation's analysis although it is there. */
export type StoredAnalysisNotice =
  | AnalysisNotice
  /** The same from before 0018: its reason is not known. */
  | { readonly code: 'embedded_instead'; readonly isAnalysed: boolean; readonly reason: null }
  /** It was to be made anew and could not be. */
  | { readonly code: 'earlier_analysis_stands'; readonly failure: StoredFailure };
