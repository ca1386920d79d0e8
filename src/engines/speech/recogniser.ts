// The input and the output of every recogniser, whichever engine does the work.

import type { ProviderFault } from '../providers/provider-failure.ts';

/** One channel of a recording: raw 16-bit little-endian samples at 16 kHz, without a header. */
export interface RecordedChannel {
  path: string;
  /** The speaker on this channel, where that is known (a track of a call, a telephone line). */
  speakerName?: string;
}

export interface RecogniseOptions {
  /** Spoken language as declared for the recording: "en", "en-GB", "nl". */
  language: string;
  /** How many people speak, where the uploader said so; used for one mixed channel only. */
  speakers?: number;
  /** Called with 0..1, never falling. */
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
  /** A file that remembers finished segments: a later call with the same sound and path goes on from there. */
  resume?: { journalPath: string };
}

export interface RecognisedSentence {
  /** Null where the recogniser can not tell voices apart. */
  speakerName: string | null;
  /** Seconds from the start of the recording. */
  start: number;
  end: number;
  text: string;
}

/** A part that the embedded recogniser lacks on this machine. Files are named from the folder of the packages. */
export type MissingPart =
  | { code: 'asr_native_missing'; problem: 'not_installed'; file: string }
  /** `cause`: what the loader said. */
  | { code: 'asr_native_missing'; problem: 'does_not_load'; cause: string }
  | {
      code: 'asr_model_missing';
      problem: 'not_installed' | 'differs';
      file: string;
    }
  | {
      code: 'asr_model_missing';
      problem: 'size';
      file: string;
      bytes: number;
      expectedBytes: number;
    };

/** Why a recording has no words. */
export type SpeechFault =
  | { code: 'language_unsupported_by_embedded'; language: string }
  | MissingPart
  /** `cause`: how the last process ended. */
  | { code: 'asr_crashed'; crashes: number; cause: string }
  | { code: 'no_speech' }
  | ProviderFault;

export type SpeechRefusal = { kind: 'refused' } & SpeechFault;

export type RecognitionResult =
  | {
      kind: 'recognised';
      sentences: readonly RecognisedSentence[];
      speakersUncertain: boolean;
      /** Speakers who may have been given another's words. */
      uncertainSpeakers?: readonly string[];
    }
  | SpeechRefusal;

export interface Recogniser {
  /** Turns the channels of one recording into sentences; rejects only when `signal` aborts or on a bug. */
  recognise(
    audio: { channels: readonly RecordedChannel[] },
    options: RecogniseOptions,
  ): Promise<RecognitionResult>;
}
