import type { Announcement, FrameGroup, FrameHeader, FrameJunk, FrameSyntax } from './frames.ts';
import { isTagBody, tagBytesAt, tagHeaderBytes } from './stream-tags.ts';

// Three of the longest frames: an ADTS frame has at most 8191 bytes.
const lookAheadBytes = 32 * 1024;
// So many zeros between or behind frames are padding; more may have been sound.
const mostPaddingBytes = 8 * 1024;
const mostGroupSeconds = 5;
const confirmingFrames = 2;

// A frame begins with eight set bits, a tag with ID3, TAG or APETAGEX.
const mayBegin = Array.from({ length: 256 }, (_, byte) => [0xff, 0x49, 0x54, 0x41].includes(byte));

type OpenGroup = {
  header: FrameHeader;
  frames: Uint8Array[];
  seconds: number;
  announcement: Announcement | null;
};
type OpenJunk = { start: Uint8Array; bytes: number; isZero: boolean };

/** Finds frames in windows of a stream that follow each other without a gap. */
export class FrameScanner {
  readonly #syntax: FrameSyntax;
  #format: string | null = null;
  #group: OpenGroup | null = null;
  #junk: OpenJunk | null = null;
  readonly #found: (FrameGroup | FrameJunk)[] = [];

  constructor(syntax: FrameSyntax) {
    this.#syntax = syntax;
  }

  /** Goes through a window; gives how many of its bytes are done, more than it has where a tag reaches beyond it. */
  scan(window: Uint8Array, isLast: boolean): number {
    let at = 0;
    while (at < window.length && (isLast || window.length - at >= lookAheadBytes)) {
      const header = this.#frameAt(window, at, isLast);
      if (header !== null) {
        this.#endJunk(false);
        this.#addFrame(window, at, header);
        at += header.frameBytes;
        continue;
      }
      const tagBytes = tagBytesAt(window, at);
      if (tagBytes > 0) {
        this.#passTag(window, at);
        at += tagBytes;
      } else {
        at = this.#passJunk(window, at);
      }
    }
    return at;
  }

  take(): (FrameGroup | FrameJunk)[] {
    return this.#found.splice(0);
  }

  finish(): (FrameGroup | FrameJunk)[] {
    this.#endGroup();
    this.#endJunk(true);
    return this.take();
  }

  #frameAt(window: Uint8Array, at: number, isLast: boolean): FrameHeader | null {
    const header = this.#syntax.readHeader(window, at);
    if (header === null || at + header.frameBytes > window.length) return null;
    if (this.#junk === null && header.format === this.#format) return header;
    return this.#isConfirmed(window, at, isLast) ? header : null;
  }

  // Any two bytes may look like a header: the frames that follow must be of the same format, or the stream must end.
  #isConfirmed(window: Uint8Array, at: number, isLast: boolean): boolean {
    const first = this.#syntax.readHeader(window, at);
    let position = at + (first?.frameBytes ?? 0);
    for (let frame = 0; frame < confirmingFrames; frame += 1) {
      const next = this.#syntax.readHeader(window, position);
      if (next === null) {
        const ends = isLast && position + tagHeaderBytes >= window.length;
        return frame > 0 && (ends || tagBytesAt(window, position) > 0);
      }
      if (next.format !== first?.format) return false;
      position += next.frameBytes;
    }
    return true;
  }

  #addFrame(window: Uint8Array, at: number, header: FrameHeader): void {
    const announcement = this.#syntax.readAnnouncement(window, at);
    const isNew =
      this.#group === null ||
      announcement !== null ||
      header.format !== this.#group.header.format ||
      this.#group.seconds >= mostGroupSeconds;
    if (isNew) this.#endGroup();
    this.#group ??= { header, frames: [], seconds: 0, announcement };
    this.#group.frames.push(window.subarray(at, at + header.frameBytes));
    if (announcement === null) this.#group.seconds += header.frameSamples / header.sampleRate;
    this.#format = header.format;
  }

  /** Up to the next byte that may begin a frame or a tag. */
  #passJunk(window: Uint8Array, at: number): number {
    this.#endGroup();
    this.#junk ??= { start: window.subarray(at, at + tagHeaderBytes), bytes: 0, isZero: true };
    let next = at;
    do {
      if (window[next] !== 0) this.#junk.isZero = false;
      next += 1;
    } while (next < window.length && !mayBegin[window[next] ?? 0]);
    this.#junk.bytes += next - at;
    return next;
  }

  #passTag(window: Uint8Array, at: number): void {
    const junk = this.#junk;
    const end = window.subarray(at, at + tagHeaderBytes);
    if (junk !== null && isTagBody(junk.start, junk.bytes, end)) this.#junk = null;
    this.#endJunk(false);
  }

  #endGroup(): void {
    if (this.#group !== null) this.#found.push({ kind: 'frames', ...this.#group });
    this.#group = null;
  }

  #endJunk(isAtEnd: boolean): void {
    const junk = this.#junk;
    this.#junk = null;
    if (junk === null || this.#format === null) return;
    const isPadding = (junk.isZero || isAtEnd) && junk.bytes <= mostPaddingBytes;
    const isTag = isTagBody(junk.start, junk.bytes, new Uint8Array(0));
    if (!isPadding && !isTag) this.#found.push({ kind: 'junk', bytes: junk.bytes, isAtEnd });
  }
}
