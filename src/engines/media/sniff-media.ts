import type { FileHandle } from 'node:fs/promises';
import { findAdtsChain } from './adts-frames.ts';
import { asciiAt, readRange } from './byte-file.ts';
import { looksLikeText } from './looks-like-text.ts';
import { type MediaRefusal, refuseMedia } from './media-refusal.ts';
import { isMpegChain } from './mpeg-header.ts';
import { isRecordingEnding } from './recording-formats.ts';
import { aacAudio, mpegAudio, type SignedFormat, signedFormats } from './signed-formats.ts';
import { sniffHeaderless, sniffTold } from './sniff-headerless.ts';
import type { Sniffed } from './sniffed.ts';

/** Hints about a file beside its content. */
export type NameHint = {
  /** The end of its name, without the dot and in lower case. */
  ending: string;
  /** The importer's word for its format: one of `formatNames`. */
  told?: string | undefined;
};

const windowBytes = 64 * 1024;
/** Fewer bytes are not even a header, or some milliseconds of sound without one. */
const leastFileBytes = 16;
const tagHeaderBytes = 10;
const maxTags = 8;

/** Names a file by its content. Its name, or what it is said to be, counts only where the content does not tell. */
export async function sniffMedia(handle: FileHandle, hint: NameHint): Promise<Sniffed> {
  const { size: fileBytes } = await handle.stat();
  const start = await skipTags(handle);
  const bytes = await readRange(handle, start, windowBytes);
  const format = signedFormats.find(({ signature }) => signature(bytes));
  const isText = looksLikeText(start === 0 ? bytes : await readRange(handle, 0, windowBytes));
  const small = refuseSmall(fileBytes, isText ? undefined : format, hint);
  if (small !== null) return small;
  const content = isText ? { kind: 'text' as const } : signed(format, start);
  if (hint.told !== undefined) return sniffTold(hint.told, bytes, content);
  if (content.kind !== 'unknown') return content;
  const headerless = sniffHeaderless(hint.ending, bytes);
  if (headerless.kind !== 'unknown') return headerless;
  const chain = findMpegChain(bytes);
  const adtsChain = findAdtsChain(bytes);
  if (adtsChain >= 0 && (chain < 0 || adtsChain < chain)) {
    return { kind: 'signed', format: aacAudio, start: start + adtsChain };
  }
  return chain < 0 ? headerless : { kind: 'signed', format: mpegAudio, start: start + chain };
}

function signed(format: SignedFormat | undefined, start: number): Sniffed {
  return format === undefined ? { kind: 'unknown' } : { kind: 'signed', format, start };
}

function refuseSmall(
  fileBytes: number,
  format: SignedFormat | undefined,
  { ending, told }: NameHint,
): MediaRefusal | null {
  const isRecording = format !== undefined || told !== undefined || isRecordingEnding(ending);
  if (fileBytes >= leastFileBytes || !isRecording) return null;
  if (fileBytes === 0) return refuseMedia('media_empty');
  const what = format === undefined ? 'This file' : `This ${format.title} file`;
  return refuseMedia(
    'media_truncated',
    `${what} has ${fileBytes} bytes, too few for any sound. Copy or export it again, completely.`,
  );
}

// Something else may stand before the first frame of an mp3, such as what is left of one that was cut.
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
