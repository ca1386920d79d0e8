import type { EmbeddedParts } from '../parts.ts';
import { type Moonshine, openMoonshine } from './moonshine.ts';
import { openOnnxLibrary } from './onnx-library.ts';
import { createOnnxRuntime } from './onnx-session.ts';
import { type Found, type SearchOptions, searchText } from './search.ts';
import { readVocabulary } from './vocabulary.ts';

/** Text of a stretch of sound in which somebody speaks for so many seconds. */
export type SpanDecoder = (samples: Float32Array, spokenSeconds: number) => string;

const sampleRate = 16_000;
// The end token wins too early on clear speech. Slow speech has one token a second, fast speech five.
const fewestTokensPerSecond = 0.8;
const mostTokensPerSecond = 6.5;
const fewestMost = 8;
const shortestWithWords = 0.3;
// Beams cost three times as much. They mend words where the network is less sure of its tokens than this.
const sure = -0.15;
const beams = 3;
// Where beams leave it less sure than this, a muffled voice is heard better with its high tones raised. On a
// speaker with a cold that brought wrong words from 13 to 5 %.
const fairlySure = -0.28;
const preEmphasis = 0.5;

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
    return textOf(surestText(moonshine, samples, lengths).tokens);
  };
}

type Lengths = Pick<SearchOptions, 'fewestTokens' | 'mostTokens'>;

function surestText(moonshine: Moonshine, samples: Float32Array, lengths: Lengths): Found {
  const plain = moonshine.hear(samples);
  try {
    const greedy = searchText(plain, { ...lengths, beams: 1 });
    if (greedy.meanLogProbability >= sure) return greedy;
    const found = surer(greedy, searchText(plain, { ...lengths, beams }));
    if (found.meanLogProbability >= fairlySure) return found;
    const raised = moonshine.hear(withHighTonesRaised(samples));
    try {
      return surer(found, searchText(raised, { ...lengths, beams }));
    } finally {
      raised.release();
    }
  } finally {
    plain.release();
  }
}

function withHighTonesRaised(samples: Float32Array): Float32Array {
  return samples.map((sample, i) => sample - preEmphasis * (samples[i - 1] ?? 0));
}

const surer = (first: Found, second: Found): Found =>
  second.meanLogProbability > first.meanLogProbability ? second : first;
