import { type FileHandle, open, rm } from 'node:fs/promises';
import path from 'node:path';
import { channelsSoundAlike } from '../speech/embedded/channels-alike.ts';
import { openPcm } from '../speech/pcm-source.ts';

const mixBlockSamples = 160_000;

function toBytes(samples: Float32Array): Buffer {
  const bytes = Buffer.alloc(samples.length * 2);
  for (let i = 0; i < samples.length; i += 1) {
    const value = Math.round((samples[i] ?? 0) * 32_767);
    bytes.writeInt16LE(Math.max(-32_768, Math.min(32_767, value)), i * 2);
  }
  return bytes;
}

/** Raw files of one recording, written block by block: one per line of talk. */
export class PcmLines {
  readonly #folder: string;
  readonly #files: FileHandle[] = [];

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The next block, one array per channel. */
  async write(channels: readonly Float32Array[]): Promise<void> {
    for (const [index, samples] of channels.entries()) {
      this.#files[index] ??= await open(this.#path(index), 'w', 0o600);
      await this.#files[index].write(toBytes(samples));
    }
  }

  /** Names of the files. Two channels that carry the same voices become one. */
  async finish(): Promise<string[]> {
    for (const file of this.#files) await file.close();
    const names = this.#files.map((_, index) => path.basename(this.#path(index)));
    return this.#heardTwice() ? [await this.#mix(names)] : names;
  }

  #heardTwice(): boolean {
    const sources = this.#files.map((_, index) => openPcm([this.#path(index)]));
    const alike = channelsSoundAlike(sources);
    for (const source of sources) source.close();
    return alike;
  }

  async #mix(names: readonly string[]): Promise<string> {
    const source = openPcm(names.map((name) => path.join(this.#folder, name)));
    const mixed = await open(path.join(this.#folder, 'mixed.pcm'), 'w', 0o600);
    try {
      for (let start = 0; start < source.sampleCount; start += mixBlockSamples)
        await mixed.write(toBytes(source.read(start, mixBlockSamples)));
    } finally {
      source.close();
      await mixed.close();
    }
    for (const name of names) await rm(path.join(this.#folder, name));
    return 'mixed.pcm';
  }

  #path(index: number): string {
    return path.join(this.#folder, `channel-${index + 1}.pcm`);
  }
}
