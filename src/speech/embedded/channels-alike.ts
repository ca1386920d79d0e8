import { type PcmSource, sampleRate } from '../pcm-source.ts';

const blockSamples = sampleRate;
const mostBlocks = 120;
// Two telephone lines correlate below 0.1; a room recorded in stereo, or one voice on both sides, above 0.6.
const alike = 0.4;

function correlation(a: Float32Array, b: Float32Array): { both: number; first: number; second: number } {
  let both = 0;
  let first = 0;
  let second = 0;
  for (let i = 0; i < Math.min(a.length, b.length); i += 1) {
    const x = a[i] ?? 0;
    const y = b[i] ?? 0;
    both += x * y;
    first += x * x;
    second += y * y;
  }
  return { both, first, second };
}

/** Whether channels carry the same voices, so that splitting them would write every sentence twice. */
export function channelsSoundAlike(sources: readonly PcmSource[]): boolean {
  const [left, ...others] = sources;
  if (!left || others.length === 0) return false;
  const step = Math.max(blockSamples, Math.floor(left.sampleCount / mostBlocks));
  return others.every((other) => {
    const sum = { both: 0, first: 0, second: 0 };
    for (let start = 0; start < left.sampleCount; start += step) {
      const block = correlation(left.read(start, blockSamples), other.read(start, blockSamples));
      sum.both += block.both;
      sum.first += block.first;
      sum.second += block.second;
    }
    const scale = Math.sqrt(sum.first * sum.second);
    return scale > 0 && Math.abs(sum.both) / scale > alike;
  });
}
