import { type Span, sampleRate } from '../pcm-source.ts';
import { collapseLoops, isLooping } from './looping.ts';
import type { Segment } from './segments.ts';

export interface SegmentSound {
  /** Samples of a stretch of the recording. */
  read: (span: Span) => Float32Array;
  /** The network's text for a stretch of sound with so many seconds of speech. */
  decode: (samples: Float32Array, spokenSeconds: number) => string;
  quietest: (span: Span) => number;
}

const shortestSegment = sampleRate * 0.1;
const padding = sampleRate / 2;
const shortestHalf = sampleRate * 0.7;
// Speech of this length has words: an empty answer is a failure, not silence.
const speechWithWords = sampleRate * 0.3;
const quietPeak = 0.1;
const raisedPeak = 0.5;

// The network punctuates. Where it stops to, it has lost the thread, and mostly words too.
function isUnpunctuated(text: string): boolean {
  return !/[.?!,]/.test(text) && text.split(/\s+/).length > 12;
}

const spokenSeconds = (segment: Segment): number =>
  segment.pieces.reduce((sum, piece) => sum + piece.end - piece.start, 0) / sampleRate;

function padded(samples: Float32Array): Float32Array {
  const out = new Float32Array(samples.length + 2 * padding);
  out.set(samples, padding);
  return out;
}

function raised(samples: Float32Array): Float32Array {
  const peak = samples.reduce((highest, sample) => Math.max(highest, Math.abs(sample)), 0);
  if (peak === 0 || peak >= quietPeak) return samples;
  return samples.map((sample) => (sample * raisedPeak) / peak);
}

function halves(segment: Segment, quietest: SegmentSound['quietest']): Span[] | undefined {
  const length = segment.end - segment.start;
  if (length < 2 * shortestHalf) return undefined;
  const edge = Math.max(shortestHalf, Math.floor(length / 3));
  const cut = quietest({ start: segment.start + edge, end: segment.end - edge });
  return [
    { start: segment.start, end: cut },
    { start: cut, end: segment.end },
  ];
}

// Each way hears the same speech otherwise; the network fails on a boundary or a level, seldom on the words.
function* otherWays(segment: Segment, sound: SegmentSound): Generator<string> {
  const samples = sound.read(segment);
  const seconds = spokenSeconds(segment);
  yield sound.decode(padded(samples), seconds);
  const whole = segment.end - segment.start;
  const parts = halves(segment, sound.quietest);
  if (parts)
    yield parts
      .map((part) => sound.decode(sound.read(part), (seconds * (part.end - part.start)) / whole))
      .join(' ')
      .trim();
  const wider = { start: Math.max(0, segment.start - padding), end: segment.end + padding };
  yield sound.decode(sound.read(wider), seconds);
  yield sound.decode(padded(raised(samples)), seconds);
}

/** Text of a segment; decoded again another way where the first answer is empty or goes in circles. */
export function decodeSegment(segment: Segment, sound: SegmentSound): string {
  if (segment.end - segment.start < shortestSegment) return '';
  const seconds = spokenSeconds(segment);
  const acceptable = (text: string): boolean =>
    text !== '' && !isLooping(text, seconds) && !isUnpunctuated(text);
  const first = sound.decode(sound.read(segment), seconds);
  if (acceptable(first)) return first;
  if (first === '' && seconds * sampleRate < speechWithWords) return '';
  let spare = first;
  for (const text of otherWays(segment, sound)) {
    if (acceptable(text)) return text;
    if (spare === '' || (isLooping(spare, seconds) && text !== '' && !isLooping(text, seconds))) spare = text;
  }
  return collapseLoops(spare);
}
