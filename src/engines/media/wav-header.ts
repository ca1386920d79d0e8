import type { FileHandle } from 'node:fs/promises';
import type { SoundSpan } from './block-codec.ts';
import { asciiAt, readRange, viewOf } from './byte-file.ts';
import { type Chunk, type ChunkFamily, readChunks, riffChunks } from './chunks.ts';
import { longestFormatBytes, readWavFormat, type WavFormat } from './wav-codec.ts';

/** The header of a wav or Wave64 file, as far as it describes the sound. */
export type WavHeader =
  | { kind: 'header'; format: WavFormat; span: SoundSpan }
  | { kind: 'empty' }
  /** `reason` is for people. */
  | { kind: 'damaged'; reason: string };

type HeaderFile = { handle: FileHandle; fileBytes: number };

// Writers to a pipe cannot know the size: FFmpeg leaves 0xFFFFFFFF, SoX about 0x7FFFF000, others 0.
const streamedSizeFloor = 0x7fff_0000;
const sizeWrap = 2 ** 32;
const chunkName = /^[ -~]{4}$/;

/** Reads the chunks of `family` from `start` up to the sound. */
export async function readWavHeader(
  file: HeaderFile,
  family: ChunkFamily,
  start: number,
): Promise<WavHeader> {
  let format: WavFormat | null = null;
  let wideDataBytes: number | null = null;
  let last: Chunk | null = null;
  for await (const chunk of readChunks(file.handle, family, start)) {
    const { name, bodyStart, bodyBytes } = chunk;
    if (family === riffChunks && !chunkName.test(name)) return await explainMisplaced(file, last, chunk);
    if (name === 'fmt ') {
      format = readWavFormat(
        await readRange(file.handle, bodyStart, Math.min(bodyBytes, longestFormatBytes)),
      );
    }
    if (name === 'ds64') wideDataBytes = readWideSize(await readRange(file.handle, bodyStart, 16));
    if (name === 'data') {
      if (format === null) return damaged('The wav header does not say how its sound is stored.');
      const declared = bodyBytes === 0xffff_ffff && wideDataBytes !== null ? wideDataBytes : bodyBytes;
      if (declared <= 0 && (await isReallyEmpty(file, bodyStart))) return { kind: 'empty' };
      return { kind: 'header', format, span: spanOf(declared, bodyStart, file.fileBytes) };
    }
    last = chunk;
  }
  return explainEnd(file, last);
}

function readWideSize(bytes: Uint8Array): number | null {
  return bytes.length < 16 ? null : Number(viewOf(bytes).getBigUint64(8, true));
}

async function isReallyEmpty({ handle, fileBytes }: HeaderFile, bodyStart: number): Promise<boolean> {
  if (bodyStart >= fileBytes) return true;
  const next = await readRange(handle, bodyStart, 8);
  if (next.length < 8 || !chunkName.test(asciiAt(next, 0, 4))) return false;
  return viewOf(next).getUint32(4, true) <= fileBytes - bodyStart - 8;
}

function spanOf(declared: number, dataStart: number, fileBytes: number): SoundSpan {
  const available = fileBytes - dataStart;
  const streamed = declared <= 0 || (declared >= streamedSizeFloor && declared > available);
  // A size of 32 bits begins again at 4 GiB.
  const wrapped = declared > 0 && available - declared >= sizeWrap && declared < sizeWrap;
  if (streamed || wrapped) return { dataStart, dataBytes: available, truncated: false };
  return { dataStart, dataBytes: Math.min(declared, available), truncated: declared > available };
}

function explainEnd({ fileBytes }: HeaderFile, last: Chunk | null): WavHeader {
  if (last === null) return damaged('This file ends within its header. Copy or export it again, completely.');
  const isWhole = last.bodyStart + last.bodyBytes <= fileBytes;
  return damaged(
    isWhole
      ? 'This file ends behind its header, without the chunk "data" that holds the sound. Copy or export it again.'
      : `This file is cut off or damaged: ${placeOf(last)} goes beyond its end. Copy or export it again, completely.`,
  );
}

function placeOf({ name, bodyBytes, start }: Chunk): string {
  return `its chunk "${name.trim()}" of ${bodyBytes} bytes at byte ${start}`;
}

// RIFF: a chunk of an odd size is followed by a byte that does not count, so that chunks begin at even places.
async function explainMisplaced(
  { handle }: HeaderFile,
  last: Chunk | null,
  found: Chunk,
): Promise<WavHeader> {
  if (last === null) return damaged('What follows the word WAVE in this wav file is no chunk.');
  const place = placeOf(last);
  const unpadded = last.bodyStart + last.bodyBytes;
  const name = asciiAt(await readRange(handle, unpadded, 4), 0, 4);
  if (unpadded !== found.start && chunkName.test(name)) {
    return damaged(
      `This wav file is not written as the format asks: ${place} has an odd size and must be followed by a byte of ` +
        `padding, but "${name.trim()}" follows at once, at byte ${unpadded}. Readers look one byte too far and find ` +
        'no sound. Save it again with another program, or without its title and other notes.',
    );
  }
  return damaged(
    `This wav file is damaged: after ${place} no chunk begins where that size ends, at byte ${found.start}. Copy or ` +
      'export it again, completely.',
  );
}

function damaged(reason: string): WavHeader {
  return { kind: 'damaged', reason };
}
