import { type PcmSource, type Span, sampleRate } from '../pcm-source.ts';
import type { SpeechEngine } from './sherpa.ts';

/** Loudness of a recording: root mean square per 10 ms. */
export interface Envelope {
  levels: Float32Array;
}

const frameSamples = sampleRate / 100;
const blockSamples = sampleRate * 10;
// The detector gives one verdict a call, so a call must be one window of the network.
const vadBlockSamples = 512;

/** One pass over the recording for its loudness. */
export function measureEnvelope(source: Pick<PcmSource, 'sampleCount' | 'read'>): Envelope {
  const levels = new Float32Array(Math.ceil(source.sampleCount / frameSamples));
  for (let start = 0; start < source.sampleCount; start += blockSamples) {
    const block = source.read(start, blockSamples);
    for (let offset = 0; offset < block.length; offset += frameSamples) {
      const frame = block.subarray(offset, offset + frameSamples);
      let energy = 0;
      for (const sample of frame) energy += sample * sample;
      levels[(start + offset) / frameSamples] = Math.sqrt(energy / frame.length);
    }
  }
  return { levels };
}

/** Middle of the quietest 100 ms between two samples. */
function quietestPoint(envelope: Envelope, span: Span): number {
  const first = Math.ceil(span.start / frameSamples);
  const last = Math.floor(span.end / frameSamples) - 10;
  let best = Math.floor((span.start + span.end) / 2);
  let lowest = Number.POSITIVE_INFINITY;
  for (let frame = first; frame <= last; frame += 1) {
    let sum = 0;
    for (let i = 0; i < 10; i += 1) sum += envelope.levels[frame + i] ?? 0;
    if (sum < lowest) {
      lowest = sum;
      best = (frame + 5) * frameSamples;
    }
  }
  return best;
}

/** Middle of the quietest 100 ms of a recording between two samples. */
export function quietestIn(source: PcmSource, { start, end }: Span): number {
  const from = Math.floor(Math.max(0, start) / frameSamples) * frameSamples;
  const stretch = {
    sampleCount: end - from,
    read: (at: number, count: number) => source.read(from + at, Math.min(count, end - from - at)),
  };
  return from + quietestPoint(measureEnvelope(stretch), { start: start - from, end: end - from });
}

/** Level that a twentieth of the recording exceeds, in decibels below full scale. */
export function speechLevelDb(envelope: Envelope): number {
  const sorted = Float32Array.from(envelope.levels).sort();
  const level = sorted[Math.floor(sorted.length * 0.95)] ?? 0;
  return 20 * Math.log10(Math.max(level, 1e-6));
}

// At 0.3 the detector misses soft words after a pause (the "ask not" of the Kennedy recording, shifted by a few samples).
const normalThreshold = 0.2;
const quietThreshold = 0.12;
const normalLevelDb = -30;
const quietLevelDb = -50;

/** How sure the voice detector must be: less for a quiet recording, whose speech it scores lower. */
export function voiceThreshold(levelDb: number): number {
  const quiet = Math.min(1, Math.max(0, (normalLevelDb - levelDb) / (normalLevelDb - quietLevelDb)));
  return normalThreshold - quiet * (normalThreshold - quietThreshold);
}

/** Where somebody speaks, in order. */
export async function findSpeech(
  source: PcmSource,
  detector: ReturnType<SpeechEngine['detector']>,
  onProgress: (fraction: number) => Promise<void>,
): Promise<Span[]> {
  const spans: Span[] = [];
  const drain = (): void => {
    while (!detector.isEmpty()) {
      const found = detector.front(false);
      spans.push({
        start: found.start,
        end: Math.min(source.sampleCount, found.start + found.samples.length),
      });
      detector.pop();
    }
  };
  for (let start = 0; start < source.sampleCount; start += blockSamples) {
    const block = source.read(start, blockSamples);
    for (let offset = 0; offset < block.length; offset += vadBlockSamples) {
      detector.acceptWaveform(block.slice(offset, offset + vadBlockSamples));
      drain();
    }
    await onProgress(start / source.sampleCount);
  }
  detector.flush();
  drain();
  return spans;
}
