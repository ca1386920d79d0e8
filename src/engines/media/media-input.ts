import { ALL_FORMATS, FilePathSource, Input } from 'mediabunny';
import type { FilePart } from './file-part.ts';

const cacheBytes = 4 * 1024 * 1024;

/** A file whose container keeps packets. The caller disposes of it. */
export function openInput({ file, start, end }: FilePart): Input {
  const source = new FilePathSource(file, { maxCacheSize: cacheBytes, handleUnhandledError: () => {} });
  return new Input({ source: source.slice(start, end - start), formats: ALL_FORMATS });
}

/** One reader for all tracks of a file, so that they do not each keep what they have read. */
export class SharedInput {
  readonly #part: FilePart;
  #input: Input | null = null;
  #users = 0;

  constructor(part: FilePart) {
    this.#part = part;
  }

  acquire(): Input {
    this.#users += 1;
    this.#input ??= openInput(this.#part);
    return this.#input;
  }

  /** The last reader closes the file. */
  release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#input?.dispose();
    this.#input = null;
  }
}

export function containerName(formatName: string): string {
  return formatName === 'QuickTime File Format' ? 'mov' : formatName.toLowerCase().replaceAll(' ', '-');
}

/** Where the recording begins: a broadcast or a piece of a longer recording does not begin at zero. */
export async function firstSeconds(input: Input): Promise<number> {
  return Math.max(0, await input.getFirstTimestamp());
}
