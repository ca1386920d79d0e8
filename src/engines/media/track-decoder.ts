import type { AudioCodec } from 'mediabunny';
import { adtsParameters, openAac } from './aac-decoder.ts';
import {
  openFlac,
  openMpeg,
  openOpus,
  openPcm,
  opusPacketSeconds,
  type PacketDecoder,
} from './packet-decoder.ts';
import {
  aacFrameSeconds,
  adtsPacketSeconds,
  flacFrameSeconds,
  mpegPacketSeconds,
  type PacketLength,
} from './packet-length.ts';
import type { DamageTally } from './pcm-block.ts';
import { type PcmEncoding, sampleBytes } from './pcm-samples.ts';
import { openAmr } from './telephony/amr-decoder.ts';
import { type AmrBand, amrPacketSeconds } from './telephony/amr-frames.ts';

/** The container's description of a sound track. */
export type TrackConfig = {
  codec: AudioCodec | AmrBand;
  channels: number;
  sampleRate: number;
  description: Uint8Array | null;
  hasAdtsHeaders: boolean;
};

/** How the packets of a track become sound. */
export type TrackDecoder = {
  open: (tally: DamageTally) => Promise<PacketDecoder>;
  packetSeconds: PacketLength;
};

/** The decoder for a track; null where none is built in. Vorbis is not decoded packet by packet. */
export function decoderFor(track: TrackConfig): TrackDecoder | null {
  switch (track.codec) {
    case 'opus':
      return { open: (tally) => openOpus(track.description, tally), packetSeconds: opusPacketSeconds };
    case 'mp3':
      return { open: openMpeg, packetSeconds: mpegPacketSeconds };
    case 'flac':
      return { open: openFlac, packetSeconds: flacFrameSeconds(track.sampleRate) };
    case 'aac':
      return decoderForAac(track);
    case 'amr-nb':
    case 'amr-wb':
      return decoderForAmr(track.codec);
    default:
      return decoderForPcm(track);
  }
}

function decoderForAac(track: TrackConfig): TrackDecoder | null {
  if (track.hasAdtsHeaders) {
    return { open: async (tally) => openAac(null, tally), packetSeconds: adtsPacketSeconds };
  }
  const parameters = track.description === null ? null : adtsParameters(track.description);
  if (parameters === null) return null;
  return {
    open: async (tally) => openAac(parameters, tally),
    packetSeconds: aacFrameSeconds(parameters.sampleRate),
  };
}

function decoderForAmr(band: AmrBand): TrackDecoder {
  return {
    open: (tally) => openAmr(band, tally),
    packetSeconds: (packet) => amrPacketSeconds(band, packet),
  };
}

const pcmEncodings: Record<string, PcmEncoding> = {
  'pcm-u8': 'u8',
  'pcm-s8': 's8',
  'pcm-s16': 's16',
  'pcm-s24': 's24',
  'pcm-s32': 's32',
  'pcm-f32': 'f32',
  'pcm-f64': 'f64',
  ulaw: 'ulaw',
  alaw: 'alaw',
};

/** Whether each sample is stored by itself, as uncompressed sound is. */
export function isUncompressed(codec: TrackConfig['codec']): boolean {
  return codec.replace(/be$/, '') in pcmEncodings;
}

function decoderForPcm({ codec, channels, sampleRate }: TrackConfig): TrackDecoder | null {
  const encoding = pcmEncodings[codec.replace(/be$/, '')];
  if (encoding === undefined) return null;
  const frameBytes = sampleBytes[encoding] * channels;
  const layout = { encoding, littleEndian: !codec.endsWith('be'), channels, frameBytes };
  return {
    open: async () => openPcm(layout, sampleRate),
    packetSeconds: ({ length }) => length / frameBytes / sampleRate,
  };
}
