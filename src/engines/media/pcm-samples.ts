import { viewOf } from './byte-file.ts';

export type PcmEncoding = 'u8' | 's8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'ulaw' | 'alaw';

export type PcmLayout = {
  encoding: PcmEncoding;
  littleEndian: boolean;
  channels: number;
  /** Bytes of one sample of all channels. */
  frameBytes: number;
};

type ReadSample = (view: DataView, offset: number) => number;

export const sampleBytes: Record<PcmEncoding, number> = {
  u8: 1,
  s8: 1,
  s16: 2,
  s24: 3,
  s32: 4,
  f32: 4,
  f64: 8,
  ulaw: 1,
  alaw: 1,
};

/** Interleaved stored samples as one Float32Array per channel; an incomplete last frame is left out. */
export function samplesFromBytes(bytes: Uint8Array, layout: PcmLayout): Float32Array[] {
  const frames = Math.floor(bytes.length / layout.frameBytes);
  const view = viewOf(bytes);
  const read = sampleReader(layout);
  const stride = layout.frameBytes / layout.channels;
  return Array.from({ length: layout.channels }, (_, channel) => {
    const samples = new Float32Array(frames);
    let offset = channel * stride;
    for (let frame = 0; frame < frames; frame += 1) {
      samples[frame] = read(view, offset);
      offset += layout.frameBytes;
    }
    return samples;
  });
}

function sampleReader({ encoding, littleEndian }: PcmLayout): ReadSample {
  switch (encoding) {
    case 'u8':
      return (view, offset) => (view.getUint8(offset) - 128) / 128;
    case 's8':
      return (view, offset) => view.getInt8(offset) / 128;
    case 's16':
      return (view, offset) => view.getInt16(offset, littleEndian) / 32768;
    case 's24':
      return littleEndian
        ? (view, offset) => (view.getInt8(offset + 2) * 65536 + view.getUint16(offset, true)) / 8388608
        : (view, offset) => (view.getInt8(offset) * 65536 + view.getUint16(offset + 1, false)) / 8388608;
    case 's32':
      return (view, offset) => view.getInt32(offset, littleEndian) / 2147483648;
    case 'f32':
      return (view, offset) => view.getFloat32(offset, littleEndian);
    case 'f64':
      return (view, offset) => view.getFloat64(offset, littleEndian);
    case 'ulaw':
      return (view, offset) => ulawTable[view.getUint8(offset)] ?? 0;
    case 'alaw':
      return (view, offset) => alawTable[view.getUint8(offset)] ?? 0;
  }
}

// ITU-T G.711 expansion.
const ulawTable = Float32Array.from({ length: 256 }, (_, stored) => {
  const code = ~stored & 0xff;
  const magnitude = ((((code & 0x0f) << 3) + 0x84) << ((code >> 4) & 7)) - 0x84;
  return ((code & 0x80) !== 0 ? -magnitude : magnitude) / 32768;
});

const alawTable = Float32Array.from({ length: 256 }, (_, stored) => {
  const code = stored ^ 0x55;
  const exponent = (code >> 4) & 7;
  const mantissa = ((code & 0x0f) << 4) + 8;
  const magnitude = exponent === 0 ? mantissa : (mantissa + 0x100) << (exponent - 1);
  return ((code & 0x80) !== 0 ? magnitude : -magnitude) / 32768;
});
