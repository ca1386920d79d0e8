import { promisify } from 'node:util';
import { constants, crc32, deflateRaw, deflateRawSync, inflateRawSync, type ZlibOptions } from 'node:zlib';

/**
 * The beginning of a text as raw deflate that ends on a byte boundary (sync flush). So any ending can follow it,
 * and the beginning is not compressed again.
 */
export interface PackedText<Content = unknown> {
  /** Only a type: whose JSON this is. */
  content?: Content;
  deflated: Buffer;
  /** CRC-32 and length of the beginning before compression. */
  crc32: number;
  bytes: number;
}

const flushed: ZlibOptions = { finishFlush: constants.Z_SYNC_FLUSH };
const deflateAsync = promisify<Buffer, ZlibOptions, Buffer>(deflateRaw);

export function packText<Content>(beginning: Buffer): PackedText<Content> {
  return { deflated: deflateRawSync(beginning, flushed), crc32: crc32(beginning), bytes: beginning.length };
}

/** The same for an answer in the making: less compressed, and on another thread. */
export async function packQuickly<Content>(beginning: Buffer): Promise<PackedText<Content>> {
  const deflated = await deflateAsync(beginning, { ...flushed, level: 4 });
  return { deflated, crc32: crc32(beginning), bytes: beginning.length };
}

export function unpackText({ deflated, bytes }: Omit<PackedText, 'crc32'>): Buffer {
  // A buffer of the right size: making one of the usual 16 KiB costs more than a small text.
  return inflateRawSync(deflated, { ...flushed, chunkSize: Math.max(bytes + 1, leastChunkBytes) });
}

const leastChunkBytes = 64;
const gzipHeader = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff]);
const storedHeaderBytes = 5;
const trailerBytes = 8;
const longestStored = 65_535;

/**
 * Beginning and ending as one gzip stream (RFC 1952), in parts. The ending, at most 64 KiB, goes as a stored block
 * (RFC 1951, 3.2.4). Setting up a compressor would cost more than the few bytes that it saves.
 */
export function gzipWithEnding(packed: PackedText, ending: string): Buffer[] {
  const last = Buffer.from(ending);
  if (last.length > longestStored) throw new Error(`An ending of ${last.length} bytes fits no stored block`);
  const header = Buffer.allocUnsafe(storedHeaderBytes);
  header[0] = 1;
  header.writeUInt16LE(last.length, 1);
  header.writeUInt16LE(last.length ^ longestStored, 3);
  const trailer = Buffer.allocUnsafe(trailerBytes);
  trailer.writeUInt32LE(crc32(last, packed.crc32), 0);
  trailer.writeUInt32LE((packed.bytes + last.length) % 2 ** 32, 4);
  return [gzipHeader, packed.deflated, Buffer.concat([header, last, trailer])];
}
