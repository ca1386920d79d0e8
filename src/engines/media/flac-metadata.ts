import type { FileHandle } from 'node:fs/promises';
import { asciiAt, readRange, viewOf } from './byte-file.ts';

const blockHeaderBytes = 4;
const maxBlocks = 1000;
// RFC 9639 section 9: the shortest frame.
const shortestFrameBytes = 10;

/**
 * False for a FLAC stream at `start` whose metadata runs to the end of the file, as in a copy that was cut early.
 * The demultiplexer never returns from such a file.
 */
export async function flacHasFrames(handle: FileHandle, start: number, fileBytes: number): Promise<boolean> {
  let position = start + blockHeaderBytes;
  for (let block = 0; block < maxBlocks; block += 1) {
    const header = await readRange(handle, position, blockHeaderBytes);
    if (header.length < blockHeaderBytes) return false;
    const word = viewOf(header).getUint32(0, false);
    position += blockHeaderBytes + (word & 0xff_ffff);
    if (word >>> 31 === 1) break;
  }
  const frame = await readRange(handle, position, 2);
  const hasSync = frame[0] === 0xff && ((frame[1] ?? 0) & 0xfe) === 0xf8;
  return hasSync && position + shortestFrameBytes <= fileBytes;
}

export function isFlac(head: Uint8Array): boolean {
  return asciiAt(head, 0, 4) === 'fLaC';
}

/** How many samples of each channel a FLAC frame holds, by its header (RFC 9639 section 9.1); 0 for what is none. */
export function flacFrameSamples(frame: Uint8Array): number {
  if (frame.length < 6 || frame[0] !== 0xff || ((frame[1] ?? 0) & 0xfe) !== 0xf8) return 0;
  const code = (frame[2] ?? 0) >> 4;
  if (code >= 8) return 256 << (code - 8);
  if (code >= 2 && code <= 5) return 576 << (code - 2);
  // The frame's number stands between; its first byte tells its length as in UTF-8.
  const at = 4 + Math.max(1, Math.clz32(~((frame[4] ?? 0) << 24)));
  if (code === 6) return (frame[at] ?? 0) + 1;
  if (code === 7) return ((frame[at] ?? 0) << 8) + (frame[at + 1] ?? 0) + 1;
  return code === 1 ? 192 : 0;
}
