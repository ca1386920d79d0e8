import { createRequire } from 'node:module';
import { sampleRate } from '../pcm-source.ts';
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
interface Sherpa {
  OfflineRecognizer: new (config: object) => OfflineRecognizer;
  Vad: new (config: object, bufferSeconds: number) => VoiceActivityDetector;
}

export interface SpeechEngine {
  /** Text of one stretch of sound, as the network gives it. */
  decode(samples: Float32Array): string;
  /** A detector of its own for one recording. */
  detector(threshold: number): VoiceActivityDetector;
}

const vadWindowSamples = 512;
const vadBufferSeconds = 60;
// Short: pieces are joined again by the planner, which knows speakers and lengths.
const vadMinSilenceSeconds = 0.15;
const vadMinSpeechSeconds = 0.1;
const vadMaxSpeechSeconds = 18;

/** Loads native library and weights into this process; throws what the library throws. */
export function loadSpeechEngine(parts: EmbeddedParts, tokensPath: string): SpeechEngine {
  const sherpa: Sherpa = createRequire(import.meta.url)('sherpa-onnx-node');
  const recognizer = new sherpa.OfflineRecognizer({
    featConfig: { sampleRate, featureDim: 80 },
    modelConfig: {
      moonshine: { encoder: parts.encoder, mergedDecoder: parts.decoder },
      tokens: tokensPath,
      numThreads: 1,
      provider: 'cpu',
      debug: 0,
    },
  });
  return {
    decode(samples) {
      const stream = recognizer.createStream();
      stream.acceptWaveform({ sampleRate, samples });
      recognizer.decode(stream);
      return recognizer.getResult(stream).text.trim();
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
