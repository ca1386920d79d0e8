import { type FileHandle, open } from 'node:fs/promises';
import { readRange } from './byte-file.ts';
import { FrameScanner } from './frame-scanner.ts';

export type FrameHeader = {
  readonly frameBytes: number;
  readonly frameSamples: number;
  readonly sampleRate: number;
  readonly channels: number;
  /** Equal for frames that one decoder takes one after the other. */
  readonly format: string;
};

/** What the first frame of a file says about the whole of it; it holds no sound. */
export type Announcement = {
  readonly seconds: number | null;
  readonly bytes: number | null;
  /** Sound at both ends that the encoder added and the decoder takes away. */
  readonly trimmedSeconds: number;
};

/** How the frames of a stream without a container are told from other bytes. */
export type FrameSyntax = {
  readonly readHeader: (bytes: Uint8Array, offset: number) => FrameHeader | null;
  readonly readAnnouncement: (bytes: Uint8Array, offset: number) => Announcement | null;
};

/** Frames of one format that follow each other. */
export type FrameGroup = {
  readonly kind: 'frames';
  readonly header: FrameHeader;
  readonly frames: Uint8Array[];
  readonly seconds: number;
  /** Set where the first frame is an announcement: here begins what was a file of its own. */
  readonly announcement: Announcement | null;
};

/** Bytes between frames that are neither frames nor tags. */
export type FrameJunk = { readonly kind: 'junk'; readonly bytes: number; readonly isAtEnd: boolean };

export type FrameSpan = { readonly start: number; readonly end: number };

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
