import type { FileHandle } from 'node:fs/promises';
import { type BlockCodec, openBlocks, pcmCodec } from './block-codec.ts';
import { readRange, viewOf } from './byte-file.ts';
import { inspectForeign } from './inspect-foreign.ts';
import { refuseMedia } from './media-refusal.ts';
import type { Inspection } from './pcm-block.ts';
import { type PcmEncoding, sampleBytes } from './pcm-samples.ts';
import { g722Codec } from './telephony/telephony-codecs.ts';

const headBytes = 24;
const unknownSize = 0xffff_ffff;
const g722Encoding = 24;
/** Sun's AUDIO_FILE_ENCODING numbers. */
const encodings: Record<number, PcmEncoding> = {
  1: 'ulaw',
  2: 's8',
  3: 's16',
  4: 's24',
  5: 's32',
  6: 'f32',
  7: 'f64',
  27: 'alaw',
};

/** Sun's and NeXT's au (also snd): a header of big-endian numbers, then the samples. */
export async function inspectAu(file: string, handle: FileHandle): Promise<Inspection> {
  const { size: fileBytes } = await handle.stat();
  const head = await readRange(handle, 0, headBytes);
  if (head.length < headBytes) return refuseMedia('media_truncated');
  const view = viewOf(head);
  const dataStart = view.getUint32(4, false);
  const declared = view.getUint32(8, false);
  const encoding = view.getUint32(12, false);
  const codec = codecOf(encoding, view.getUint32(16, false), view.getUint32(20, false));
  if (codec === null) return inspectForeign(file, `au encoding ${encoding}`, 'au');
  const available = Math.max(0, fileBytes - dataStart);
  const known = declared !== unknownSize && declared !== 0;
  return openBlocks(file, 'au', codec, {
    dataStart,
    dataBytes: known ? Math.min(declared, available) : available,
    truncated: known && declared > available,
  });
}

function codecOf(encoding: number, sampleRate: number, channels: number): BlockCodec | null {
  const stored = encodings[encoding];
  if (channels < 1 || channels > 64 || sampleRate < 1000 || sampleRate > 768_000) return null;
  if (encoding === g722Encoding && channels === 1) return g722Codec();
  if (stored === undefined) return null;
  const frameBytes = sampleBytes[stored] * channels;
  return pcmCodec({ encoding: stored, littleEndian: false, channels, frameBytes }, sampleRate);
}
