// The input and the output of every recogniser, whichever engine does the work.

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
      kind: 'recognised';
      sentences: readonly RecognisedSentence[];
      speakersUncertain: boolean;
      /** Speakers who may have been given another's words. */
      uncertainSpeakers?: readonly string[];
    }
  | { kind: 'refused'; code: RefusalCode; message: string };

export interface Recogniser {
  /** Turns the channels of one recording into sentences; rejects only when `signal` aborts or on a bug. */
  recognise(
    audio: { channels: readonly RecordedChannel[] },
    options: RecogniseOptions,
  ): Promise<RecognitionResult>;
}
