import { asciiAt, viewOf } from './byte-file.ts';
import type { Announcement, FrameHeader, FrameSyntax } from './frames.ts';
import { type MpegHeader, readMpegHeader } from './mpeg-header.ts';

const vbriOffset = 36;

/** Frames of MPEG audio, layers 1 to 3. */
export const mpegSyntax: FrameSyntax = {
  readHeader(bytes, offset) {
    const header = readMpegHeader(bytes, offset);
    return header === null ? null : { ...header, format: formatOf(header) };
  },
  readAnnouncement(bytes, offset) {
    const header = readMpegHeader(bytes, offset);
    if (header?.layer !== 3) return null;
    return readXing(bytes, offset, header) ?? readVbri(bytes, offset, header);
  },
};

// Layers differ in their header only by two bits, so an mp2 behind an mp3 needs a decoder of its own.
function formatOf({ layer, sampleRate, channels }: MpegHeader): FrameHeader['format'] {
  return `mp${layer} ${sampleRate} Hz, ${channels} ch`;
}

function readXing(bytes: Uint8Array, start: number, header: MpegHeader): Announcement | null {
  const side = header.lowRate ? (header.channels === 1 ? 9 : 17) : header.channels === 1 ? 17 : 32;
  const tag = start + 4 + side;
  if (tag + 16 > bytes.length || !['Xing', 'Info'].includes(asciiAt(bytes, tag, 4))) return null;
  const view = viewOf(bytes);
  const flags = view.getUint32(tag + 4, false);
  const [hasFrames, hasSize] = [(flags & 1) !== 0, (flags & 2) !== 0];
  const frames = hasFrames ? view.getUint32(tag + 8, false) : null;
  const extension = tag + 8 + [4, 4, 100, 4].reduce((sum, size, bit) => sum + ((flags >> bit) & 1) * size, 0);
  return {
    seconds: frames === null ? null : secondsOf(frames, header),
    bytes: hasSize ? view.getUint32(tag + (hasFrames ? 12 : 8), false) : null,
    trimmedSeconds: trimmedSamples(bytes, extension) / header.sampleRate,
  };
}

// Two numbers of twelve bits, the delay and the padding, behind the name of the encoder (LAME's "Mp3 Info Tag").
function trimmedSamples(bytes: Uint8Array, extension: number): number {
  const at = extension + 21;
  const [first, second, third] = bytes.subarray(at, at + 3);
  if (first === undefined || second === undefined || third === undefined) return 0;
  return ((first << 4) | (second >> 4)) + (((second & 15) << 8) | third);
}

function readVbri(bytes: Uint8Array, start: number, header: MpegHeader): Announcement | null {
  const tag = start + vbriOffset;
  if (tag + 18 > bytes.length || asciiAt(bytes, tag, 4) !== 'VBRI') return null;
  const view = viewOf(bytes);
  return {
    seconds: secondsOf(view.getUint32(tag + 14, false), header),
    bytes: view.getUint32(tag + 10, false),
    trimmedSeconds: 0,
  };
}

function secondsOf(frames: number, { frameSamples, sampleRate }: MpegHeader): number {
  return (frames * frameSamples) / sampleRate;
}
