import type { OggPage } from './ogg-pages.ts';

// Tags with a cover picture are the longest packets; damaged lengths must not fill the memory.
const mostBytes = 64 * 2 ** 20;

/** Puts the packets of one stream together from its pages. */
export class OggPackets {
  #pieces: Uint8Array[] = [];
  #bytes = 0;

  /** A packet has begun whose end has not been read. */
  get isUnfinished(): boolean {
    return this.#pieces.length > 0;
  }

  /** Pages are missing here: what was begun has lost its end. */
  forget(): void {
    this.#pieces = [];
    this.#bytes = 0;
  }

  /** The packets that end on the next page. One whose beginning was not read is left out. */
  push({ isContinued, segments, body }: OggPage): Uint8Array[] {
    if (!isContinued) this.forget();
    let isHeadless = isContinued && !this.isUnfinished;
    const packets: Uint8Array[] = [];
    let start = 0;
    let end = 0;
    for (const segment of segments) {
      end += segment;
      if (segment === 255) continue;
      if (!isHeadless) packets.push(this.#join(body.subarray(start, end)));
      this.forget();
      isHeadless = false;
      start = end;
    }
    if (end > start && !isHeadless) this.#keep(body.subarray(start, end));
    return packets;
  }

  #join(last: Uint8Array): Uint8Array {
    return this.#pieces.length === 0 ? last : Buffer.concat([...this.#pieces, last]);
  }

  #keep(piece: Uint8Array): void {
    this.#bytes += piece.length;
    if (this.#bytes > mostBytes) this.forget();
    else this.#pieces.push(piece);
  }
}
