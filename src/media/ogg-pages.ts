import type { FileHandle } from 'node:fs/promises';
import { asciiAt, readBlocks, readRange, viewOf } from './byte-file.ts';

// RFC 3533: a page is at most 65,307 bytes.
const maxPageBytes = 65_307;
const pageHeaderBytes = 27;
const readBytes = 256 * 1024;

export type OggStart = {
  readonly serial: number;
  readonly codec: 'opus' | 'vorbis' | 'flac' | 'speex' | 'unknown';
  readonly firstPacket: Uint8Array;
};

export type OggEnd = { readonly granule: number; readonly ended: boolean };

type Page = {
  readonly serial: number;
  readonly flags: number;
  readonly granule: number;
  readonly segments: Uint8Array;
  readonly body: Uint8Array;
  readonly stored: Uint8Array;
};

/** What the beginning of an Ogg file says of its audio streams; null when there is none. */
export function readOggStart(head: Uint8Array): OggStart | null {
  let unknown: OggStart | null = null;
  for (let offset = 0; ; ) {
    const page = parsePage(head, offset);
    if (page === null || (page.flags & 2) === 0) return unknown;
    const start = { serial: page.serial, codec: oggCodec(page.body), firstPacket: page.body };
    if (start.codec !== 'unknown') return start;
    unknown ??= start;
    offset += page.stored.length;
  }
}

/** The last complete page of the stream: its position in samples, and whether the writer closed the stream. */
export async function readOggEnd(handle: FileHandle, fileBytes: number, serial: number): Promise<OggEnd> {
  const tailBytes = Math.min(fileBytes, 4 * maxPageBytes);
  const tail = await readRange(handle, fileBytes - tailBytes, tailBytes);
  let end: OggEnd = { granule: 0, ended: false };
  for (let offset = findPage(tail, 0); offset >= 0; offset = findPage(tail, offset + 4)) {
    const page = parsePage(tail, offset);
    if (page === null || page.serial !== serial) continue;
    if (page.granule >= 0) end = { granule: page.granule, ended: (page.flags & 4) !== 0 };
  }
  return end;
}

/** The packets of one logical stream in order; damaged stretches are skipped. */
export async function* readOggPackets(file: string, serial: number): AsyncGenerator<Uint8Array> {
  let partial: Uint8Array[] = [];
  for await (const page of readPages(file, serial)) {
    const packets = packetsOf(page, partial);
    partial = packets.partial;
    yield* packets.whole;
  }
}

/** The complete pages of one logical stream as stored. */
export async function* readOggPageBytes(file: string, serial: number): AsyncGenerator<Uint8Array> {
  for await (const page of readPages(file, serial)) yield page.stored;
}

async function* readPages(file: string, serial: number): AsyncGenerator<Page> {
  let rest: Uint8Array = new Uint8Array(0);
  for await (const block of readBlocks(file, 0, Number.POSITIVE_INFINITY, readBytes)) {
    rest = Buffer.concat([rest, block]);
    let offset = 0;
    for (let found = findPage(rest, 0); found >= 0; found = findPage(rest, offset)) {
      const page = parsePage(rest, found);
      // Where a whole page would fit and none is, the mark belongs to damaged bytes.
      if (page === null && rest.length - found <= maxPageBytes) break;
      offset = page === null ? found + 4 : found + page.stored.length;
      if (page !== null && page.serial === serial) yield page;
    }
    const pending = findPage(rest, offset);
    rest = rest.slice(pending >= 0 ? pending : Math.max(offset, rest.length - 3));
  }
}

function packetsOf(page: Page, before: Uint8Array[]): { whole: Uint8Array[]; partial: Uint8Array[] } {
  const whole: Uint8Array[] = [];
  const continued = (page.flags & 1) !== 0;
  let pieces = continued ? before : [];
  let dropping = continued && before.length === 0;
  let start = 0;
  let length = 0;
  for (const segment of page.segments) {
    length += segment;
    if (segment === 255) continue;
    const piece = page.body.slice(start, start + length);
    if (!dropping) whole.push(pieces.length === 0 ? piece : Buffer.concat([...pieces, piece]));
    dropping = false;
    pieces = [];
    start += length;
    length = 0;
  }
  const unfinished = length > 0 && !dropping ? [...pieces, page.body.slice(start, start + length)] : [];
  return { whole, partial: unfinished };
}

function findPage(bytes: Uint8Array, from: number): number {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).indexOf('OggS', from, 'latin1');
}

function parsePage(bytes: Uint8Array, offset: number): Page | null {
  if (offset + pageHeaderBytes > bytes.length || asciiAt(bytes, offset, 4) !== 'OggS') return null;
  const view = viewOf(bytes);
  const segmentCount = view.getUint8(offset + 26);
  const bodyStart = offset + pageHeaderBytes + segmentCount;
  const segments = bytes.slice(offset + pageHeaderBytes, bodyStart);
  const bodyBytes = segments.reduce((sum, segment) => sum + segment, 0);
  if (bodyStart + bodyBytes > bytes.length) return null;
  return {
    serial: view.getUint32(offset + 14, true),
    flags: view.getUint8(offset + 5),
    granule: Number(view.getBigInt64(offset + 6, true)),
    segments,
    body: bytes.slice(bodyStart, bodyStart + bodyBytes),
    stored: bytes.slice(offset, bodyStart + bodyBytes),
  };
}

function oggCodec(packet: Uint8Array): OggStart['codec'] {
  if (asciiAt(packet, 0, 8) === 'OpusHead') return 'opus';
  if (asciiAt(packet, 1, 6) === 'vorbis') return 'vorbis';
  if (asciiAt(packet, 1, 4) === 'FLAC') return 'flac';
  if (asciiAt(packet, 0, 5) === 'Speex') return 'speex';
  return 'unknown';
}
