import type { PcmBlock } from './pcm-block.ts';

type Piece = {
  /** One array per channel; null for silence in place of what was not decoded. */
  lines: readonly Float32Array[] | null;
  length: number;
  damagedParts: number;
};

/** A block, and how many damaged parts come to light with it. */
export type OutputBlock = { block: PcmBlock; damagedParts: number };

/** Puts together what a decoder gave for each packet, such that every packet takes the time that it should. */
export class PacketOutput {
  readonly #sampleRate: number;
  readonly #channels: number;
  readonly #pieces: Piece[] = [];

  constructor(sampleRate: number, channels: number) {
    this.#sampleRate = sampleRate;
    this.#channels = channels;
  }

  /** The sound of the next packet, which should have `expected` samples. */
  add(lines: readonly Float32Array[], expected: number, damagedParts: number): void {
    const available = lines[0]?.length ?? 0;
    // Behind a gap a decoder may join what does not belong together: that comes first, and is too much.
    const used = available > expected ? lines.map((line) => line.subarray(available - expected)) : lines;
    const length = Math.min(available, expected);
    const isShort = length < expected;
    if (length > 0 || !isShort)
      this.#pieces.push({ lines: used, length, damagedParts: isShort ? 0 : damagedParts });
    if (isShort) this.#pieces.push({ lines: null, length: expected - length, damagedParts });
  }

  /** All but the first `skip` samples, up to `keep`. */
  *blocks(skip: number, keep: number): Generator<OutputBlock> {
    let position = -skip;
    let run: Piece[] = [];
    for (const piece of this.#pieces) {
      const start = Math.min(piece.length, Math.max(0, -position));
      const end = Math.min(piece.length, Math.max(0, keep - position));
      position += piece.length;
      const heard = partOf(piece, start, Math.max(start, end));
      if (run.length > 0 && !isOfOneKind(run, heard)) {
        yield this.#join(run);
        run = [];
      }
      run.push(heard);
    }
    if (run.length > 0) yield this.#join(run);
  }

  #join(run: readonly Piece[]): OutputBlock {
    const length = run.reduce((sum, piece) => sum + piece.length, 0);
    const channels = Array.from({ length: this.#channels }, (_, channel) => {
      const joined = new Float32Array(length);
      let at = 0;
      for (const piece of run) {
        joined.set(piece.lines?.[channel] ?? piece.lines?.[0] ?? [], at);
        at += piece.length;
      }
      return joined;
    });
    const damagedParts = run.reduce((sum, piece) => sum + piece.damagedParts, 0);
    const block: PcmBlock = { sampleRate: this.#sampleRate, channels };
    return { block: run[0]?.lines === null ? { ...block, silence: 'lost' } : block, damagedParts };
  }
}

function partOf({ lines, damagedParts }: Piece, start: number, end: number): Piece {
  const part = lines?.map((line) => line.subarray(start, end)) ?? null;
  return { lines: part, length: end - start, damagedParts };
}

// Damage is told with the block that it stands in.
function isOfOneKind(run: readonly Piece[], next: Piece): boolean {
  const isSilent = run[0]?.lines === null;
  return isSilent === (next.lines === null) && (isSilent || next.damagedParts === 0);
}
