import { viewOf } from './byte-file.ts';

export type MpegHeader = {
  sampleRate: number;
  channels: number;
  bitsPerSecond: number;
  frameBytes: number;
  frameSamples: number;
  layer: 1 | 2 | 3;
  lowRate: boolean;
};

const kilobits = {
  high1: [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  high2: [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  high3: [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  low1: [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  low23: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};
const baseRates = [44_100, 48_000, 32_000];

/** The MPEG audio frame header at `offset` (ISO 11172-3, 13818-3); null when there is none. */
export function readMpegHeader(bytes: Uint8Array, offset: number): MpegHeader | null {
  if (bytes[offset] !== 0xff || offset + 4 > bytes.length) return null;
  const word = viewOf(bytes).getUint32(offset, false);
  const version = (word >>> 19) & 3;
  const layerBits = (word >>> 17) & 3;
  const rateIndex = (word >>> 12) & 15;
  const base = baseRates[(word >>> 10) & 3];
  if (word >>> 21 !== 0x7ff || version === 1 || layerBits === 0 || base === undefined) return null;
  const layer = layerBits === 3 ? 1 : layerBits === 2 ? 2 : 3;
  const lowRate = version !== 3;
  const table = lowRate ? (layer === 1 ? kilobits.low1 : kilobits.low23) : kilobits[`high${layer}`];
  const kilobit = table[rateIndex - 1];
  if (kilobit === undefined) return null;
  const sampleRate = base / (version === 3 ? 1 : version === 2 ? 2 : 4);
  const frameSamples = layer === 1 ? 384 : layer === 3 && lowRate ? 576 : 1152;
  const padding = (word >>> 9) & 1;
  const slots = Math.floor((frameSamples / 8) * ((kilobit * 1000) / sampleRate));
  const frameBytes =
    layer === 1 ? (Math.floor((12 * kilobit * 1000) / sampleRate) + padding) * 4 : slots + padding;
  const channels = ((word >>> 6) & 3) === 3 ? 1 : 2;
  return { sampleRate, channels, bitsPerSecond: kilobit * 1000, frameBytes, frameSamples, layer, lowRate };
}

/** True where at least three frames of one kind follow each other, or where the frames reach the end of the bytes. */
export function isMpegChain(bytes: Uint8Array, offset: number): boolean {
  const first = readMpegHeader(bytes, offset);
  if (first === null) return false;
  let position = offset + first.frameBytes;
  for (let frame = 1; frame < 3; frame += 1) {
    const next = readMpegHeader(bytes, position);
    if (next === null) return frame > 1 && position >= bytes.length;
    if (next.sampleRate !== first.sampleRate || next.layer !== first.layer) return false;
    position += next.frameBytes;
  }
  return true;
}
