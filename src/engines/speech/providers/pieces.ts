import { setImmediate as breathe } from 'node:timers/promises';
import { quietestIn } from '../embedded/speech-spans.ts';
import { type PcmSource, type Span, sampleRate } from '../pcm-source.ts';

/** A cut is sought within this much before the longest piece would end. */
const cutWindowSamples = 30 * sampleRate;
const silenceBlockSamples = 10 * sampleRate;
// -70 decibels below full scale: under the noise of any microphone.
const silenceLevel = 0.0003;

/** Cuts a recording into pieces of at most `longestSamples`, each cut at the quietest point before its border. */
export async function planPieces(source: PcmSource, longestSamples: number): Promise<Span[]> {
  const pieces: Span[] = [];
  let start = 0;
  while (source.sampleCount - start > longestSamples) {
    const border = start + longestSamples;
    const window = Math.min(cutWindowSamples, Math.floor(longestSamples / 4));
    const cut = quietestIn(source, { start: border - window, end: border });
    pieces.push({ start, end: cut });
    start = cut;
    await breathe();
  }
  if (source.sampleCount > start) pieces.push({ start, end: source.sampleCount });
  return pieces;
}

/** Whether nothing can be heard at all: engines invent words for silence. */
export async function isSilent(source: PcmSource, span: Span): Promise<boolean> {
  for (let start = span.start; start < span.end; start += silenceBlockSamples) {
    const block = source.read(start, Math.min(silenceBlockSamples, span.end - start));
    if (block.some((sample) => Math.abs(sample) > silenceLevel)) return false;
    await breathe();
  }
  return true;
}
