import type { EmbeddedParts } from '../parts.ts';
import { openMoonshine } from './moonshine.ts';
import { openOnnxLibrary } from './onnx-library.ts';
import { createOnnxRuntime } from './onnx-session.ts';
import { type Found, searchText } from './search.ts';
import { readVocabulary } from './vocabulary.ts';

/** Text of a stretch of sound in which somebody speaks for so many seconds. */
export type SpanDecoder = (samples: Float32Array, spokenSeconds: number) => string;

const sampleRate = 16_000;
// The end token wins too early on clear speech. Slow speech has one token a second, fast speech five.
const fewestTokensPerSecond = 0.8;
const mostTokensPerSecond = 6.5;
const fewestMost = 8;
const shortestWithWords = 0.3;
// Beams cost as much again. They mend words where the network is less sure of its tokens than this.
const sureMeanLogProbability = -0.28;
const beamsWhereUnsure = 2;

/** Opens the networks in the runtime of the native package; throws where that can not be done. */
export function openNetworkDecoder(parts: EmbeddedParts, tokensPath: string): SpanDecoder {
  if (parts.runtime === undefined) throw new Error('No ONNX Runtime is known for this platform');
  const runtime = createOnnxRuntime(openOnnxLibrary(parts.runtime));
  const moonshine = openMoonshine(runtime, parts);
  const textOf = readVocabulary(tokensPath);
  return (samples, spokenSeconds) => {
    const seconds = samples.length / sampleRate;
    const fewest = spokenSeconds < shortestWithWords ? 0 : 1;
    const lengths = {
      fewestTokens: Math.max(fewest, Math.round(spokenSeconds * fewestTokensPerSecond)),
      mostTokens: Math.max(fewestMost, Math.ceil(seconds * mostTokensPerSecond)),
    };
    const sound = moonshine.hear(samples);
    try {
      const found = searchText(sound, { ...lengths, beams: 1 });
      if (found.meanLogProbability >= sureMeanLogProbability) return textOf(found.tokens);
      return textOf(surer(found, searchText(sound, { ...lengths, beams: beamsWhereUnsure })).tokens);
    } finally {
      sound.release();
    }
  };
}

const surer = (first: Found, second: Found): Found =>
  second.meanLogProbability > first.meanLogProbability ? second : first;
