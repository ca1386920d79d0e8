// Channels whose correlation is below this lose more than half of their loudness when they are added.
const cancelling = -0.5;

/**
 * Adds channels to one, by their mean. A channel that cancels out the others (a wire crossed, a "wide" effect) is
 * turned round first. It is judged by all the sound so far, so that it does not turn to and fro.
 */
export class ChannelMixer {
  readonly #energies: number[] = [];
  readonly #products: number[][] = [];
  readonly #signs: number[] = [];
  readonly #turned = new Set<number>();

  /** How many channels were turned round. */
  get turnedChannels(): number {
    return this.#turned.size;
  }

  mix(channels: readonly Float32Array[]): Float32Array {
    const first = channels[0] ?? new Float32Array(0);
    if (channels.length < 2) return first;
    this.#listen(channels);
    this.#chooseSigns(channels.length);
    const mixed = new Float32Array(first.length);
    for (const [channel, samples] of channels.entries()) {
      const share = (this.#signs[channel] ?? 1) / channels.length;
      for (let index = 0; index < mixed.length; index += 1) {
        mixed[index] = (mixed[index] ?? 0) + share * (samples[index] ?? 0);
      }
    }
    return mixed;
  }

  #listen(channels: readonly Float32Array[]): void {
    for (const [channel, samples] of channels.entries()) {
      const products = this.#products[channel] ?? [];
      this.#products[channel] = products;
      for (let other = 0; other <= channel; other += 1) {
        const product = productOf(samples, channels[other] ?? samples);
        // A float file may hold anything.
        if (Number.isFinite(product)) products[other] = (products[other] ?? 0) + product;
      }
      this.#energies[channel] = products[channel] ?? 0;
    }
  }

  // The loudest channel stays as it is; each of the others is held against the sum of those before it.
  #chooseSigns(count: number): void {
    const order = Array.from({ length: count }, (_, channel) => channel).sort(
      (a, b) => (this.#energies[b] ?? 0) - (this.#energies[a] ?? 0),
    );
    const added: number[] = [];
    for (const channel of order) {
      const sum = added.reduce((total, other) => total + this.#signed(channel, other), 0);
      const ownEnergy = this.#energies[channel] ?? 0;
      const sumEnergy = added.reduce(
        (total, a) => total + added.reduce((part, b) => part + (this.#signs[a] ?? 1) * this.#signed(a, b), 0),
        0,
      );
      const correlation = sum / Math.sqrt(ownEnergy * sumEnergy || 1);
      const isTurned = correlation < cancelling;
      if (isTurned) this.#turned.add(channel);
      this.#signs[channel] = isTurned ? -1 : 1;
      added.push(channel);
    }
  }

  #signed(channel: number, other: number): number {
    const product = this.#products[Math.max(channel, other)]?.[Math.min(channel, other)] ?? 0;
    return (this.#signs[other] ?? 1) * product;
  }
}

function productOf(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] ?? 0) * (b[index] ?? 0);
  return sum;
}
