import { type FileHandle, open } from 'node:fs/promises';

/** Up to `length` bytes from `position`; fewer at the end of the file. */
export async function readRange(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await handle.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** The bytes from `start` up to `end` (or the end of the file), in blocks of `blockBytes`. */
export async function* readBlocks(
  file: string,
  start: number,
  end: number,
  blockBytes: number,
): AsyncGenerator<Uint8Array> {
  const handle = await open(file, 'r');
  try {
    for (let position = start; position < end; ) {
      const block = await readRange(handle, position, Math.min(blockBytes, end - position));
      if (block.length === 0) return;
      position += block.length;
      yield block;
    }
  } finally {
    await handle.close();
  }
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** `length` bytes as text, one character a byte; for magic numbers and chunk names. */
export function asciiAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}
