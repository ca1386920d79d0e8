import type { FrameHeader, FrameSyntax } from './frames.ts';
import type { TimedPacket } from './track-packets.ts';
import { type StreamUnit, unwrapped } from './transport-stream.ts';

/** Takes the frames out of the units of a transport stream, which they need not fill. */
export class UnitFrames {
  readonly #syntax: FrameSyntax;
  #bytes: Buffer = Buffer.alloc(0);
  #isInSync = false;
  #nowSeconds: number;
  /** The time of a unit belongs to the first frame that begins in it. */
  #mark: { at: number; seconds: number } | null = null;

  constructor(syntax: FrameSyntax, zeroSeconds: number) {
    this.#syntax = syntax;
    this.#nowSeconds = zeroSeconds;
  }

  get nowSeconds(): number {
    return this.#nowSeconds;
  }

  push({ data, seconds, isBroken }: StreamUnit): TimedPacket[] {
    if (isBroken) {
      this.#bytes = Buffer.alloc(0);
      this.#isInSync = false;
    }
    if (seconds !== null) this.#mark = { at: this.#bytes.length, seconds };
    this.#bytes = Buffer.concat([this.#bytes, data]);
    return [...this.#frames()];
  }

  *#frames(): Generator<TimedPacket> {
    let at = 0;
    while (at < this.#bytes.length) {
      const header = this.#syntax.readHeader(this.#bytes, at);
      if (header !== null && at + header.frameBytes > this.#bytes.length) break;
      if (header === null || !this.#isConfirmed(at, header)) {
        this.#isInSync = false;
        const next = this.#bytes.indexOf(0xff, at + 1);
        at = next < 0 ? this.#bytes.length : next;
        continue;
      }
      this.#isInSync = true;
      yield this.#packet(at, header);
      at += header.frameBytes;
    }
    this.#bytes = this.#bytes.subarray(at);
    if (this.#mark !== null) this.#mark = { ...this.#mark, at: this.#mark.at - at };
  }

  // Any two bytes may look like a header: it counts where another frame, or nothing yet, follows.
  #isConfirmed(at: number, { frameBytes, format }: FrameHeader): boolean {
    if (this.#isInSync) return true;
    const next = at + frameBytes;
    return next === this.#bytes.length || this.#syntax.readHeader(this.#bytes, next)?.format === format;
  }

  #packet(at: number, { frameBytes, frameSamples, sampleRate, format }: FrameHeader): TimedPacket {
    if (this.#mark !== null && at >= this.#mark.at) {
      this.#nowSeconds = unwrapped(this.#mark.seconds, this.#nowSeconds);
      this.#mark = null;
    }
    const startSeconds = this.#nowSeconds;
    const seconds = frameSamples / sampleRate;
    this.#nowSeconds += seconds;
    return { data: this.#bytes.subarray(at, at + frameBytes), startSeconds, seconds, format };
  }
}
