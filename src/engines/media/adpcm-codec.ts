import type { BlockCodec } from './block-codec.ts';
import { viewOf } from './byte-file.ts';

/** The shape of a wav file's ADPCM blocks. */
export type AdpcmLayout = {
  channels: number;
  sampleRate: number;
  blockBytes: number;
};

type DecodeBlock = (block: Uint8Array, channels: Float32Array[], start: number) => void;

const imaHeadBytes = 4;
const imaWordBytes = 4;
const microsoftHeadBytes = 7;
const mostChannels = 8;

/** The step sizes of IMA's recommended practices for ADPCM (1992), table 6.2. */
const imaSteps = new Int16Array([
  7, 8, 9, 10, 11, 12, 13, 14, 16, 17, 19, 21, 23, 25, 28, 31, 34, 37, 41, 45, 50, 55, 60, 66, 73, 80, 88, 97,
  107, 118, 130, 143, 157, 173, 190, 209, 230, 253, 279, 307, 337, 371, 408, 449, 494, 544, 598, 658, 724,
  796, 876, 963, 1060, 1166, 1282, 1411, 1552, 1707, 1878, 2066, 2272, 2499, 2749, 3024, 3327, 3660, 4026,
  4428, 4871, 5358, 5894, 6484, 7132, 7845, 8630, 9493, 10442, 11487, 12635, 13899, 15289, 16818, 18500,
  20350, 22385, 24623, 27086, 29794, 32767,
]);
const indexChanges = [-1, -1, -1, -1, 2, 4, 6, 8];

type StepKind = {
  steps: Int16Array;
  /** Samples lie within it. */
  limit: number;
  /** How far the lower three bits of a code move the sample. */
  moveBy: (step: number, code: number) => number;
};

// Each part is rounded by itself, as IMA's text has it.
const ima: StepKind = {
  steps: imaSteps,
  limit: 32_768,
  moveBy: (step, code) =>
    (step >> 3) + (code & 4 ? step : 0) + (code & 2 ? step >> 1 : 0) + (code & 1 ? step >> 2 : 0),
};
/**
 * Dialogic's ADPCM of 1988 has samples of 12 bits and the steps for them. Its parts are rounded together, as SoX and
 * FFmpeg do: with no block to begin anew, another rounding would drift away.
 */
const dialogic: StepKind = {
  steps: imaSteps.subarray(8, 57),
  limit: 2048,
  moveBy: (step, code) => ((2 * code + 1) * step) >> 3,
};

/** Microsoft's adaptation of the step, in 256ths, and the predictors that every file may use. */
const microsoftChanges = [230, 230, 230, 230, 307, 409, 512, 614, 768, 614, 512, 409, 307, 230, 230, 230];
const microsoftPredictors = [
  [256, 0],
  [512, -256],
  [0, 0],
  [192, 64],
  [240, 0],
  [460, -208],
  [392, -232],
] as const;
const leastMicrosoftStep = 16;

/** IMA (DVI) ADPCM as wav stores it; null where the layout makes no sense. */
export function imaAdpcmCodec(layout: AdpcmLayout): BlockCodec | null {
  const { channels, blockBytes } = layout;
  const words = Math.floor((blockBytes - imaHeadBytes * channels) / (imaWordBytes * channels));
  if (channels > mostChannels || words < 1) return null;
  const blockSamples = 1 + 8 * words;
  return adpcmCodec('adpcm-ima', layout, blockSamples, (block, output, start) => {
    output.forEach((samples, channel) => {
      const state = imaStart(block, imaHeadBytes * channel);
      samples[start] = state.sample / 32768;
      for (let word = 0; word < words; word += 1) {
        const from = imaHeadBytes * channels + imaWordBytes * (word * channels + channel);
        for (let nibble = 0; nibble < 8; nibble += 1) {
          const byte = block[from + (nibble >> 1)] ?? 0;
          const code = (nibble & 1) === 0 ? byte & 15 : byte >> 4;
          samples[start + 1 + 8 * word + nibble] = state.next(code) / 32768;
        }
      }
    });
  });
}

function imaStart(block: Uint8Array, offset: number): StepState {
  return new StepState({ sample: viewOf(block).getInt16(offset, true), index: block[offset + 2] ?? 0 }, ima);
}

/** Dialogic (OKI) ADPCM, as in vox files: two samples in a byte, the first in its upper half, from beginning to end. */
export function dialogicAdpcmCodec(sampleRate: number): BlockCodec {
  return {
    name: 'adpcm-oki',
    channels: 1,
    sampleRate,
    blockBytes: 1,
    blockSamples: 2,
    open: () => {
      const state = new StepState({ sample: 0, index: 0 }, dialogic);
      return (bytes) => {
        const samples = new Float32Array(2 * bytes.length);
        bytes.forEach((byte, index) => {
          samples[2 * index] = state.next(byte >> 4) / dialogic.limit;
          samples[2 * index + 1] = state.next(byte & 15) / dialogic.limit;
        });
        return [samples];
      };
    },
  };
}

