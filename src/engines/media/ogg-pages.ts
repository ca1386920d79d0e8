import { asciiAt, readBlocks, viewOf } from './byte-file.ts';
import { oggChecksum } from './ogg-checksum.ts';

// RFC 3533: a page is at most 65,307 bytes, which is less than one block.
const readBytes = 256 * 1024;
const headerBytes = 27;
const capture = 'OggS';

export type OggPage = {
  kind: 'page';
  serial: number;
  sequence: number;
  isFirst: boolean;
  isLast: boolean;
  isContinued: boolean;
  /** Where the last packet of the page ends; null where none does, or where damage makes it doubtful. */
  granule: number | null;
  segments: Uint8Array;
  body: Uint8Array;
  isDamaged: boolean;
};

/** The file ends inside a page; of which stream is null where not even its header is whole. */
export type OggCut = { kind: 'cut'; serial: number | null };

type Found = { kind: 'none' | 'short' } | { kind: 'page'; end: number; page: OggPage };

/** The pages of an Ogg file in order; what is no page is skipped. The whole packets of a page that is cut off come too. */
export async function* readOggPages(file: string): AsyncGenerator<OggPage | OggCut> {
  const scanner = new PageScanner();
  for await (const block of readBlocks(file, 0, Number.POSITIVE_INFINITY, readBytes)) {
    yield* scanner.push(block);
  }
  yield* scanner.finish();
}

class PageScanner {
  #rest: Uint8Array = new Uint8Array(0);
  /** Some writers leave the checksum out: the first page tells. */
  #checksummed: boolean | null = null;

  *push(block: Uint8Array): Generator<OggPage> {
    this.#rest = Buffer.concat([this.#rest, block]);
    yield* this.#scan(false);
  }

  *finish(): Generator<OggPage | OggCut> {
    yield* this.#scan(true);
    const rest = this.#rest;
    const start = findCapture(rest, 0);
    const isCutCapture =
      start < 0 && rest.length > 0 && rest.length < 4 && capture.startsWith(asciiAt(rest, 0, 4));
    if (isCutCapture) yield { kind: 'cut', serial: null };
    if (start < 0) return;
    const remains = rest.subarray(start);
    const isWhole = remains.length >= headerBytes && remains.length >= headerBytes + (remains[26] ?? 0);
    if (isWhole) yield beginningOf(remains);
    yield { kind: 'cut', serial: remains.length >= 18 ? viewOf(remains).getUint32(14, true) : null };
  }

  // Keeps from the first page that is not whole yet.
  *#scan(isEnd: boolean): Generator<OggPage> {
    let offset = 0;
    for (let start = findCapture(this.#rest, 0); start >= 0; start = findCapture(this.#rest, offset)) {
      const found = this.#parse(start, isEnd);
      if (found.kind === 'short') {
        offset = start;
        break;
      }
      offset = found.kind === 'page' ? found.end : start + capture.length;
      if (found.kind === 'page') yield found.page;
    }
    const pending = findCapture(this.#rest, offset);
    this.#rest = this.#rest.subarray(pending >= 0 ? pending : Math.max(offset, this.#rest.length - 3));
  }

  #parse(start: number, isEnd: boolean): Found {
    const bytes = this.#rest;
    if (start + headerBytes > bytes.length) return { kind: 'short' };
    if (bytes[start + 4] !== 0 || (bytes[start + 5] ?? 0) > 7) return { kind: 'none' };
    const bodyStart = start + headerBytes + (bytes[start + 26] ?? 0);
    const segments = bytes.subarray(start + headerBytes, bodyStart);
    const end = bodyStart + sum(segments);
    if (bodyStart > bytes.length || end > bytes.length) {
      // At the end of the file a page that reaches over another is damaged, not cut off.
      return { kind: isEnd && findCapture(bytes, start + 4) >= 0 ? 'none' : 'short' };
    }
    const stored = bytes.subarray(start, end);
    const agrees = oggChecksum(stored) === viewOf(stored).getUint32(22, true);
    this.#checksummed ??= agrees;
    const isDamaged = this.#checksummed && !agrees;
    if (isDamaged && end + 4 > bytes.length && !isEnd) return { kind: 'short' };
    const isFollowed = end === bytes.length || asciiAt(bytes, end, 4) === capture;
    if (isDamaged && !isFollowed) return { kind: 'none' };
    return { kind: 'page', end, page: pageOf(stored, segments, isDamaged) };
  }
}

function pageOf(stored: Uint8Array, segments: Uint8Array, isDamaged: boolean): OggPage {
  const view = viewOf(stored);
  const flags = view.getUint8(5);
  const granule = Number(view.getBigInt64(6, true));
  return {
    kind: 'page',
    serial: view.getUint32(14, true),
    sequence: view.getUint32(18, true),
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    isContinued: (flags & 1) !== 0,
    granule: granule < 0 || isDamaged ? null : granule,
    segments,
    body: stored.subarray(headerBytes + segments.length),
    isDamaged,
  };
}

// Its granule is that of a packet which is not there.
function beginningOf(remains: Uint8Array): OggPage {
  const all = remains.subarray(headerBytes, headerBytes + (remains[26] ?? 0));
  let count = 0;
  let bytes = headerBytes + all.length;
  for (; count < all.length; count += 1) {
    bytes += all[count] ?? 0;
    if (bytes > remains.length) break;
  }
  return { ...pageOf(remains, all, false), granule: null, isLast: false, segments: all.subarray(0, count) };
}

function sum(segments: Uint8Array): number {
  let total = 0;
  for (const segment of segments) total += segment;
  return total;
}

function findCapture(bytes: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf(capture, from, 'latin1');
}
