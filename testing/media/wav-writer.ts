export type WavEncoding = 'u8' | 's16' | 's24' | 's32' | 'f32' | 'f64' | 'ulaw' | 'alaw';

export type WavOptions = {
  rate: number;
  encoding: WavEncoding;
  extensible?: boolean;
  /** The number of data bytes that the header gives instead of the true one. */
  declaredBytes?: number;
  container?: 'RIFF' | 'RF64';
};

const formats: Record<WavEncoding, { tag: number; bits: number }> = {
  u8: { tag: 1, bits: 8 },
  s16: { tag: 1, bits: 16 },
  s24: { tag: 1, bits: 24 },
  s32: { tag: 1, bits: 32 },
  f32: { tag: 3, bits: 32 },
  f64: { tag: 3, bits: 64 },
  ulaw: { tag: 7, bits: 8 },
  alaw: { tag: 6, bits: 8 },
};

/** A whole wav file of one array per channel. */
export function writeWav(channels: readonly Float32Array[], options: WavOptions): Buffer {
  const { tag, bits } = formats[options.encoding];
  const frames = channels[0]?.length ?? 0;
  const sampleBytes = bits / 8;
  const data = Buffer.alloc(frames * channels.length * sampleBytes);
  channels.forEach((samples, channel) => {
    samples.forEach((value, frame) => {
      putSample(data, (frame * channels.length + channel) * sampleBytes, value, options.encoding);
    });
  });
  const format = Buffer.alloc(options.extensible === true ? 40 : 16);
  format.writeUInt16LE(options.extensible === true ? 0xfffe : tag, 0);
  format.writeUInt16LE(channels.length, 2);
  format.writeUInt32LE(options.rate, 4);
  format.writeUInt32LE(options.rate * channels.length * sampleBytes, 8);
  format.writeUInt16LE(channels.length * sampleBytes, 12);
  format.writeUInt16LE(bits, 14);
  if (options.extensible === true) {
    format.writeUInt16LE(22, 16);
    format.writeUInt16LE(bits, 18);
    format.writeUInt16LE(tag, 24);
  }
  const wide = options.container === 'RF64';
  const declared = wide ? 0xffff_ffff : (options.declaredBytes ?? data.length);
  const parts = [
    wide ? chunk('ds64', wideSizes(data.length, frames)) : Buffer.alloc(0),
    chunk('fmt ', format),
  ];
  const body = Buffer.concat([...parts, chunk('data', data, declared)]);
  const size = Buffer.alloc(4);
  size.writeUInt32LE(wide ? 0xffff_ffff : Math.min(0xffff_ffff, 4 + body.length));
  return Buffer.concat([Buffer.from(options.container ?? 'RIFF'), size, Buffer.from('WAVE'), body]);
}

function chunk(name: string, body: Buffer, declared = body.length): Buffer {
  const header = Buffer.alloc(8, name);
  header.writeUInt32LE(declared, 4);
  return Buffer.concat([header, body]);
}

function wideSizes(dataBytes: number, frames: number): Buffer {
  const sizes = Buffer.alloc(28);
  sizes.writeBigUInt64LE(BigInt(dataBytes + 72), 0);
  sizes.writeBigUInt64LE(BigInt(dataBytes), 8);
  sizes.writeBigUInt64LE(BigInt(frames), 16);
  return sizes;
}

function putSample(data: Buffer, offset: number, value: number, encoding: WavEncoding): void {
  switch (encoding) {
    case 'u8':
      data.writeUInt8(Math.round(value * 127) + 128, offset);
      return;
    case 's16':
      data.writeInt16LE(Math.round(value * 32767), offset);
      return;
    case 's24':
      data.writeIntLE(Math.round(value * 8388607), offset, 3);
      return;
    case 's32':
      data.writeInt32LE(Math.round(value * 2147483647), offset);
      return;
    case 'f32':
      data.writeFloatLE(value, offset);
      return;
    case 'f64':
      data.writeDoubleLE(value, offset);
      return;
    case 'ulaw':
      data.writeUInt8(encodeUlaw(Math.round(value * 32767)), offset);
      return;
    case 'alaw':
      data.writeUInt8(encodeAlaw(Math.round(value * 32767)), offset);
  }
}

// ITU-T G.711 compression.
function encodeUlaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 32635) + 0x84;
  const exponent = Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f;
  return ~((sample < 0 ? 0x80 : 0) | (exponent << 4) | mantissa) & 0xff;
}

function encodeAlaw(sample: number): number {
  const magnitude = Math.min(Math.abs(sample), 32767);
  const exponent = magnitude < 256 ? 0 : Math.floor(Math.log2(magnitude)) - 7;
  const mantissa = (magnitude >> (exponent === 0 ? 4 : exponent + 3)) & 0x0f;
  return ((sample >= 0 ? 0x80 : 0) | (exponent << 4) | mantissa) ^ 0x55;
}
