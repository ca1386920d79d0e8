import { open } from 'node:fs/promises';
import { readRange } from './byte-file.ts';

/** A stretch of a file that is a file of its own: joined ones lie behind each other. */
export type FilePart = { file: string; start: number; end: number };

/** Positions count from the start of the part. */
export type PartReader = {
  bytes: number;
  read: (position: number, length: number) => Promise<Uint8Array>;
  close: () => Promise<void>;
};

export async function wholeFile(file: string): Promise<FilePart> {
  const handle = await open(file, 'r');
  const { size } = await handle.stat().finally(() => handle.close());
  return { file, start: 0, end: size };
}

export async function openPart({ file, start, end }: FilePart): Promise<PartReader> {
  const handle = await open(file, 'r');
  const bytes = end - start;
  return {
    bytes,
    read: (position, length) =>
      readRange(handle, start + position, Math.max(0, Math.min(length, bytes - position))),
    close: () => handle.close(),
  };
}
