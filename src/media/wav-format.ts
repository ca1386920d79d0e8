import type { FileHandle } from 'node:fs/promises';
import { asciiAt, readRange, viewOf } from './byte-file.ts';
import { type PcmEncoding, type PcmLayout, sampleBytes } from './pcm-samples.ts';

export type WavFormat = {
  readonly kind: 'wav';
  readonly layout: PcmLayout;
  readonly sampleRate: number;
  readonly dataStart: number;
  readonly dataBytes: number;
  readonly truncated: boolean;
};

export type WavProblem =
  | { readonly kind: 'foreign'; readonly codecName: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'empty' };

type FormatChunk = {
  readonly tag: number;
  readonly channels: number;
  readonly sampleRate: number;
  readonly blockAlign: number;
  readonly bits: number;
};

// Writers to a pipe cannot know the size: FFmpeg leaves 0xFFFFFFFF, SoX about 0x7FFFF000, others 0.
const streamedSizeFloor = 0x7fff_0000;
const maxHeaderChunks = 1000;

/** Reads the header of a RIFF, RF64 or BW64 file of `fileBytes` bytes: where its samples are and how stored. */
export async function readWavFormat(handle: FileHandle, fileBytes: number): Promise<WavFormat | WavProblem> {
  let format: FormatChunk | null = null;
  let wideDataBytes: number | null = null;
  let position = 12;
  for (let count = 0; count < maxHeaderChunks && position + 8 <= fileBytes; count += 1) {
    const header = await readRange(handle, position, 8);
    if (header.length < 8) break;
    const name = asciiAt(header, 0, 4);
    const size = viewOf(header).getUint32(4, true);
    const bodyStart = position + 8;
    if (name === 'fmt ') format = parseFormat(await readRange(handle, bodyStart, Math.min(size, 40)));
    if (name === 'ds64') wideDataBytes = parseWideSize(await readRange(handle, bodyStart, 16));
    if (name === 'data') {
      if (format === null) return { kind: 'damaged' };
      const declared = size === 0xffff_ffff && wideDataBytes !== null ? wideDataBytes : size;
      if (declared === 0 && (await isReallyEmpty(handle, bodyStart, fileBytes))) return { kind: 'empty' };
      return describe(format, { dataStart: bodyStart, declared, available: fileBytes - bodyStart });
    }
    position = bodyStart + size + (size % 2);
  }
  return { kind: 'damaged' };
}

function parseFormat(bytes: Uint8Array): FormatChunk | null {
  if (bytes.length < 14) return null;
  const view = viewOf(bytes);
  const extensible = view.getUint16(0, true) === 0xfffe && bytes.length >= 26;
  return {
    tag: view.getUint16(extensible ? 24 : 0, true),
    channels: view.getUint16(2, true),
    sampleRate: view.getUint32(4, true),
    blockAlign: view.getUint16(12, true),
    bits: bytes.length >= 16 ? view.getUint16(14, true) : 8,
  };
}

function parseWideSize(bytes: Uint8Array): number | null {
  return bytes.length < 16 ? null : Number(viewOf(bytes).getBigUint64(8, true));
}

async function isReallyEmpty(handle: FileHandle, bodyStart: number, fileBytes: number): Promise<boolean> {
  if (bodyStart >= fileBytes) return true;
  const next = await readRange(handle, bodyStart, 8);
  if (next.length < 8 || !/^[ -~]{4}$/.test(asciiAt(next, 0, 4))) return false;
  return viewOf(next).getUint32(4, true) <= fileBytes - bodyStart - 8;
}

function describe(
  format: FormatChunk,
  data: { dataStart: number; declared: number; available: number },
): WavFormat | WavProblem {
  const encoding = encodingOf(format);
  if (encoding === null)
    return { kind: 'foreign', codecName: codecNames[format.tag] ?? `wav codec ${format.tag}` };
  const { channels, sampleRate } = format;
  if (channels < 1 || channels > 64 || sampleRate < 1000 || sampleRate > 768_000) return { kind: 'damaged' };
  const least = sampleBytes[encoding] * channels;
  const frameBytes =
    format.blockAlign >= least && format.blockAlign % channels === 0 ? format.blockAlign : least;
  const sizeUnknown =
    data.declared === 0 || (data.declared >= streamedSizeFloor && data.declared > data.available);
  const dataBytes = sizeUnknown ? data.available : Math.min(data.declared, data.available);
  if (dataBytes < frameBytes) return { kind: 'empty' };
  return {
    kind: 'wav',
    layout: { encoding, littleEndian: true, channels, frameBytes },
    sampleRate,
    dataStart: data.dataStart,
    dataBytes,
    truncated: !sizeUnknown && data.declared > data.available,
  };
}

const codecNames: Record<number, string> = {
  2: 'ADPCM',
  17: 'IMA ADPCM',
  49: 'GSM 6.10',
  80: 'MPEG layer 2',
  85: 'MP3 inside wav',
  255: 'AAC inside wav',
};

function encodingOf({ tag, bits: validBits, blockAlign, channels }: FormatChunk): PcmEncoding | null {
  // Fewer valid bits than the container has are its upper ones, so the container decides.
  const bits = blockAlign > 0 && blockAlign % channels === 0 ? (blockAlign / channels) * 8 : validBits;
  if (tag === 6) return 'alaw';
  if (tag === 7) return 'ulaw';
  if (tag === 3) return bits === 64 ? 'f64' : bits === 32 ? 'f32' : null;
  if (tag !== 1) return null;
  if (bits > 0 && bits <= 8) return 'u8';
  if (bits <= 16) return 's16';
  if (bits <= 24) return 's24';
  return bits <= 32 ? 's32' : null;
}
