// What every recogniser takes and gives back, whichever engine does the work.

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

const refusalCodes = [
  'language_unsupported_by_embedded',
  'asr_model_missing',
  'asr_native_missing',
  'asr_crashed',
  'no_speech',
  'provider_unreachable',
  'provider_timeout',
  'provider_refused',
  'provider_overloaded',
  'provider_answer_too_large',
  'provider_answer_malformed',
] as const;

export type RefusalCode = (typeof refusalCodes)[number];

export type RecognitionResult =
  | {
      readonly kind: 'recognised';
      readonly sentences: readonly RecognisedSentence[];
      readonly speakersUncertain: boolean;
      /** Speakers who may have been given another's words. */
      readonly uncertainSpeakers?: readonly string[];
    }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly message: string };

export interface Recogniser {
  /** Turns the channels of one recording into sentences; rejects only when `signal` aborts or on a bug. */
  recognise(
    audio: { readonly channels: readonly RecordedChannel[] },
    options: RecogniseOptions,
  ): Promise<RecognitionResult>;
}
