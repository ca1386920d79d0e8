import { FLACDecoder } from '@wasm-audio-decoders/flac';
import { MPEGDecoder } from 'mpg123-decoder';
import { OpusDecoder } from 'opus-decoder';
import { viewOf } from './byte-file.ts';
import { readMpegHeader } from './mpeg-header.ts';
import type { DamageTally } from './pcm-block.ts';
import type { PcmLayout } from './pcm-samples.ts';
import { samplesFromBytes } from './pcm-samples.ts';

export type DecodedPackets = { sampleRate: number; channels: Float32Array[] };

/** Turns consecutive packets of one stream into sound; `free` gives the decoder's memory back. */
export type PacketDecoder = {
  decode: (packets: Uint8Array[]) => Promise<DecodedPackets>;
  free: () => void;
};

type WasmOutput = {
  channelData: Float32Array[];
  samplesDecoded: number;
  sampleRate: number;
  errors: readonly unknown[];
};

/** The rate of what an Opus decoder gives here. */
export const opusRate = 16_000;
const opusHeadPreSkipRate = 48_000;
// RFC 6716 section 3.2.1: no frame is longer, and a packet of the decoder's input buffer per channel holds no more.
const maxOpusPacketBytes = 3840;

/** Opus packets, decoded straight to 16 kHz; `head` is the OpusHead of RFC 7845 section 5.1. */
export async function openOpus(head: Uint8Array | null, tally: DamageTally): Promise<PacketDecoder> {
  const layout = parseOpusHead(head);
  const decoder = new OpusDecoder({ ...layout.options, sampleRate: opusRate });
  await decoder.ready;
  let toSkip = Math.round((layout.preSkip * opusRate) / opusHeadPreSkipRate);
  return {
    decode: async (packets) => {
      const sound = packets.filter((packet) => packet.length > 0 && packet.length <= maxOpusPacketBytes);
      tally.damagedParts += packets.length - sound.length;
      const decoded = takeOutput(
        quietly(() => decoder.decodeFrames(sound)),
        tally,
      );
      const skipped = Math.min(toSkip, decoded.channels[0]?.length ?? 0);
      toSkip -= skipped;
      return { ...decoded, channels: decoded.channels.map((samples) => samples.subarray(skipped)) };
    },
    free: () => decoder.free(),
  };
}

function parseOpusHead(head: Uint8Array | null): {
  preSkip: number;
  options: ConstructorParameters<typeof OpusDecoder>[0];
} {
  if (head === null || head.length < 19) return { preSkip: 0, options: { channels: 2 } };
  const view = viewOf(head);
  const channels = Math.max(1, view.getUint8(9));
  const preSkip = view.getUint16(10, true);
  if (view.getUint8(18) === 0 || head.length < 21 + channels) {
    return { preSkip, options: { channels: Math.min(2, channels) } };
  }
  const options = {
    channels,
    streamCount: view.getUint8(19),
    coupledStreamCount: view.getUint8(20),
    channelMappingTable: [...head.subarray(21, 21 + channels)],
  };
  return { preSkip, options };
}

/** How long an Opus packet sounds, from its first bytes (RFC 6716 section 3.1). */
export function opusPacketSeconds(packet: Uint8Array): number {
  const toc = packet[0] ?? 0;
  const config = toc >> 3;
  const frameMs =
    config < 12
      ? ([10, 20, 40, 60][config & 3] ?? 20)
      : config < 16
        ? ([10, 20][config & 1] ?? 20)
        : ([2.5, 5, 10, 20][config & 3] ?? 20);
  const code = toc & 3;
  const frames = code === 0 ? 1 : code === 3 ? (packet[1] ?? 1) & 0x3f : 2;
  return (frames * frameMs) / 1000;
}

/** MPEG layer 1 to 3 frames of one format; the decoder gives two channels of a mono stream too. */
export async function openMpeg(tally: DamageTally): Promise<PacketDecoder> {
  const decoder = new MPEGDecoder();
  await decoder.ready;
  return {
    decode: async (packets) => {
      const output = quietly(() => decoder.decodeFrames(packets));
      const { sampleRate, channels } = takeOutput(output, tally);
      const isMono = packets[0] !== undefined && readMpegHeader(packets[0], 0)?.channels === 1;
      return { sampleRate, channels: isMono ? channels.slice(0, 1) : channels };
    },
    free: () => decoder.free(),
  };
}

/** FLAC frames. */
export async function openFlac(tally: DamageTally): Promise<PacketDecoder> {
  const decoder = new FLACDecoder();
  await decoder.ready;
  return {
    decode: async (packets) => takeOutput(await quietly(() => decoder.decodeFrames(packets)), tally),
    free: () => decoder.free(),
  };
}

/** Uncompressed samples, as QuickTime and Matroska store them. */
export function openPcm(layout: PcmLayout, sampleRate: number): PacketDecoder {
  return {
    decode: async (packets) => ({ sampleRate, channels: samplesFromBytes(Buffer.concat(packets), layout) }),
    free: () => {},
  };
}

/** Takes the output of a WASM decoder and counts its errors. */
export function takeOutput(output: WasmOutput, tally: DamageTally): DecodedPackets {
  tally.damagedParts += output.errors.length;
  const channels = output.channelData.map((samples) => samples.subarray(0, output.samplesDecoded));
  return { sampleRate: output.sampleRate, channels };
}

/** Runs a WASM decoder without its lines on stderr, one for each damaged frame; the errors are in its output too. */
export function quietly<T>(decode: () => T): T {
  const { error } = console;
  console.error = () => {};
  try {
    return decode();
  } finally {
    console.error = error;
  }
}
