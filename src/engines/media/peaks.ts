const peakMs = 100;
const fullScale = 127;

/** Waveform peaks for a player: the largest |sample| of every 100 ms as 0..127, gathered while decoding. */
export class PeakAccumulator {
  readonly #samplesPerPeak: number;
  readonly #peaks: number[] = [];
  #largest = 0;
  #pending = 0;

  constructor(sampleRate: number) {
    this.#samplesPerPeak = Math.round((sampleRate * peakMs) / 1000);
  }

  /** Takes the next block, one array per channel; the loudest channel counts. */
  push(channels: readonly Float32Array[]): void {
    const length = channels[0]?.length ?? 0;
    for (let index = 0; index < length; index += 1) {
      for (const samples of channels) {
        const magnitude = Math.abs(samples[index] ?? 0);
        if (magnitude > this.#largest) this.#largest = magnitude;
      }
      this.#pending += 1;
      if (this.#pending === this.#samplesPerPeak) this.#close();
    }
  }

  /** All peaks so far, the unfinished last one included. */
  finish(): number[] {
    if (this.#pending > 0) this.#close();
    return this.#peaks;
  }

  #close(): void {
    this.#peaks.push(Math.min(fullScale, Math.round(this.#largest * fullScale)));
    this.#largest = 0;
    this.#pending = 0;
  }
}
