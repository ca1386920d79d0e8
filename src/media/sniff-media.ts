import type { FileHandle } from 'node:fs/promises';
import { findAdtsChain } from './adts-frames.ts';
import { asciiAt, readRange } from './byte-file.ts';
import { isFlac } from './flac-metadata.ts';
import { isMpegChain } from './mpeg-header.ts';
import { isTransportStart } from './transport-packets.ts';

export type Sniffed =
  | { readonly kind: 'wav' | 'ogg' | 'packets' }
  | { readonly kind: 'mpeg' | 'adts' | 'flac'; readonly start: number }
  | { readonly kind: 'foreign'; readonly formatName: string }
  | { readonly kind: 'unknown' };

const windowBytes = 64 * 1024;
const tagHeaderBytes = 10;
const maxTags = 8;
const mp4BoxTypes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp', 'moof'];
const foreignMagics: readonly (readonly [number, string, string])[] = [
  [0, 'FORM', 'AIFF'],
  [0, '#!AMR', 'AMR'],
  [0, 'caff', 'CAF'],
  [0, '0&²u', 'Windows Media'],
  [8, 'AVI ', 'AVI'],
  [0, 'FLV', 'Flash video'],
  [0, 'wvpk', 'WavPack'],
  [0, 'MAC ', "Monkey's Audio"],
  [0, '.snd', 'AU'],
  [0, '\x0bw', 'AC-3'],
  [0, '.RMF', 'RealMedia'],
  [0, 'DSD ', 'DSD'],
];

/** What a file is by its content; its name does not count. */
export async function sniffMedia(handle: FileHandle): Promise<Sniffed> {
  const start = await skipTags(handle);
  const bytes = await readRange(handle, start, windowBytes);
  if (['RIFF', 'RF64', 'BW64'].includes(asciiAt(bytes, 0, 4)) && asciiAt(bytes, 8, 4) === 'WAVE') {
    return { kind: 'wav' };
  }
  if (asciiAt(bytes, 0, 4) === 'OggS') return { kind: 'ogg' };
  if (isFlac(bytes)) return { kind: 'flac', start };
  if (isPacketContainer(bytes)) return { kind: 'packets' };
  const foreign = foreignMagics.find(([offset, magic]) => asciiAt(bytes, offset, magic.length) === magic);
  if (foreign !== undefined) return { kind: 'foreign', formatName: foreign[2] };
  const chain = findMpegChain(bytes);
  const adtsChain = findAdtsChain(bytes);
  if (adtsChain >= 0 && (chain < 0 || adtsChain < chain)) return { kind: 'adts', start: start + adtsChain };
  return chain < 0 ? { kind: 'unknown' } : { kind: 'mpeg', start: start + chain };
}

function isPacketContainer(bytes: Uint8Array): boolean {
  if (asciiAt(bytes, 0, 4) === '\x1aEß£') return true;
  if (mp4BoxTypes.includes(asciiAt(bytes, 4, 4))) return true;
  return isTransportStart(bytes);
}

function findMpegChain(bytes: Uint8Array): number {
  for (let offset = bytes.indexOf(0xff); offset >= 0; offset = bytes.indexOf(0xff, offset + 1)) {
    if (isMpegChain(bytes, offset)) return offset;
  }
  return -1;
}

// ID3v2 tags stand in front of mp3, aac and sometimes flac; their size is stored in four times seven bits.
async function skipTags(handle: FileHandle): Promise<number> {
  let start = 0;
  for (let tag = 0; tag < maxTags; tag += 1) {
    const header = await readRange(handle, start, tagHeaderBytes);
    if (asciiAt(header, 0, 3) !== 'ID3' || header.length < tagHeaderBytes) break;
    const size = header.subarray(6, 10).reduce((sum, byte) => sum * 128 + (byte & 0x7f), 0);
    start += tagHeaderBytes + size + (((header[5] ?? 0) & 0x10) !== 0 ? tagHeaderBytes : 0);
  }
  return start;
}
