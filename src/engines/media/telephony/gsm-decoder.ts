import { type GsmFrame, type GsmSubframe, gsmFrameSamples } from './gsm-frame.ts';

// ETSI ETS 300 961 (GSM 06.10), section 5.3 and tables 5.1 to 5.6; the names of its variables are in the comments.
const subframeSamples = 40;
const order = 8;
const shortestLag = 40;
const longestLag = 120;
/** MIC, B and INVA: the least code, offset and inverse slope of each area ratio. */
const leastCodes = [-32, -32, -16, -16, -8, -8, -4, -4];
const offsets = [0, 0, 2048, -2560, 94, -1792, -341, -1144];
const inverseSlopes = [13107, 13107, 13107, 13107, 19223, 17476, 31454, 29708];
/** QLB: the gains of the long-term predictor. */
const lagGains = [3277, 11469, 21299, 32767];
/** FAC: normalised inverse mantissas. */
const mantissaFactors = [18431, 20479, 22527, 24575, 26623, 28671, 30719, 32767];
/** The last sample of each stretch for which the area ratios of two frames are mixed in another proportion. */
const stretchEnds = [13, 27, 40, gsmFrameSamples];
const deEmphasis = 28180;

/** Decodes GSM 06.10 full rate: each frame gives 160 samples at 8 kHz. */
export class GsmDecoder {
  /** drp: the long-term residual, 120 old samples and one subframe. */
  readonly #residual = new Int16Array(longestLag + subframeSamples);
  /** v: the state of the lattice filter. */
  readonly #lattice = new Int16Array(order + 1);
  #lastAreaRatios: readonly number[] = new Array<number>(order).fill(0);
  #lastLag = shortestLag;
  #lastSample = 0;

  decode(frames: readonly GsmFrame[]): Float32Array {
    const samples = new Float32Array(frames.length * gsmFrameSamples);
    frames.forEach((frame, index) => {
      samples.set(this.#decodeFrame(frame), index * gsmFrameSamples);
    });
    return samples;
  }

  #decodeFrame({ areaRatios, subframes }: GsmFrame): Float32Array {
    const excitation = new Int16Array(gsmFrameSamples);
    subframes.forEach((subframe, index) => {
      excitation.set(this.#predictLongTerm(subframe), index * subframeSamples);
    });
    const current = areaRatios.map(decodeAreaRatio);
    const samples = new Float32Array(gsmFrameSamples);
    let start = 0;
    stretchEnds.forEach((end, stretch) => {
      const mixed = current.map((ratio, index) => mix(this.#lastAreaRatios[index] ?? 0, ratio, stretch));
      const reflections = Int16Array.from(mixed, reflectionOf);
      for (let at = start; at < end; at += 1) {
        samples[at] = this.#deEmphasise(this.#synthesise(excitation[at] ?? 0, reflections)) / 32768;
      }
      start = end;
    });
    this.#lastAreaRatios = current;
    return samples;
  }

  // Section 5.3.2; a lag out of range repeats the last one.
  #predictLongTerm(subframe: GsmSubframe): Int16Array {
    if (subframe.lag >= shortestLag && subframe.lag <= longestLag) this.#lastLag = subframe.lag;
    const pulses = decodePulses(subframe);
    const gain = lagGains[subframe.gain] ?? 0;
    for (let index = 0; index < subframeSamples; index += 1) {
      const past = this.#residual[longestLag + index - this.#lastLag] ?? 0;
      this.#residual[longestLag + index] = saturate((pulses[index] ?? 0) + multiply(gain, past));
    }
    const heard = this.#residual.slice(longestLag);
    this.#residual.copyWithin(0, subframeSamples);
    return heard;
  }

  // Section 5.3.4.
  #synthesise(excitation: number, reflections: Int16Array): number {
    let signal = excitation;
    for (let stage = order - 1; stage >= 0; stage -= 1) {
      const reflection = reflections[stage] ?? 0;
      const state = this.#lattice[stage] ?? 0;
      signal = saturate(signal - multiply(reflection, state));
      this.#lattice[stage + 1] = saturate(state + multiply(reflection, signal));
    }
    this.#lattice[0] = signal;
    return signal;
  }

  // Sections 5.3.5 to 5.3.7: de-emphasis, upscaling, and the lowest three bits cut off.
  #deEmphasise(signal: number): number {
    this.#lastSample = saturate(signal + multiply(this.#lastSample, deEmphasis));
    return saturate(this.#lastSample * 2) & ~7;
  }
}

// Sections 5.2.15 to 5.2.17: the pulses, each third sample from the grid's position on.
function decodePulses({ blockMaximum, grid, pulses }: GsmSubframe): Int16Array {
  const { exponent, mantissa } = splitMaximum(blockMaximum);
  const factor = mantissaFactors[mantissa] ?? 0;
  const shift = 6 - exponent;
  const half = shift === 0 ? 0 : 1 << (shift - 1);
  const placed = new Int16Array(subframeSamples);
  pulses.forEach((code, index) => {
    placed[grid + 3 * index] = saturate(multiply(factor, (2 * code - 7) * 4096) + half) >> shift;
  });
  return placed;
}

function splitMaximum(blockMaximum: number): { exponent: number; mantissa: number } {
  let exponent = blockMaximum > 15 ? (blockMaximum >> 3) - 1 : 0;
  let mantissa = blockMaximum - exponent * 8;
  if (mantissa === 0) return { exponent: -4, mantissa: 7 };
  while (mantissa <= 7) {
    mantissa = mantissa * 2 + 1;
    exponent -= 1;
  }
  return { exponent, mantissa: mantissa - 8 };
}

// Section 5.2.8.
function decodeAreaRatio(code: number, index: number): number {
  const centred = saturate((code + (leastCodes[index] ?? 0)) * 1024 - 2 * (offsets[index] ?? 0));
  return saturate(2 * multiply(inverseSlopes[index] ?? 0, centred));
}

// Section 5.2.9.1: three quarters, a half, a quarter of the last frame, then none.
function mix(last: number, current: number, stretch: number): number {
  switch (stretch) {
    case 0:
      return saturate((last >> 2) + (current >> 2) + (last >> 1));
    case 1:
      return saturate((last >> 1) + (current >> 1));
    case 2:
      return saturate((last >> 2) + (current >> 2) + (current >> 1));
    default:
      return current;
  }
}

// Section 5.2.9.2.
function reflectionOf(ratio: number): number {
  const size = ratio === -32768 ? 32767 : Math.abs(ratio);
  const reflection = size < 11059 ? size * 2 : size < 20070 ? size + 11059 : saturate((size >> 2) + 26112);
  return ratio < 0 ? -reflection : reflection;
}

/** mult_r: the rounded product of two fractions of 15 bits. */
function multiply(a: number, b: number): number {
  return saturate((a * b + 16384) >> 15);
}

function saturate(value: number): number {
  return value > 32767 ? 32767 : value < -32768 ? -32768 : value;
}
