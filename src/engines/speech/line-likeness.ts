import { Fourier } from './fourier.ts';
import { type PcmSource, sampleRate } from './pcm-source.ts';

/** How two lines resemble each other. */
type Likeness = {
  /** Their correlation, from -1 to 1, at the shift at which it is strongest. */
  correlation: number;
  /** By how many samples the first is later than the second. */
  delaySamples: number;
};

/** Correlations of lines, measured on seconds that are spread over the recording. */
export type Likenesses = {
  between: (first: number, second: number) => Likeness;
  /** Sum of products at no shift; of a line with itself its energy. */
  product: (first: number, second: number) => number;
};

const blockSamples = sampleRate;
const mostBlocks = 120;
// Voices are below 4 kHz, so every other sample will do.
const decimation = 2;
// Encoders delay by up to a tenth of a second, and not all files say so.
const mostShift = 800;
const clearlyStronger = 1.02;
const size = 16_384;

type Spectrum = { re: Float64Array; im: Float64Array };

/** Measures all lines against each other; memory does not grow with their length. */
export function measureLikenesses(sources: readonly PcmSource[]): Likenesses {
  const fourier = new Fourier(size);
  const crossed = new Map<string, Spectrum>();
  // Each second takes the place of the one before: new memory would be given back late.
  const spectra = sources.map((): Spectrum => ({ re: new Float64Array(size), im: new Float64Array(size) }));
  const longest = Math.max(0, ...sources.map(({ sampleCount }) => sampleCount));
  const step = Math.max(blockSamples, Math.floor(longest / mostBlocks));
  for (let start = 0; start < longest; start += step) {
    for (const [index, source] of sources.entries()) {
      const spectrum = spectra[index];
      if (spectrum !== undefined) fillSpectrum(spectrum, source.read(start, blockSamples), fourier);
    }
    for (const [second, b] of spectra.entries()) {
      for (const [first, a] of spectra.slice(0, second + 1).entries()) {
        addCrossed(crossed, keyOf(first, second), { a, b });
      }
    }
  }
  const correlations = new Map([...crossed].map(([key, sum]) => [key, correlationOf(sum, fourier)]));
  const at = (first: number, second: number): Float64Array =>
    correlations.get(keyOf(Math.min(first, second), Math.max(first, second))) ?? new Float64Array(size);
  const product = (first: number, second: number): number => at(first, second)[0] ?? 0;
  return {
    product,
    between: (first, second) => {
      const scale = Math.sqrt(product(first, first) * product(second, second));
      const { value, shift } = strongest(at(first, second));
      const delay = first <= second ? shift : -shift;
      return { correlation: scale > 0 ? value / scale : 0, delaySamples: delay * decimation };
    },
  };
}

const keyOf = (first: number, second: number): string => `${first}/${second}`;

function fillSpectrum({ re, im }: Spectrum, samples: Float32Array, fourier: Fourier): void {
  re.fill(0);
  im.fill(0);
  for (let index = 0; index * decimation < samples.length; index += 1) {
    const at = index * decimation;
    re[index] = ((samples[at] ?? 0) + (samples[at + 1] ?? 0)) / decimation;
  }
  fourier.transform(re, im);
}

// The product of one spectrum and the other's conjugate is the spectrum of their correlation.
function addCrossed(
  crossed: Map<string, Spectrum>,
  key: string,
  { a, b }: { a: Spectrum; b: Spectrum },
): void {
  const sum = crossed.get(key) ?? { re: new Float64Array(size), im: new Float64Array(size) };
  crossed.set(key, sum);
  for (let k = 0; k < size; k += 1) {
    const [ar, ai, br, bi] = [a.re[k] ?? 0, a.im[k] ?? 0, b.re[k] ?? 0, b.im[k] ?? 0];
    sum.re[k] = (sum.re[k] ?? 0) + ar * br + ai * bi;
    sum.im[k] = (sum.im[k] ?? 0) + ai * br - ar * bi;
  }
}

// Real and imaginary part change places for the way back.
function correlationOf({ re, im }: Spectrum, fourier: Fourier): Float64Array {
  fourier.transform(im, re);
  for (let at = 0; at < size; at += 1) re[at] = (re[at] ?? 0) / size;
  return re;
}

function strongest(correlation: Float64Array): { value: number; shift: number } {
  let [value, shift] = [correlation[0] ?? 0, 0];
  for (let candidate = -mostShift; candidate <= mostShift; candidate += 1) {
    const found = correlation[(candidate + size) % size] ?? 0;
    // A steady tone fits itself at every period: what is shifted must fit better.
    if (Math.abs(found) > Math.abs(value) * clearlyStronger) [value, shift] = [found, candidate];
  }
  return { value, shift };
}
