import { higherSteps, ilb, lowerSteps, mirrorFilter, qm2, qm4, qm6 } from './g722-tables.ts';

const filterLength = 2 * mirrorFilter.length;
const zeros = 6;

/** One of the two bands: its adaptive quantiser and predictor (ITU-T G.722, clause 6.2). */
class Band {
  /** Quantised differences, newest first. */
  readonly #differences = new Int32Array(zeros + 1);
  readonly #zeroCoefficients = new Int32Array(zeros + 1);
  readonly #poleCoefficients = new Int32Array(2);
  /** The two last partially reconstructed signals, and the two last reconstructed ones. */
  readonly #partial = new Int32Array(2);
  readonly #reconstructed = new Int32Array(2);
  readonly #mostLogScale: number;
  readonly #scaleShift: number;
  #zeroPrediction = 0;
  #logScale = 0;
  /** The quantiser's scale factor, DETL or DETH. */
  scale: number;
  /** The predicted signal, SL or SH. */
  prediction = 0;

  constructor(start: { scale: number; mostLogScale: number; scaleShift: number }) {
    this.scale = start.scale;
    this.#mostLogScale = start.mostLogScale;
    this.#scaleShift = start.scaleShift;
  }

  /** Takes the next quantised difference and the logarithmic step that goes with its code. */
  adapt(difference: number, step: number): void {
    const reconstructed = saturate(this.prediction + difference);
    const partial = saturate(this.#zeroPrediction + difference);
    this.#adaptPoles(partial);
    this.#adaptZeros(difference);
    this.#partial[1] = this.#partial[0] ?? 0;
    this.#partial[0] = partial;
    this.#predict(reconstructed);
    this.#adaptScale(step);
  }

  #adaptScale(step: number): void {
    const scaled = ((this.#logScale * 127) >> 7) + step;
    this.#logScale = scaled < 0 ? 0 : scaled > this.#mostLogScale ? this.#mostLogScale : scaled;
    const shift = this.#scaleShift - (this.#logScale >> 11);
    const fraction = ilb[(this.#logScale >> 6) & 31] ?? 0;
    this.scale = (shift < 0 ? fraction << -shift : fraction >> shift) << 2;
  }

  // UPPOL2 and UPPOL1: the poles follow the signs of the partially reconstructed signal.
  #adaptPoles(partial: number): void {
    const [a1 = 0, a2 = 0] = this.#poleCoefficients;
    const sameAsLast = partial >> 15 === (this.#partial[0] ?? 0) >> 15;
    const sameAsBefore = partial >> 15 === (this.#partial[1] ?? 0) >> 15;
    const quadrupled = saturate(a1 * 4);
    const pull = (saturate(sameAsLast ? -quadrupled : quadrupled) >> 7) + (sameAsBefore ? 128 : -128);
    const second = clamp(pull + ((a2 * 32512) >> 15), 12288);
    const first = saturate((sameAsLast ? 192 : -192) + ((a1 * 32640) >> 15));
    this.#poleCoefficients[0] = clamp(first, 15360 - second);
    this.#poleCoefficients[1] = second;
  }

  // UPZERO, and the delay line moves on.
  #adaptZeros(difference: number): void {
    const push = difference === 0 ? 0 : 128;
    const sign = difference >> 15;
    for (let tap = 1; tap <= zeros; tap += 1) {
      const towards = (this.#differences[tap - 1] ?? 0) >> 15 === sign ? push : -push;
      this.#zeroCoefficients[tap] = saturate(towards + (((this.#zeroCoefficients[tap] ?? 0) * 32640) >> 15));
    }
    this.#differences.copyWithin(1, 0, zeros);
    this.#differences[0] = difference;
  }

  // FILTEP, FILTEZ and PREDIC.
  #predict(reconstructed: number): void {
    const [a1 = 0, a2 = 0] = this.#poleCoefficients;
    const newest = (a1 * saturate(2 * reconstructed)) >> 15;
    const older = (a2 * saturate(2 * (this.#reconstructed[0] ?? 0))) >> 15;
    this.#reconstructed[1] = this.#reconstructed[0] ?? 0;
    this.#reconstructed[0] = reconstructed;
    let sum = 0;
    for (let tap = 1; tap <= zeros; tap += 1) {
      sum += ((this.#zeroCoefficients[tap] ?? 0) * saturate(2 * (this.#differences[tap - 1] ?? 0))) >> 15;
    }
    this.#zeroPrediction = saturate(sum);
    this.prediction = saturate(saturate(newest + older) + this.#zeroPrediction);
  }
}

/** Decodes G.722 at 64 kbit/s (mode 1): each byte gives two samples at 16 kHz. */
export class G722Decoder {
  readonly #lower = new Band({ scale: 32, mostLogScale: 18432, scaleShift: 8 });
  readonly #higher = new Band({ scale: 8, mostLogScale: 22528, scaleShift: 10 });
  /** Sums and differences of the bands, oldest first. */
  readonly #history = new Int32Array(filterLength);

  decode(bytes: Uint8Array): Float32Array {
    const samples = new Float32Array(2 * bytes.length);
    bytes.forEach((code, index) => {
      const low = this.#decodeLower(code & 0x3f);
      const high = this.#decodeHigher(code >> 6);
      this.#history.copyWithin(0, 2);
      this.#history[filterLength - 2] = low + high;
      this.#history[filterLength - 1] = low - high;
      this.#putPair(samples, 2 * index);
    });
    return samples;
  }

  #decodeLower(code: number): number {
    const band = this.#lower;
    const heard = clampBand(band.prediction + ((band.scale * (qm6[code] ?? 0)) >> 15));
    const coarse = code >> 2;
    band.adapt((band.scale * (qm4[coarse] ?? 0)) >> 15, lowerSteps[coarse] ?? 0);
    return heard;
  }

  #decodeHigher(code: number): number {
    const band = this.#higher;
    const difference = (band.scale * (qm2[code] ?? 0)) >> 15;
    const heard = clampBand(band.prediction + difference);
    band.adapt(difference, higherSteps[code] ?? 0);
    return heard;
  }

  #putPair(samples: Float32Array, at: number): void {
    let first = 0;
    let second = 0;
    for (let tap = 0; tap < mirrorFilter.length; tap += 1) {
      first += (this.#history[2 * tap + 1] ?? 0) * (mirrorFilter[mirrorFilter.length - 1 - tap] ?? 0);
      second += (this.#history[2 * tap] ?? 0) * (mirrorFilter[tap] ?? 0);
    }
    samples[at] = saturate(first >> 11) / 32768;
    samples[at + 1] = saturate(second >> 11) / 32768;
  }
}

function saturate(value: number): number {
  return value > 32767 ? 32767 : value < -32768 ? -32768 : value;
}

function clamp(value: number, limit: number): number {
  return value > limit ? limit : value < -limit ? -limit : value;
}

// LIMIT: a band has 15 bits.
function clampBand(value: number): number {
  return value > 16383 ? 16383 : value < -16384 ? -16384 : value;
}
