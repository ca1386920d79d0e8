import type { FileHandle } from 'node:fs/promises';
import { asciiAt, readRange, viewOf } from './byte-file.ts';

/** A named part of a file, as RIFF and its relatives are made of. */
export type Chunk = {
  name: string;
  /** Where its header begins. */
  start: number;
  bodyStart: number;
  /** As the header declares them; the file may hold fewer. */
  bodyBytes: number;
};

/** How one family of formats writes its chunks. */
export type ChunkFamily = {
  headerBytes: number;
  /** Chunks begin at multiples of this, counted from the first. */
  alignment: number;
  readHeader: (header: Uint8Array) => { name: string; bodyBytes: number };
};

const mostChunks = 1000;
const wave64HeaderBytes = 24;
/** The end of nearly all GUIDs of Wave64; that of the file itself, `riff`, is another. */
const wave64Guid = 'f3acd3118cd100c04f8edb8a';

/** RIFF, RF64 and BW64. */
export const riffChunks: ChunkFamily = {
  headerBytes: 8,
  alignment: 2,
  readHeader: (header) => ({ name: asciiAt(header, 0, 4), bodyBytes: viewOf(header).getUint32(4, true) }),
};

/** AIFF and AIFC. */
export const iffChunks: ChunkFamily = {
  headerBytes: 8,
  alignment: 2,
  readHeader: (header) => ({ name: asciiAt(header, 0, 4), bodyBytes: viewOf(header).getUint32(4, false) }),
};

/** Apple's Core Audio Format, whose sizes may be -1: to the end of the file. */
export const cafChunks: ChunkFamily = {
  headerBytes: 12,
  alignment: 1,
  readHeader: (header) => ({
    name: asciiAt(header, 0, 4),
    bodyBytes: Number(viewOf(header).getBigInt64(4, false)),
  }),
};

/** Sony's Wave64: a GUID that begins like the name in RIFF, and a size that counts the header too. */
export const wave64Chunks: ChunkFamily = {
  headerBytes: wave64HeaderBytes,
  alignment: 8,
  readHeader: (header) => {
    const known = Buffer.from(header.subarray(4, 16)).toString('hex') === wave64Guid;
    const bodyBytes = Number(viewOf(header).getBigUint64(16, true)) - wave64HeaderBytes;
    return { name: known ? asciiAt(header, 0, 4) : '', bodyBytes };
  },
};

/** The chunks from `start` on. It ends where no whole header is left or a size makes no sense. */
export async function* readChunks(
  handle: FileHandle,
  family: ChunkFamily,
  start: number,
): AsyncGenerator<Chunk> {
  let position = start;
  for (let count = 0; count < mostChunks; count += 1) {
    const header = await readRange(handle, position, family.headerBytes);
    if (header.length < family.headerBytes) return;
    const bodyStart = position + family.headerBytes;
    const { name, bodyBytes } = family.readHeader(header);
    yield { name, start: position, bodyStart, bodyBytes };
    const end = bodyStart + bodyBytes - start;
    position = start + Math.ceil(end / family.alignment) * family.alignment;
    if (bodyBytes < 0 || position > Number.MAX_SAFE_INTEGER) return;
  }
}
