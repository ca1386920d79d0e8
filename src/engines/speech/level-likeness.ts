import { type PcmSource, sampleRate } from './pcm-source.ts';

/** How the loudness of lines goes together, measured on seconds that are spread over the recording. */
export interface LevelLikenesses {
  /** Correlation of the logarithms of their energies while either is loud, at the best shift. */
  between: (first: number, second: number) => number;
  /** How far speech stands above the quiet on a line, in decibels. */
  rangeDb: (line: number) => number;
}

const frameSamples = sampleRate / 40;
const framesPerBlock = 40;
const mostBlocks = 120;
// Microphones in one room are metres apart, and encoders delay by up to a tenth of a second.
const mostShiftFrames = 4;
// Below this under its loud moments a line is at rest; pauses that fall together say nothing of voices.
const restDb = 30;
const fewestFrames = 80;

type Levels = Float64Array;

function levelsOf(source: PcmSource, longest: number): Levels {
  const step = Math.max(sampleRate, Math.floor(longest / mostBlocks));
  const blocks = Math.ceil(longest / step);
  const levels = new Float64Array(blocks * framesPerBlock).fill(-100);
  for (let block = 0; block < blocks; block += 1) {
    const samples = source.read(block * step, sampleRate);
    for (let frame = 0; (frame + 1) * frameSamples <= samples.length; frame += 1) {
      let energy = 0;
      for (const x of samples.subarray(frame * frameSamples, (frame + 1) * frameSamples)) energy += x * x;
      levels[block * framesPerBlock + frame] = 10 * Math.log10(energy / frameSamples + 1e-10);
    }
  }
  return levels;
}

const quantile = (sorted: Levels, share: number): number =>
  sorted[Math.floor((sorted.length - 1) * share)] ?? -100;

function correlationAt(a: Levels, b: Levels, shift: number, floors: { a: number; b: number }): number {
  const sum = { n: 0, a: 0, b: 0, aa: 0, bb: 0, ab: 0 };
  for (let i = 0; i < a.length; i += 1) {
    const at = i + shift;
    // A shift stays within its second: the next one in the list is elsewhere in the recording.
    if (Math.floor(at / framesPerBlock) !== Math.floor(i / framesPerBlock)) continue;
    const [x, y] = [Math.max(floors.a, a[i] ?? -100), Math.max(floors.b, b[at] ?? -100)];
    if (x <= floors.a && y <= floors.b) continue;
    sum.n += 1;
    sum.a += x;
    sum.b += y;
    sum.aa += x * x;
    sum.bb += y * y;
    sum.ab += x * y;
  }
  if (sum.n < fewestFrames) return 0;
  const spread = (sum.aa - sum.a ** 2 / sum.n) * (sum.bb - sum.b ** 2 / sum.n);
  return spread > 0 ? (sum.ab - (sum.a * sum.b) / sum.n) / Math.sqrt(spread) : 0;
}

/** Measures how the loudness of all lines goes together; memory does not grow with their length. */
export function measureLevels(sources: readonly PcmSource[]): LevelLikenesses {
  const longest = Math.max(0, ...sources.map(({ sampleCount }) => sampleCount));
  const levels = sources.map((source) => levelsOf(source, longest));
  const loud = levels.map((line) => {
    const sorted = line.toSorted();
    return { high: quantile(sorted, 0.95), low: quantile(sorted, 0.2) };
  });
  const floorOf = (line: number): number => {
    const { high, low } = loud[line] ?? { high: 0, low: 0 };
    // Halfway up from a noisy quiet: the noise of two rooms would hide what the voices share.
    return Math.max(high - restDb, (high + low) / 2);
  };
  return {
    rangeDb: (line) => (loud[line]?.high ?? 0) - (loud[line]?.low ?? 0),
    between(first, second) {
      const [a, b] = [levels[first], levels[second]];
      if (a === undefined || b === undefined) return 0;
      const floors = { a: floorOf(first), b: floorOf(second) };
      let best = 0;
      for (let shift = -mostShiftFrames; shift <= mostShiftFrames; shift += 1) {
        best = Math.max(best, correlationAt(a, b, shift, floors));
      }
      return best;
    },
  };
}
