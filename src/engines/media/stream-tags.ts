import { asciiAt, viewOf } from './byte-file.ts';

const id3HeaderBytes = 10;
const id3Versions = [2, 3, 4];
const id3v1Bytes = 128;
const extendedId3v1Bytes = 227;
const apeHeaderBytes = 32;
const apeIsHeader = 0x2000_0000;

/** Bytes that a tag needs ahead of it to be known. */
export const tagHeaderBytes = apeHeaderBytes;

/** How long the tag at `offset` is (ID3v2, ID3v1 or APE); 0 where there is none. It may reach beyond the bytes. */
export function tagBytesAt(bytes: Uint8Array, offset: number): number {
  switch (bytes[offset]) {
    case 0x49:
      return id3v2Bytes(bytes, offset);
    case 0x54:
      if (asciiAt(bytes, offset, 4) === 'TAG+') return extendedId3v1Bytes;
      return asciiAt(bytes, offset, 3) === 'TAG' ? id3v1Bytes : 0;
    case 0x41:
      return apeBytes(bytes, offset);
    default:
      return 0;
  }
}

// Sizes are stored in four times seven bits; a footer repeats the header (id3.org, "ID3 tag version 2.4.0").
function id3v2Bytes(bytes: Uint8Array, offset: number): number {
  const header = bytes.subarray(offset, offset + id3HeaderBytes);
  if (asciiAt(bytes, offset, 3) !== 'ID3' || header.length < id3HeaderBytes) return 0;
  const sizes = [...header.subarray(6)];
  if (!id3Versions.includes(header[3] ?? 0) || sizes.some((byte) => byte >= 0x80)) return 0;
  const size = sizes.reduce((sum, byte) => sum * 128 + byte, 0);
  const hasFooter = ((header[5] ?? 0) & 0x10) !== 0;
  return id3HeaderBytes + size + (hasFooter ? id3HeaderBytes : 0);
}

// The stored size counts the items and the footer; a footer alone is what is left behind its items.
function apeBytes(bytes: Uint8Array, offset: number): number {
  if (asciiAt(bytes, offset, 8) !== 'APETAGEX' || offset + apeHeaderBytes > bytes.length) return 0;
  const view = viewOf(bytes);
  const isHeader = (view.getUint32(offset + 20, true) & apeIsHeader) !== 0;
  return apeHeaderBytes + (isHeader ? view.getUint32(offset + 12, true) : 0);
}

/** Whether bytes that are no frames are the body of a tag that ends before `end`, or that has no length of its own. */
export function isTagBody(start: Uint8Array, bytesBefore: number, end: Uint8Array): boolean {
  if (asciiAt(start, 0, 11) === 'LYRICSBEGIN') return true;
  if (asciiAt(end, 0, 8) !== 'APETAGEX' || end.length < apeHeaderBytes) return false;
  return viewOf(end).getUint32(12, true) - apeHeaderBytes === bytesBefore;
}
