import type { FileHandle } from 'node:fs/promises';
import { type BlockCodec, openBlocks, pcmCodec, type SoundSpan } from './block-codec.ts';
import { asciiAt, readRange, viewOf } from './byte-file.ts';
import { cafChunks, readChunks } from './chunks.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import type { PcmEncoding } from './pcm-samples.ts';

const headBytes = 8;
const descriptionBytes = 32;
const editCountBytes = 4;
const floatFlag = 1;
const littleEndianFlag = 2;

type Description = {
  sampleRate: number;
  format: string;
  flags: number;
  packetBytes: number;
  channels: number;
  bits: number;
};

/** Apple's Core Audio Format with samples that are not compressed, A-law and mu-law. */
export async function inspectCaf(file: string, handle: FileHandle): Promise<Inspection> {
  const { size: fileBytes } = await handle.stat();
  let description: Description | null = null;
  for await (const { name, bodyStart, bodyBytes } of readChunks(handle, cafChunks, headBytes)) {
    if (name === 'desc') {
      description = readDescription(await readRange(handle, bodyStart, descriptionBytes));
    }
    if (name !== 'data' || description === null) continue;
    const codec = codecOf(description);
    if (codec === null) return inspectForeign(file, `"${description.format.trim()}" in CAF`, 'caf');
    return openBlocks(file, 'caf', codec, spanOf(bodyStart, bodyBytes, fileBytes));
  }
  return refuseMedia('media_truncated');
}

function readDescription(bytes: Uint8Array): Description | null {
  if (bytes.length < descriptionBytes) return null;
  const view = viewOf(bytes);
  return {
    sampleRate: view.getFloat64(0, false),
    format: asciiAt(bytes, 8, 4),
    flags: view.getUint32(12, false),
    packetBytes: view.getUint32(16, false),
    channels: view.getUint32(24, false),
    bits: view.getUint32(28, false),
  };
}

// A recorder that was stopped hard leaves the size at -1: to the end of the file.
function spanOf(bodyStart: number, bodyBytes: number, fileBytes: number): SoundSpan {
  const dataStart = bodyStart + editCountBytes;
  const available = Math.max(0, fileBytes - dataStart);
  const declared = bodyBytes - editCountBytes;
  return declared > 0
    ? { dataStart, dataBytes: Math.min(declared, available), truncated: declared > available }
    : { dataStart, dataBytes: available, truncated: false };
}

function codecOf(description: Description): BlockCodec | null {
  const { channels, sampleRate, packetBytes, flags } = description;
  const encoding = encodingOf(description);
  if (encoding === null || channels < 1 || channels > 64 || packetBytes % channels !== 0) return null;
  if (!(sampleRate >= 1000 && sampleRate <= 768_000)) return null;
  const littleEndian = (flags & littleEndianFlag) !== 0;
  return pcmCodec({ encoding, littleEndian, channels, frameBytes: packetBytes }, sampleRate);
}

function encodingOf({ format, flags, packetBytes, channels }: Description): PcmEncoding | null {
  if (format === 'ulaw' || format === 'alaw') return packetBytes === channels ? format : null;
  if (format !== 'lpcm') return null;
  const bytes = packetBytes / channels;
  if ((flags & floatFlag) !== 0) return bytes === 4 ? 'f32' : bytes === 8 ? 'f64' : null;
  const integers: Record<number, PcmEncoding> = { 1: 's8', 2: 's16', 3: 's24', 4: 's32' };
  return integers[bytes] ?? null;
}
