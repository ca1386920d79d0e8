// What every recogniser takes and gives back, whichever engine does the work.

import type { ProviderFault } from '../providers/provider-failure.ts';

/** One channel of a recording: raw 16-bit little-endian samples at 16 kHz, without a header. */
export interface RecordedChannel {
  readonly path: string;
  /** Who speaks on this channel, where that is known (a track of a call, a telephone line). */
  readonly speakerName?: string;
}

export interface RecogniseOptions {
  /** Spoken language as declared for the recording: "en", "en-GB", "nl". */
  readonly language: string;
  /** How many people speak, where the uploader said so; used for one mixed channel only. */
  readonly speakers?: number;
  /** Called with 0..1, never falling. */
  readonly onProgress?: (fraction: number) => void;
  readonly signal?: AbortSignal;
  /** A file that remembers finished segments: a later call with the same sound and path goes on from there. */
  readonly resume?: { readonly journalPath: string };
}

export interface RecognisedSentence {
  /** Null where the recogniser can not tell voices apart. */
  readonly speakerName: string | null;
  /** Seconds from the start of the recording. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** What the embedded recogniser lacks on this machine. Files are named from the folder of the packages. */
export type MissingPart =
  | { readonly code: 'asr_native_missing'; readonly problem: 'not_installed'; readonly file: string }
  /** `cause`: what the loader said. */
  | { readonly code: 'asr_native_missing'; readonly problem: 'does_not_load'; readonly cause: string }
  | {
      readonly code: 'asr_model_missing';
      readonly problem: 'not_installed' | 'differs';
      readonly file: string;
    }
  | {
      readonly code: 'asr_model_missing';
      readonly problem: 'size';
      readonly file: string;
      readonly bytes: number;
      readonly expectedBytes: number;
    };

/** Why a recording has no words. */
export type SpeechFault =
  | { readonly code: 'language_unsupported_by_embedded'; readonly language: string }
  | MissingPart
  /** `cause`: how the last process ended. */
  | { readonly code: 'asr_crashed'; readonly crashes: number; readonly cause: string }
  | { readonly code: 'no_speech' }
  | ProviderFault;

export type SpeechRefusal = { readonly kind: 'refused' } & SpeechFault;

export type RecognitionResult =
  | {
      readonly kind: 'recognised';
      readonly sentences: readonly RecognisedSentence[];
      readonly speakersUncertain: boolean;
      /** Speakers who may have been given another's words. */
      readonly uncertainSpeakers?: readonly string[];
    }
  | SpeechRefusal;

export interface Recogniser {
  /** Turns the channels of one recording into sentences; rejects only when `signal` aborts or on a bug. */
  recognise(
    audio: { readonly channels: readonly RecordedChannel[] },
    options: RecogniseOptions,
  ): Promise<RecognitionResult>;
}
