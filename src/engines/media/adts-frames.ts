import type { FrameHeader, FrameSyntax } from './frames.ts';

const headerBytes = 7;
const checkBytes = 2;
const blockSamples = 1024;
/** By samplingFrequencyIndex (ISO 14496-3). */
export const aacSampleRates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];
// channelConfiguration; 0 says that the frame itself lists its channels, which the decoder finds out.
const channelCounts = [2, 1, 2, 3, 4, 5, 6, 8];

/** Frames of AAC with ADTS headers (ISO 14496-3, 1.A.2). */
export const adtsSyntax: FrameSyntax = { readHeader, readAnnouncement: () => null };

function readHeader(bytes: Uint8Array, offset: number): FrameHeader | null {
  const second = bytes[offset + 1] ?? 0;
  if (bytes[offset] !== 0xff || (second & 0xf6) !== 0xf0 || offset + headerBytes > bytes.length) return null;
  const at = (index: number): number => bytes[offset + index] ?? 0;
  const sampleRate = aacSampleRates[(at(2) >> 2) & 15];
  const channels = channelCounts[((at(2) & 1) << 2) | (at(3) >> 6)];
  const frameBytes = ((at(3) & 3) << 11) | (at(4) << 3) | (at(5) >> 5);
  const hasCheck = (second & 1) === 0;
  if (sampleRate === undefined || channels === undefined) return null;
  if (frameBytes <= headerBytes + (hasCheck ? checkBytes : 0)) return null;
  const blocks = (at(6) & 3) + 1;
  const profile = at(2) >> 6;
  return {
    frameBytes,
    frameSamples: blocks * blockSamples,
    sampleRate,
    channels,
    format: `aac ${profile} ${sampleRate} Hz, ${channels} ch`,
  };
}

/** Where frames of ADTS begin to follow each other: a stream that was tapped begins in the middle of a frame. */
export function findAdtsChain(bytes: Uint8Array): number {
  for (let offset = bytes.indexOf(0xff); offset >= 0; offset = bytes.indexOf(0xff, offset + 1)) {
    if (isChain(bytes, offset)) return offset;
  }
  return -1;
}

// Few frames that reach the end of the bytes are believed only at their very start: random bytes look like that too.
function isChain(bytes: Uint8Array, offset: number): boolean {
  const first = readHeader(bytes, offset);
  if (first === null) return false;
  let position = offset + first.frameBytes;
  for (let frame = 1; frame < 3; frame += 1) {
    const next = readHeader(bytes, position);
    if (next === null) return offset === 0 && position === bytes.length;
    if (next.format !== first.format) return false;
    position += next.frameBytes;
  }
  return true;
}
