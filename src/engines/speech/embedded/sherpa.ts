import { createRequire } from 'node:module';
import { sampleRate } from '../pcm-source.ts';
import { openNetworkDecoder, type SpanDecoder } from './network/span-decoder.ts';
import type { EmbeddedParts } from './parts.ts';

// The package ships no type declarations: these are the calls used here, read from its source.
interface Stream {
  acceptWaveform(wave: { sampleRate: number; samples: Float32Array }): void;
}
interface OfflineRecognizer {
  createStream(): Stream;
  decode(stream: Stream): void;
  getResult(stream: Stream): { text: string };
}
interface VoiceActivityDetector {
  acceptWaveform(samples: Float32Array): void;
  isEmpty(): boolean;
  front(externalBuffer: boolean): { start: number; samples: Float32Array };
  pop(): void;
  flush(): void;
}
interface SpeakerEmbeddingExtractor {
  createStream(): Stream & { inputFinished(): void };
  compute(stream: Stream, externalBuffer: boolean): Float32Array;
}
interface OfflineSpeakerDiarization {
  sampleRate: number;
  /** Times in seconds, in order of start; may overlap. */
  process(samples: Float32Array): { start: number; end: number; speaker: number }[];
}

/** The native library. */
export interface Sherpa {
  OfflineRecognizer: new (config: object) => OfflineRecognizer;
  Vad: new (config: object, bufferSeconds: number) => VoiceActivityDetector;
  SpeakerEmbeddingExtractor: new (config: object) => SpeakerEmbeddingExtractor;
  OfflineSpeakerDiarization: new (config: object) => OfflineSpeakerDiarization;
}

export interface SpeechEngine {
  /** Text of one stretch of sound with so many seconds of speech; the first call loads the weights. */
  decode(samples: Float32Array, spokenSeconds: number): string;
  /** A detector of its own for one recording. */
  detector(threshold: number): VoiceActivityDetector;
}

const vadWindowSamples = 512;
const vadBufferSeconds = 60;
// Short: pieces are joined again by the planner, which knows speakers and lengths.
const vadMinSilenceSeconds = 0.15;
const vadMinSpeechSeconds = 0.1;
const vadMaxSpeechSeconds = 18;

/** Loads the native library into this process; throws what it throws. */
export function loadSherpa(): Sherpa {
  return createRequire(import.meta.url)('sherpa-onnx-node');
}

function loadRecognizer(sherpa: Sherpa, parts: EmbeddedParts, tokensPath: string): OfflineRecognizer {
  return new sherpa.OfflineRecognizer({
    featConfig: { sampleRate, featureDim: 80 },
    modelConfig: {
      moonshine: { encoder: parts.encoder, mergedDecoder: parts.decoder },
      tokens: tokensPath,
      numThreads: 1,
      provider: 'cpu',
      debug: 0,
    },
  });
}

// Ends a text as soon as the end is the likeliest token, so it leaves out clear speech now and then.
function sherpaDecoder(sherpa: Sherpa, parts: EmbeddedParts, tokensPath: string): SpanDecoder {
  const loaded = loadRecognizer(sherpa, parts, tokensPath);
  return (samples) => {
    const stream = loaded.createStream();
    stream.acceptWaveform({ sampleRate, samples });
    loaded.decode(stream);
    return loaded.getResult(stream).text.trim();
  };
}

/** The embedded recogniser's networks. `onFallback` is told why the search of our own can not be used here. */
export function createSpeechEngine(
  sherpa: Sherpa,
  { parts, tokensPath }: { parts: EmbeddedParts; tokensPath: string },
  onFallback: (cause: string) => void,
): SpeechEngine {
  let loaded: SpanDecoder | undefined;
  const load = (): SpanDecoder => {
    try {
      return openNetworkDecoder(parts, tokensPath);
    } catch (error) {
      onFallback(String(error));
      return sherpaDecoder(sherpa, parts, tokensPath);
    }
  };
  return {
    decode(samples, spokenSeconds) {
      loaded ??= load();
      return loaded(samples, spokenSeconds);
    },
    detector(threshold) {
      const sileroVad = {
        model: parts.voiceActivity,
        threshold,
        minSilenceDuration: vadMinSilenceSeconds,
        minSpeechDuration: vadMinSpeechSeconds,
        maxSpeechDuration: vadMaxSpeechSeconds,
        windowSize: vadWindowSamples,
      };
      return new sherpa.Vad({ sileroVad, sampleRate, numThreads: 1, debug: 0 }, vadBufferSeconds);
    },
  };
}
