// Kaiser-windowed sinc (Kaiser & Schafer 1980): 24 zero crossings a side and beta 5.65. It stops by about 60 dB
// over a transition of 15 % of the new Nyquist frequency. The cutoff sits so that the stop band begins at that
// Nyquist.
const zeroCrossings = 24;
const kaiserBeta = 5.65;
const cutoffShare = 0.925;
const noTaps = new Float32Array(0);

/** Changes the sample rate of one channel, block by block, by a rational polyphase low-pass filter. */
export class Resampler {
  readonly #up: number;
  readonly #down: number;
  readonly #taps: number;
  readonly #phases: readonly Float32Array[];
  #input: Float32Array;
  #filled: number;
  #position = 0;
  #phase = 0;
  #taken = 0;
  #given = 0;

  constructor(fromRate: number, toRate: number) {
    const divisor = greatestCommonDivisor(fromRate, toRate);
    this.#up = toRate / divisor;
    this.#down = fromRate / divisor;
    const stretch = Math.max(1, fromRate / toRate);
    const half = 2 * Math.ceil((zeroCrossings * stretch) / 2);
    this.#taps = 2 * half;
    this.#phases = designPhases(this.#up, half, cutoffShare / stretch);
    this.#input = new Float32Array(this.#taps * 2);
    this.#filled = half - 1;
  }

  /** The output that the input so far determines. */
  push(samples: Float32Array): Float32Array {
    if (this.#up === this.#down) return samples;
    this.#append(samples);
    this.#taken += samples.length;
    return this.#produce(Number.POSITIVE_INFINITY);
  }

  /** The rest of the output, so that its length is the input's times the ratio of the rates. */
  flush(): Float32Array {
    if (this.#up === this.#down) return new Float32Array(0);
    this.#append(new Float32Array(this.#taps));
    const wanted = Math.round((this.#taken * this.#up) / this.#down);
    return this.#produce(Math.max(0, wanted - this.#given));
  }

  #append(samples: Float32Array): void {
    const kept = this.#filled - this.#position;
    if (this.#filled + samples.length > this.#input.length) {
      const needed = kept + samples.length;
      const target = needed > this.#input.length ? new Float32Array(needed * 2) : this.#input;
      target.set(this.#input.subarray(this.#position, this.#filled));
      this.#input = target;
      this.#filled = kept;
      this.#position = 0;
    }
    this.#input.set(samples, this.#filled);
    this.#filled += samples.length;
  }

  #produce(limit: number): Float32Array {
    const taps = this.#taps;
    const room = Math.max(0, this.#filled - this.#position - taps + 1);
    const output = new Float32Array(Math.min(limit, Math.ceil((room * this.#up) / this.#down) + 1));
    let count = 0;
    while (count < output.length && this.#position + taps <= this.#filled) {
      output[count] = dot(this.#input, this.#position, this.#phases[this.#phase] ?? noTaps);
      count += 1;
      this.#phase += this.#down;
      this.#position += Math.floor(this.#phase / this.#up);
      this.#phase %= this.#up;
    }
    this.#given += count;
    return output.subarray(0, count);
  }
}

// Four sums let the processor work on four products at once; the tap count is a multiple of four.
function dot(input: Float32Array, start: number, taps: Float32Array): number {
  let sum0 = 0;
  let sum1 = 0;
  let sum2 = 0;
  let sum3 = 0;
  for (let tap = 0; tap < taps.length; tap += 4) {
    const at = start + tap;
    sum0 += (input[at] ?? 0) * (taps[tap] ?? 0);
    sum1 += (input[at + 1] ?? 0) * (taps[tap + 1] ?? 0);
    sum2 += (input[at + 2] ?? 0) * (taps[tap + 2] ?? 0);
    sum3 += (input[at + 3] ?? 0) * (taps[tap + 3] ?? 0);
  }
  return sum0 + sum1 + sum2 + sum3;
}

function designPhases(phaseCount: number, half: number, cutoff: number): Float32Array[] {
  return Array.from({ length: phaseCount }, (_, phase) => {
    const taps = Float32Array.from({ length: 2 * half }, (_unused, tap) => {
      const distance = tap - (half - 1) - phase / phaseCount;
      return sinc(distance * cutoff) * kaiser(distance / half);
    });
    const sum = taps.reduce((total, value) => total + value, 0);
    return taps.map((value) => value / sum);
  });
}

function sinc(x: number): number {
  return x === 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
}

function kaiser(x: number): number {
  return Math.abs(x) >= 1 ? 0 : bessel0(kaiserBeta * Math.sqrt(1 - x * x)) / bessel0(kaiserBeta);
}

function bessel0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-10; k += 1) {
    term *= (x / (2 * k)) ** 2;
    sum += term;
  }
  return sum;
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
