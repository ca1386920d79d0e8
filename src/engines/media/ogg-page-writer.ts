import { viewOf } from './byte-file.ts';
import { oggChecksum } from './ogg-checksum.ts';

const headerBytes = 27;
const mostSegments = 255;

export type OggPageFields = {
  serial: number;
  sequence: number;
  /** Null where no packet ends on the page. */
  granule: number | null;
  isFirst?: boolean;
  isLast?: boolean;
  isContinued?: boolean;
};

/** One Ogg page (RFC 3533) around segments of a body; a packet ends at each segment shorter than 255 bytes. */
export function writeOggPage(fields: OggPageFields, segments: Uint8Array, body: Uint8Array): Uint8Array {
  const page = new Uint8Array(headerBytes + segments.length + body.length);
  const view = viewOf(page);
  page.set(Buffer.from('OggS'));
  const { isContinued, isFirst, isLast } = fields;
  page[5] = (isContinued ? 1 : 0) | (isFirst ? 2 : 0) | (isLast ? 4 : 0);
  view.setBigInt64(6, BigInt(fields.granule ?? -1), true);
  view.setUint32(14, fields.serial, true);
  view.setUint32(18, fields.sequence, true);
  page[26] = segments.length;
  page.set(segments, headerBytes);
  page.set(body, headerBytes + segments.length);
  view.setUint32(22, oggChecksum(page), true);
  return page;
}

/** Whole packets on as many pages as they take; the granule stands where the last packet ends. */
export function writeOggPages(fields: OggPageFields, packets: readonly Uint8Array[]): Uint8Array[] {
  const segments = packets.flatMap(segmentsOf);
  const body = Buffer.concat(packets);
  const pages: Uint8Array[] = [];
  let start = 0;
  for (let from = 0; from === 0 || from < segments.length; from += mostSegments) {
    const own = segments.slice(from, from + mostSegments);
    const end = start + own.reduce((sum, segment) => sum + segment, 0);
    const isEnd = from + mostSegments >= segments.length;
    const place = { sequence: fields.sequence + pages.length, isContinued: segments[from - 1] === 255 };
    const ending = isEnd ? {} : { granule: null, isLast: false };
    pages.push(
      writeOggPage({ ...fields, ...place, ...ending }, Uint8Array.from(own), body.subarray(start, end)),
    );
    start = end;
  }
  return pages;
}

function segmentsOf(packet: Uint8Array): number[] {
  return [...Array.from({ length: Math.floor(packet.length / 255) }, () => 255), packet.length % 255];
}
