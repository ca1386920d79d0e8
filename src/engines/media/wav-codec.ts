import { type AdpcmLayout, dialogicAdpcmCodec, imaAdpcmCodec, microsoftAdpcmCodec } from './adpcm-codec.ts';
import { type BlockCodec, pcmCodec } from './block-codec.ts';
import { viewOf } from './byte-file.ts';
import { type PcmEncoding, sampleBytes } from './pcm-samples.ts';
import { g722Codec, gsmPairCodec } from './telephony/telephony-codecs.ts';

/** The fmt chunk of RIFF and Wave64 (WAVEFORMATEX and what may follow it). */
export type WavFormat = {
  tag: number;
  channels: number;
  sampleRate: number;
  blockBytes: number;
  bits: number;
  /** The bytes that follow the first 18, for the codec to read. */
  extra: Uint8Array;
};

export type WavCodec =
  | { kind: 'codec'; codec: BlockCodec }
  | { kind: 'foreign'; codecName: string }
  /** `reason` is for people. */
  | { kind: 'damaged'; reason: string };

export const longestFormatBytes = 64;
const extensibleTag = 0xfffe;
const headBytes = 18;

/** Names of the formats in RFC 2361 and mmreg.h that are not built in. */
const foreignNames: Record<number, string> = {
  20: 'G.723 ADPCM in wav',
  34: 'TrueSpeech in wav',
  64: 'G.721 ADPCM in wav',
  66: 'G.723.1 in wav',
  69: 'G.726 ADPCM in wav',
  80: 'MPEG layer 2 in wav',
  85: 'MP3 in wav',
  100: 'G.726 ADPCM in wav',
  131: 'G.729 in wav',
  255: 'AAC in wav',
  353: 'Windows Media Audio in wav',
  8192: 'AC-3 in wav',
};

export function readWavFormat(body: Uint8Array): WavFormat | null {
  if (body.length < 14) return null;
  const view = viewOf(body);
  const extensible = view.getUint16(0, true) === extensibleTag && body.length >= 26;
  return {
    tag: view.getUint16(extensible ? 24 : 0, true),
    channels: view.getUint16(2, true),
    sampleRate: view.getUint32(4, true),
    blockBytes: view.getUint16(12, true),
    bits: body.length >= 16 ? view.getUint16(14, true) : 8,
    extra: body.subarray(headBytes),
  };
}

/** Chooses the decoder for the sound that a fmt chunk describes. */
export function wavCodec(format: WavFormat): WavCodec {
  const { tag, channels, sampleRate } = format;
  if (channels < 1 || channels > 64 || sampleRate < 1000 || sampleRate > 768_000) {
    return {
      kind: 'damaged',
      reason: `The header says ${channels} channels at ${sampleRate} Hz: it is damaged.`,
    };
  }
  const codec = pcmOf(format) ?? compressedOf(format);
  if (codec !== null) return { kind: 'codec', codec };
  return { kind: 'foreign', codecName: foreignNames[tag] ?? `wav codec ${tag}` };
}

function pcmOf(format: WavFormat): BlockCodec | null {
  const { channels, sampleRate, blockBytes } = format;
  const encoding = encodingOf(format);
  if (encoding === null) return null;
  const least = sampleBytes[encoding] * channels;
  const frameBytes = blockBytes >= least && blockBytes % channels === 0 ? blockBytes : least;
  return pcmCodec({ encoding, littleEndian: true, channels, frameBytes }, sampleRate);
}

function encodingOf({ tag, bits: validBits, blockBytes, channels }: WavFormat): PcmEncoding | null {
  // Fewer valid bits than the container has are its upper ones, so the container decides.
  const bits = blockBytes > 0 && blockBytes % channels === 0 ? (blockBytes / channels) * 8 : validBits;
  if (tag === 6) return 'alaw';
  if (tag === 7) return 'ulaw';
  if (tag === 3) return bits === 64 ? 'f64' : bits === 32 ? 'f32' : null;
  if (tag !== 1) return null;
  if (bits > 0 && bits <= 8) return 'u8';
  if (bits <= 16) return 's16';
  if (bits <= 24) return 's24';
  return bits <= 32 ? 's32' : null;
}

function compressedOf(format: WavFormat): BlockCodec | null {
  const { tag, channels, sampleRate, blockBytes, extra } = format;
  const layout: AdpcmLayout = { channels, sampleRate, blockBytes };
  switch (tag) {
    case 2:
      return microsoftAdpcmCodec(layout, extra);
    case 16:
      return channels === 1 ? dialogicAdpcmCodec(sampleRate) : null;
    case 17:
      return format.bits === 4 ? imaAdpcmCodec(layout) : null;
    case 49:
      return channels === 1 && blockBytes === 65 ? gsmPairCodec(sampleRate) : null;
    // Registered by APICOM, and the tag that others use.
    case 0x65:
    case 0x28f:
      return channels === 1 ? g722Codec() : null;
    default:
      return null;
  }
}
