import { ChannelMixer } from './channel-mixer.ts';
import type { PcmBlock } from './pcm-block.ts';
import { Resampler } from './resample.ts';

export type ChannelMode = 'mix' | 'split';

/** Brings decoded blocks to one rate and to one mixed channel or `channels` separate ones, within -1..1. */
export class OutputShaper {
  readonly #rate: number;
  readonly #mode: ChannelMode;
  readonly #channels: number;
  readonly #mixer = new ChannelMixer();
  #resamplers: Resampler[] = [];
  #inputRate = 0;

  constructor(rate: number, mode: ChannelMode, channels: number) {
    this.#rate = rate;
    this.#mode = mode;
    this.#channels = Math.max(1, channels);
  }

  /** Channels that would have cancelled out the others and were turned round. */
  get turnedChannels(): number {
    return this.#mixer.turnedChannels;
  }

  push(block: PcmBlock): Float32Array[] {
    const tail = block.sampleRate === this.#inputRate ? [] : this.#changeRate(block.sampleRate);
    const inputs = this.#mode === 'mix' ? [this.#mixer.mix(block.channels)] : this.#split(block);
    return inputs.map((samples, index) => {
      const output = this.#resamplers[index]?.push(samples) ?? samples;
      return clamp(tail[index] === undefined ? output : concat(tail[index], output));
    });
  }

  /** The samples that the filters still hold. */
  flush(): Float32Array[] {
    return this.#resamplers.map((resampler) => clamp(resampler.flush()));
  }

  #changeRate(sampleRate: number): Float32Array[] {
    const tail = this.flush();
    const count = this.#mode === 'mix' ? 1 : this.#channels;
    this.#resamplers = Array.from({ length: count }, () => new Resampler(sampleRate, this.#rate));
    this.#inputRate = sampleRate;
    return tail;
  }

  #split({ channels }: PcmBlock): Float32Array[] {
    const fallback = channels[0] ?? new Float32Array(0);
    return Array.from({ length: this.#channels }, (_, index) => channels[index] ?? fallback);
  }
}

// A float file may hold anything; not-a-number would poison what reads the sound.
function clamp(samples: Float32Array): Float32Array {
  const clamped = new Float32Array(samples.length);
  for (let index = 0; index < samples.length; index += 1) {
    const value = samples[index] ?? 0;
    clamped[index] = value > 1 ? 1 : value < -1 ? -1 : Number.isNaN(value) ? 0 : value;
  }
  return clamped;
}

function concat(first: Float32Array, second: Float32Array): Float32Array {
  const joined = new Float32Array(first.length + second.length);
  joined.set(first);
  joined.set(second, first.length);
  return joined;
}
