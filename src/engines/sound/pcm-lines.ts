import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { type HeardLine, planLines } from '../speech/heard-lines.ts';
import { openPcm } from '../speech/pcm-source.ts';

const mixBlockSamples = 160_000;
// Rounding and dither of a line that carries nothing.
const silentPeak = 4 / 32_768;

function toBytes(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (let i = 0; i < samples.length; i += 1) {
    const value = Math.round((samples[i] ?? 0) * 32_767);
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), i * 2);
  }
  return bytes;
}

/** The lines that the channels of a recording became. */
export interface WrittenLines {
  /** Names of the files, one for each line of talk. */
  files: readonly string[];
  /** Channels that were turned round, because they cancel out others. */
  invertedChannels: number;
  /** Channels that carry what others carry too. */
  repeatedChannels: number;
}

/** Raw files of one recording, written block by block: one per line of talk. */
export class PcmLines {
  readonly #folder: string;
  readonly #files: FileHandle[] = [];
  readonly #peaks: number[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The next block, one array per channel. */
  async write(channels: readonly Float32Array[]): Promise<void> {
    for (const [index, samples] of channels.entries()) {
      this.#files[index] ??= await open(this.#path(index), 'w', 0o600);
      this.#peaks[index] = peakOf(samples, this.#peaks[index] ?? 0);
      await this.#files[index].write(toBytes(samples));
    }
  }

  /** Channels that carry the same voices become one line; those that carry nothing are none. */
  async finish(): Promise<WrittenLines> {
    for (const file of this.#files) await file.close();
    const loud = [...this.#files.keys()].filter((index) => (this.#peaks[index] ?? 0) > silentPeak);
    const channels = loud.length > 0 ? loud : [...this.#files.keys()].slice(0, 1);
    const sources = channels.map((index) => openPcm([this.#path(index)]));
    const { lines } = planLines(sources);
    for (const source of sources) source.close();
    const files: string[] = [];
    for (const line of lines) files.push(await this.#writeLine(line, channels));
    const kept = new Set(files);
    for (const index of this.#files.keys()) {
      if (!kept.has(this.#name(index))) await rm(path.join(this.#folder, this.#name(index)));
    }
    return {
      files,
      invertedChannels: lines.flatMap(({ members }) => members.filter(({ inverted }) => inverted)).length,
      repeatedChannels: channels.length - lines.length,
    };
  }

  async #writeLine({ members }: HeardLine, channels: readonly number[]): Promise<string> {
    const parts = members.map(({ index, ...how }) => ({ ...how, channel: channels[index] ?? 0 }));
    const [first] = parts;
    if (first === undefined || parts.length === 1) return this.#name(first?.channel ?? 0);
    const source = openPcm(parts.map(({ channel, ...how }) => ({ ...how, path: this.#path(channel) })));
    const name = `mixed-${first.channel + 1}.pcm`;
    const mixed = await open(path.join(this.#folder, name), 'w', 0o600);
    try {
      for (let start = 0; start < source.sampleCount; start += mixBlockSamples)
        await mixed.write(toBytes(source.read(start, mixBlockSamples)));
    } finally {
      source.close();
      await mixed.close();
    }
    return name;
  }

  #path(index: number): string {
    return path.join(this.#folder, this.#name(index));
  }

  #name(index: number): string {
    return `channel-${index + 1}.pcm`;
  }
}

function peakOf(samples: Float32Array, before: number): number {
  let peak = before;
  for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  return peak;
}
