import { adtsSyntax } from './adts-frames.ts';
import { readMpegHeader } from './mpeg-header.ts';

/** How long a packet plays by its own bytes; null where they do not tell. */
export type PacketLength = (packet: Uint8Array) => number | null;

const aacFrameSamples = 1024;

/** A frame of AAC without a header; the rate is that of its core, which spectral band replication doubles. */
export function aacFrameSeconds(coreRate: number): PacketLength {
  return () => aacFrameSamples / coreRate;
}

export function adtsPacketSeconds(packet: Uint8Array): number | null {
  const header = adtsSyntax.readHeader(packet, 0);
  return header === null ? null : header.frameSamples / header.sampleRate;
}

export function mpegPacketSeconds(packet: Uint8Array): number | null {
  const header = readMpegHeader(packet, 0);
  return header === null ? null : header.frameSamples / header.sampleRate;
}

/** A FLAC frame (RFC 9639, 9.1.1); block sizes that stand behind the frame's number are read there. */
export function flacFrameSeconds(sampleRate: number): PacketLength {
  return (packet) => {
    const samples = flacBlockSamples(packet);
    return samples === null ? null : samples / sampleRate;
  };
}

function flacBlockSamples(packet: Uint8Array): number | null {
  const code = (packet[2] ?? 0) >> 4;
  if (packet[0] !== 0xff || ((packet[1] ?? 0) & 0xfc) !== 0xf8 || code === 0) return null;
  if (code === 1) return 192;
  if (code <= 5) return 576 << (code - 2);
  if (code >= 8) return 256 << (code - 8);
  const at = 4 + codedNumberBytes(packet[4] ?? 0);
  const [first = 0, second = 0] = packet.subarray(at, at + 2);
  return code === 6 ? first + 1 : first * 256 + second + 1;
}

// The number is stored as UTF-8 stores a character.
function codedNumberBytes(first: number): number {
  const leadingOnes = Math.clz32(~(first << 24));
  return Math.max(1, leadingOnes);
}
