import type { FaultCode } from '../../base/fault.ts';
import type { AnalysisNotice } from '../../engines/analysis/analyser.ts';
import type { MediaFault } from '../../engines/media/media-refusal.ts';
import type { SpeechFault } from '../../engines/speech/recogniser.ts';

/** Why a conversation was not completed. It is stored as it is; the sentence is made where it is shown. */
export type Failure =
  | MediaFault
  | SpeechFault
  /** Of `expectedSeconds` (null where the file does not say) so many can be played. */
  | { code: 'media_truncated'; problem: 'cut_off'; seconds: number; expectedSeconds: number | null }
  | { code: 'media_truncated'; problem: 'partly_damaged'; missingSeconds: number }
  /** `key`: in the storage. */
  | { code: 'recording_missing'; problem: 'not_stored'; key: string }
  | { code: 'analysis_failed' | 'sound_failed' | 'crashed_repeatedly' };

/** Of failures from before 0008 the code alone is known. */
export type StoredFailure = Failure | { code: FaultCode; problem: 'not_kept' };

/** Notices for the operator about a conversation's analysis, which is there all the same. */
export type StoredAnalysisNotice =
  | AnalysisNotice
  /** The same from before 0008: its reason is not known. */
  | { code: 'embedded_instead'; isAnalysed: boolean; reason: null }
  /** It was to be made anew and could not be. */
  | { code: 'earlier_analysis_stands'; failure: StoredFailure };

/** As jsonb takes it: what a server or a process said may end in half of a character, or hold a NUL. */
export function failureJson(value: Failure | StoredAnalysisNotice[]): string {
  return JSON.stringify(value, (_, member: unknown) =>
    typeof member === 'string' ? member.toWellFormed().replaceAll('\0', '') : member,
  );
}
