import { asciiAt, viewOf } from './byte-file.ts';
import { flacFrameSamples } from './flac-metadata.ts';
import { opusPacketSeconds } from './packet-decoder.ts';
import { VorbisMeter } from './vorbis-packets.ts';

/** Tells headers and sound apart, and how long a packet plays. */
export type PacketMeter = {
  /** Samples at the rate of the granules, or that it is a header, or cannot be told for want of one. */
  measure: (packet: Uint8Array) => number | 'header' | 'unreadable';
  /** The packets that follow do not continue those before. */
  interrupt: () => void;
};

/** One stream of sound in an Ogg file, as its first packet describes it. */
export type OggSound = {
  codec: 'opus' | 'vorbis' | 'flac';
  head: Uint8Array;
  /** Samples a second that granules count, which for Opus is not that of the source. */
  rate: number;
  channels: number;
  /** Samples at the beginning that are decoded and not heard. */
  preSkip: number;
  /** A first granule that is too small means that the beginning is not heard. */
  trimsBeginning: boolean;
};

export type OggHead = OggSound | { codec: 'speex' | 'other' | 'damaged' };

const opusRate = 48_000;
const longestOpusPacketSeconds = 0.12;

/** Reads the first packet of a stream; video, captions and indexes are `other`. */
export function readOggHead(packet: Uint8Array): OggHead {
  const head = parseHead(packet);
  if (!('rate' in head)) return head;
  const isSensible = head.rate >= 1000 && head.rate <= 768_000 && head.channels >= 1;
  return isSensible ? head : { codec: 'damaged' };
}

function parseHead(packet: Uint8Array): OggHead {
  const view = viewOf(packet);
  if (asciiAt(packet, 0, 8) === 'OpusHead') {
    if (packet.length < 19) return { codec: 'damaged' };
    const stored = { channels: view.getUint8(9), preSkip: view.getUint16(10, true) };
    return { codec: 'opus', head: packet, rate: opusRate, ...stored, trimsBeginning: false };
  }
  if (asciiAt(packet, 0, 7) === '\x01vorbis') {
    if (packet.length < 30) return { codec: 'damaged' };
    const stored = { rate: view.getUint32(12, true), channels: view.getUint8(11) };
    return { codec: 'vorbis', head: packet, ...stored, preSkip: 0, trimsBeginning: true };
  }
  if (asciiAt(packet, 1, 4) === 'FLAC') {
    // The mapping header is 13 bytes, then STREAMINFO: 20 bits of rate and 3 of channels at its byte 10.
    if (packet.length < 13 + 4 + 14) return { codec: 'damaged' };
    const word = view.getUint32(13 + 4 + 10, false);
    const stored = { rate: word >>> 12, channels: ((word >>> 9) & 7) + 1 };
    return { codec: 'flac', head: packet, ...stored, preSkip: 0, trimsBeginning: false };
  }
  return { codec: asciiAt(packet, 0, 5) === 'Speex' ? 'speex' : 'other' };
}

export function meterFor({ codec, head }: OggSound): PacketMeter {
  if (codec === 'vorbis') return new VorbisMeter(head);
  return { measure: codec === 'opus' ? measureOpus : measureFlac, interrupt: () => {} };
}

function measureOpus(packet: Uint8Array): number | 'header' {
  const isHeader = packet[0] === 0x4f && ['OpusHead', 'OpusTags'].includes(asciiAt(packet, 0, 8));
  if (isHeader) return 'header';
  const seconds = packet.length === 0 ? 0 : opusPacketSeconds(packet);
  return seconds > longestOpusPacketSeconds ? 0 : Math.round(seconds * opusRate);
}

function measureFlac(packet: Uint8Array): number | 'header' {
  return packet.length > 0 && packet[0] !== 0xff ? 'header' : flacFrameSamples(packet);
}
