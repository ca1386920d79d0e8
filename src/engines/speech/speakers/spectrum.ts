const size = 512;
const bins = size / 2 + 1;
const frameSamples = 400;
const melBands = 30;
const lowestHz = 80;
const highestHz = 7_600;
const rateHz = 16_000;

/** Coefficients of a frame; the first, loudness, is left out. */
export const coefficientCount = 19;
export const spectrumFrameSamples = frameSamples;

const mel = (hz: number): number => 2595 * Math.log10(1 + hz / 700);
const hertz = (mels: number): number => 700 * (10 ** (mels / 2595) - 1);

const edges = Array.from({ length: melBands + 2 }, (_, i) => {
  const step = (mel(highestHz) - mel(lowestHz)) / (melBands + 1);
  return Math.floor(((size + 1) * hertz(mel(lowestHz) + step * i)) / rateHz);
});
const hamming = Float64Array.from(
  { length: frameSamples },
  (_, i) => 0.54 - 0.46 * Math.cos((2 * Math.PI * i) / (frameSamples - 1)),
);
const cosines = Array.from({ length: coefficientCount }, (_, q) =>
  Float64Array.from({ length: melBands }, (_, m) => Math.cos((Math.PI * (q + 1) * (m + 0.5)) / melBands)),
);
const twiddle = {
  re: Float64Array.from({ length: size / 2 }, (_, k) => Math.cos((-2 * Math.PI * k) / size)),
  im: Float64Array.from({ length: size / 2 }, (_, k) => Math.sin((-2 * Math.PI * k) / size)),
};
const reversed = Uint16Array.from({ length: size }, (_, i) => {
  let out = 0;
  for (let bit = 1, rest = i; bit < size; bit *= 2, rest >>= 1) out = out * 2 + (rest & 1);
  return out;
});

function butterflies(re: Float64Array, im: Float64Array): void {
  for (let length = 2; length <= size; length *= 2) {
    const half = length / 2;
    const stride = size / length;
    for (let base = 0; base < size; base += length) {
      for (let k = 0; k < half; k += 1) {
        const a = base + k;
        const b = a + half;
        const c = twiddle.re[k * stride] ?? 0;
        const s = twiddle.im[k * stride] ?? 0;
        const x = (re[b] ?? 0) * c - (im[b] ?? 0) * s;
        const y = (re[b] ?? 0) * s + (im[b] ?? 0) * c;
        re[b] = (re[a] ?? 0) - x;
        im[b] = (im[a] ?? 0) - y;
        re[a] = (re[a] ?? 0) + x;
        im[a] = (im[a] ?? 0) + y;
      }
    }
  }
}

const re = new Float64Array(size);
const im = new Float64Array(size);
const power = new Float64Array(bins);

function measurePower(samples: Float32Array, at: number): void {
  re.fill(0);
  im.fill(0);
  for (let i = 0; i < frameSamples; i += 1) {
    const emphasised = (samples[at + i] ?? 0) - (i > 0 ? 0.97 * (samples[at + i - 1] ?? 0) : 0);
    re[reversed[i] ?? 0] = emphasised * (hamming[i] ?? 0);
  }
  butterflies(re, im);
  for (let k = 0; k < bins; k += 1) power[k] = (re[k] ?? 0) ** 2 + (im[k] ?? 0) ** 2;
}

function bandLevel(band: number): number {
  const low = edges[band] ?? 0;
  const centre = edges[band + 1] ?? 0;
  const high = edges[band + 2] ?? 0;
  let sum = 1e-8;
  for (let k = low; k < centre; k += 1) sum += ((k - low) / (centre - low)) * (power[k] ?? 0);
  for (let k = centre; k < high; k += 1) sum += ((high - k) / (high - centre)) * (power[k] ?? 0);
  return Math.log(sum);
}

/** Mel cepstrum of the 25 ms at a sample: the shape of a voice without its loudness. */
export function cepstrumAt(samples: Float32Array, at: number, out: Float32Array): void {
  measurePower(samples, at);
  const levels = Array.from({ length: melBands }, (_, band) => bandLevel(band));
  for (let q = 0; q < coefficientCount; q += 1) {
    let sum = 0;
    const row = cosines[q];
    for (let m = 0; m < melBands; m += 1) sum += (levels[m] ?? 0) * (row?.[m] ?? 0);
    out[q] = sum;
  }
}
