import type { FileHandle } from 'node:fs/promises';
import { type BlockCodec, openBlocks, pcmCodec, type SoundSpan } from './block-codec.ts';
import { asciiAt, readRange, viewOf } from './byte-file.ts';
import { iffChunks, readChunks } from './chunks.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { type PcmEncoding, sampleBytes } from './pcm-samples.ts';

const headBytes = 12;
const commonBytes = 22;
/** Offset and block size stand between the header of the SSND chunk and its sound. */
const soundHeadBytes = 8;
const integers: readonly PcmEncoding[] = ['s8', 's16', 's24', 's32'];

type Common = {
  channels: number;
  sampleRate: number;
  bits: number;
  /** Four characters; NONE where the file is an AIFF without compression. */
  compression: string;
};

/** Apple's AIFF and AIFF-C with samples that are not compressed, A-law and mu-law. */
export async function inspectAiff(file: string, handle: FileHandle): Promise<Inspection> {
  const { size: fileBytes } = await handle.stat();
  let common: Common | null = null;
  let span: SoundSpan | null = null;
  for await (const { name, bodyStart, bodyBytes } of readChunks(handle, iffChunks, headBytes)) {
    if (name === 'COMM')
      common = readCommon(await readRange(handle, bodyStart, Math.min(bodyBytes, commonBytes)));
    if (name === 'SSND') span = await readSpan(handle, { bodyStart, bodyBytes, fileBytes });
    if (common !== null && span !== null) break;
  }
  if (common === null || span === null) return refuseMedia('media_truncated');
  const codec = codecOf(common);
  return codec === null
    ? inspectForeign(file, `"${common.compression.trim()}" in AIFF`, 'aiff')
    : openBlocks(file, 'aiff', codec, span);
}

function readCommon(bytes: Uint8Array): Common | null {
  if (bytes.length < 18) return null;
  const view = viewOf(bytes);
  return {
    channels: view.getUint16(0, false),
    bits: view.getUint16(6, false),
    sampleRate: readExtended(view, 8),
    compression: bytes.length >= commonBytes ? asciiAt(bytes, 18, 4) : 'NONE',
  };
}

/** The 80-bit number of IEEE 754 that AIFF keeps its rate in. */
function readExtended(view: DataView, offset: number): number {
  const exponent = (view.getUint16(offset, false) & 0x7fff) - 16_383;
  return Math.round(view.getUint32(offset + 2, false) * 2 ** (exponent - 31));
}

async function readSpan(
  handle: FileHandle,
  { bodyStart, bodyBytes, fileBytes }: { bodyStart: number; bodyBytes: number; fileBytes: number },
): Promise<SoundSpan | null> {
  const head = await readRange(handle, bodyStart, soundHeadBytes);
  if (head.length < soundHeadBytes) return null;
  const skipped = soundHeadBytes + viewOf(head).getUint32(0, false);
  const dataStart = bodyStart + skipped;
  const available = Math.max(0, fileBytes - dataStart);
  // A writer to a pipe leaves 0 or the largest size.
  const declared = bodyBytes - skipped;
  const known = declared > 0 && !(bodyBytes >= 0x7fff_0000 && declared > available);
  return {
    dataStart,
    dataBytes: known ? Math.min(declared, available) : available,
    truncated: known && declared > available,
  };
}

function codecOf({ channels, sampleRate, bits, compression }: Common): BlockCodec | null {
  const encoding = encodingOf(compression, bits);
  if (encoding === null || channels < 1 || channels > 64) return null;
  if (sampleRate < 1000 || sampleRate > 768_000) return null;
  const frameBytes = sampleBytes[encoding] * channels;
  return pcmCodec({ encoding, littleEndian: compression === 'sowt', channels, frameBytes }, sampleRate);
}

function encodingOf(compression: string, bits: number): PcmEncoding | null {
  switch (compression.toLowerCase()) {
    case 'none':
    case 'twos':
    case 'sowt':
    case 'in24':
    case 'in32':
      // Fewer bits than whole bytes are the upper ones.
      return integers[Math.ceil(bits / 8) - 1] ?? null;
    case 'raw ':
      return bits === 8 ? 'u8' : null;
    case 'fl32':
      return 'f32';
    case 'fl64':
      return 'f64';
    case 'ulaw':
      return 'ulaw';
    case 'alaw':
      return 'alaw';
    default:
      return null;
  }
}
