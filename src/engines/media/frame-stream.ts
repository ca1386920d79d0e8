import { type FileHandle, open } from 'node:fs/promises';
import { readRange } from './byte-file.ts';
import { FrameScanner } from './frame-scanner.ts';
import type { FrameGroup, FrameJunk, FrameSyntax } from './frames.ts';

export type FrameSpan = { start: number; end: number };

const windowBytes = 256 * 1024;

/** The frames of a part of a file, in order; tags between them are passed over. */
export async function* readFrames(
  file: string,
  span: FrameSpan,
  syntax: FrameSyntax,
): AsyncGenerator<FrameGroup | FrameJunk> {
  const handle = await open(file, 'r');
  try {
    yield* scanFile(handle, span, new FrameScanner(syntax));
  } finally {
    await handle.close();
  }
}

async function* scanFile(
  handle: FileHandle,
  span: FrameSpan,
  scanner: FrameScanner,
): AsyncGenerator<FrameGroup | FrameJunk> {
  let rest: Uint8Array = new Uint8Array(0);
  let position = span.start;
  while (position < span.end) {
    const from = position + rest.length;
    const read = await readRange(handle, from, Math.min(windowBytes, span.end - from));
    // Groups keep parts of the window, so each window is memory of its own.
    const window = Buffer.concat([rest, read]);
    const isLast = from + read.length >= span.end || read.length === 0;
    const used = scanner.scan(window, isLast);
    yield* scanner.take();
    position += used;
    if (isLast && used >= window.length) break;
    rest = window.subarray(Math.min(used, window.length));
  }
  yield* scanner.finish();
}