/** Microsoft ADPCM; `extra` may bring predictors of the file's own. Null where the layout makes no sense. */
export function microsoftAdpcmCodec(layout: AdpcmLayout, extra: Uint8Array): BlockCodec | null {
  const { channels, blockBytes } = layout;
  const codes = (blockBytes - microsoftHeadBytes * channels) * 2;
  if (channels > 2 || codes < channels) return null;
  const predictors = readPredictors(extra);
  const blockSamples = 2 + Math.floor(codes / channels);
  return adpcmCodec('adpcm-ms', layout, blockSamples, (block, output, start) => {
    const states = output.map((_, channel) => new MicrosoftState(block, { channel, channels, predictors }));
    states.forEach((state, channel) => {
      output[channel]?.set([state.older / 32768, state.newer / 32768], start);
    });
    for (let index = 0; index < codes; index += 1) {
      const byte = block[microsoftHeadBytes * channels + (index >> 1)] ?? 0;
      const code = (index & 1) === 0 ? byte >> 4 : byte & 15;
      const channel = index % channels;
      const samples = output[channel];
      const sample = states[channel]?.next(code) ?? 0;
      if (samples) samples[start + 2 + Math.floor(index / channels)] = sample / 32768;
    }
  });
}

function adpcmCodec(
  name: string,
  { channels, sampleRate, blockBytes }: AdpcmLayout,
  blockSamples: number,
  decodeBlock: DecodeBlock,
): BlockCodec {
  const decode = (bytes: Uint8Array): Float32Array[] => {
    const blocks = Math.floor(bytes.length / blockBytes);
    const output = Array.from({ length: channels }, () => new Float32Array(blocks * blockSamples));
    for (let block = 0; block < blocks; block += 1) {
      decodeBlock(bytes.subarray(block * blockBytes, (block + 1) * blockBytes), output, block * blockSamples);
    }
    return output;
  };
  // Every block begins anew, so nothing is carried from one to the next.
  return { name, channels, sampleRate, blockBytes, blockSamples, open: () => decode };
}

/** Each code moves the sample by parts of a step, and chooses the next step. */
class StepState {
  sample: number;
  #index: number;
  readonly #steps: Int16Array;
  readonly #limit: number;
  readonly #moveBy: StepKind['moveBy'];

  constructor(start: { sample: number; index: number }, { steps, limit, moveBy }: StepKind) {
    this.#moveBy = moveBy;
    this.#steps = steps;
    this.#limit = limit;
    this.sample = start.sample;
    this.#index = Math.min(steps.length - 1, start.index);
  }

  next(code: number): number {
    const step = this.#steps[this.#index] ?? 0;
    const size = this.#moveBy(step, code & 7);
    const moved = this.sample + ((code & 8) !== 0 ? -size : size);
    this.sample = Math.max(-this.#limit, Math.min(this.#limit - 1, moved));
    const index = this.#index + (indexChanges[code & 7] ?? 0);
    this.#index = Math.max(0, Math.min(this.#steps.length - 1, index));
    return this.sample;
  }
}

class MicrosoftState {
  newer: number;
  older: number;
  #step: number;
  readonly #weights: readonly [number, number];

  constructor(
    block: Uint8Array,
    place: { channel: number; channels: number; predictors: readonly (readonly [number, number])[] },
  ) {
    const { channel, channels, predictors } = place;
    const view = viewOf(block);
    const word = (row: number): number => view.getInt16(channels + 2 * (row * channels + channel), true);
    this.#weights = predictors[block[channel] ?? 0] ?? [0, 0];
    this.#step = word(0);
    this.newer = word(1);
    this.older = word(2);
  }

  next(code: number): number {
    const [newerWeight, olderWeight] = this.#weights;
    const predicted = (this.newer * newerWeight + this.older * olderWeight) >> 8;
    const sample = saturate(predicted + (code > 7 ? code - 16 : code) * this.#step);
    this.older = this.newer;
    this.newer = sample;
    this.#step = Math.max(leastMicrosoftStep, ((microsoftChanges[code] ?? 0) * this.#step) >> 8);
    return sample;
  }
}

// After the number of samples in a block come the number of predictors and their two weights each.
function readPredictors(extra: Uint8Array): readonly (readonly [number, number])[] {
  if (extra.length < 4) return microsoftPredictors;
  const view = viewOf(extra);
  const count = Math.min(view.getUint16(2, true), Math.floor((extra.length - 4) / 4));
  if (count === 0) return microsoftPredictors;
  return Array.from({ length: count }, (_, index) => {
    return [view.getInt16(4 + 4 * index, true), view.getInt16(6 + 4 * index, true)] as const;
  });
}

function saturate(value: number): number {
  return value > 32767 ? 32767 : value < -32768 ? -32768 : value;
}
