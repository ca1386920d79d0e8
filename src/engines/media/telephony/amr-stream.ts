import { readBlocks } from '../byte-file.ts';
import { type AmrBand, amrFrameBytes, isAmrChain, lostAmrFrame } from './amr-frames.ts';

/** Frames that follow each other in a file. */
export type AmrBatch = {
  frames: readonly Uint8Array[];
  /** Stretches without a frame; each is among the frames as lost ones, so that what follows keeps its time. */
  damagedParts: number;
};

export type AmrSource = { file: string; band: AmrBand; start: number };

const readBytes = 64 * 1024;
/** Longer than any frame: what is left of a block when no whole frame can be in it. */
const longestFrameBytes = 64;
/** So many frames in a row are no chance. */
const chainFrames = 5;
const chainBytes = chainFrames * longestFrameBytes;

/** The frames of a file from `start` to its end, in batches. */
export async function* readAmrFrames({ file, band, start }: AmrSource): AsyncGenerator<AmrBatch> {
  const splitter = new FrameSplitter(band);
  for await (const block of readBlocks(file, start, Number.MAX_SAFE_INTEGER, readBytes)) {
    yield splitter.split(block, false);
  }
  yield splitter.split(new Uint8Array(0), true);
}

class FrameSplitter {
  readonly #band: AmrBand;
  #rest: Uint8Array = new Uint8Array(0);
  #lastFrameBytes = 1;

  constructor(band: AmrBand) {
    this.#band = band;
  }

  split(block: Uint8Array, isEnd: boolean): AmrBatch {
    const bytes = this.#rest.length === 0 ? block : Buffer.concat([this.#rest, block]);
    const last = isEnd ? bytes.length : bytes.length - chainBytes;
    const frames: Uint8Array[] = [];
    let damagedParts = 0;
    let position = 0;
    while (position < last) {
      const size = amrFrameBytes(this.#band, bytes, position);
      if (size > 0 && position + size <= bytes.length) {
        frames.push(bytes.subarray(position, position + size));
        this.#lastFrameBytes = size;
        position += size;
        continue;
      }
      const next = this.#findChain(bytes, position + 1, last);
      damagedParts += 1;
      frames.push(...this.#lostFrames(next - position));
      position = next;
    }
    this.#rest = bytes.subarray(Math.min(position, bytes.length));
    return { frames, damagedParts };
  }

  #findChain(bytes: Uint8Array, from: number, last: number): number {
    for (let position = from; position < last; position += 1) {
      if (isAmrChain(this.#band, bytes, position, chainFrames)) return position;
    }
    return last;
  }

  #lostFrames(bytes: number): Uint8Array[] {
    const count = Math.max(1, Math.round(bytes / this.#lastFrameBytes));
    return Array.from({ length: count }, () => lostAmrFrame);
  }
}
