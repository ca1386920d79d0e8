import { type BlockCodec, pcmCodec } from '../block-codec.ts';
import { G722Decoder } from './g722-decoder.ts';
import { GsmDecoder } from './gsm-decoder.ts';
import {
  type GsmFrame,
  gsmFrameBytes,
  gsmFrameSamples,
  gsmPairBytes,
  readGsmFrame,
  readGsmPair,
} from './gsm-frame.ts';

const telephoneRate = 8000;
const g722Rate = 16_000;

/** G.722 at 64 kbit/s. Whatever rate a container names, its sound has 16 kHz. */
export function g722Codec(): BlockCodec {
  return {
    name: 'g722',
    channels: 1,
    sampleRate: g722Rate,
    blockBytes: 1,
    blockSamples: 2,
    open: () => {
      const decoder = new G722Decoder();
      return (bytes) => [decoder.decode(bytes)];
    },
  };
}

/** GSM 06.10 full rate in frames of 33 bytes, as RTP and Asterisk have it. */
export function gsmCodec(): BlockCodec {
  return {
    name: 'gsm',
    channels: 1,
    sampleRate: telephoneRate,
    blockBytes: gsmFrameBytes,
    blockSamples: gsmFrameSamples,
    open: () => openGsm(gsmFrameBytes, (block) => [readGsmFrame(block)]),
  };
}

/** GSM 06.10 as Microsoft packs it, two frames in 65 bytes; also called WAV49. */
export function gsmPairCodec(sampleRate: number): BlockCodec {
  return {
    name: 'gsm-ms',
    channels: 1,
    sampleRate,
    blockBytes: gsmPairBytes,
    blockSamples: 2 * gsmFrameSamples,
    open: () => openGsm(gsmPairBytes, readGsmPair),
  };
}

/** G.711 as it goes over the line. */
export function g711Codec(law: 'ulaw' | 'alaw'): BlockCodec {
  return pcmCodec({ encoding: law, littleEndian: true, channels: 1, frameBytes: 1 }, telephoneRate);
}

/** Signed linear, as Asterisk calls samples of 16 bits. */
export function signedLinearCodec(sampleRate: number): BlockCodec {
  return pcmCodec({ encoding: 's16', littleEndian: true, channels: 1, frameBytes: 2 }, sampleRate);
}

function openGsm(
  blockBytes: number,
  readFrames: (block: Uint8Array) => GsmFrame[],
): (blocks: Uint8Array) => Float32Array[] {
  const decoder = new GsmDecoder();
  return (blocks) => {
    const frames: GsmFrame[] = [];
    for (let at = 0; at + blockBytes <= blocks.length; at += blockBytes) {
      frames.push(...readFrames(blocks.subarray(at, at + blockBytes)));
    }
    return [decoder.decode(frames)];
  };
}
