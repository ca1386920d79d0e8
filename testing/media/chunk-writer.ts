const guidEnd = 'f3acd3118cd100c04f8edb8a';

export type WrittenChunk = {
  name: string;
  body: Uint8Array;
  /** The number of bytes that the header gives instead of the true one. */
  declared?: number;
  /** Leave out the byte that makes an odd chunk even. */
  isUnpadded?: boolean;
};

/** A wav file of these chunks. */
export function writeRiff(chunks: readonly WrittenChunk[], container = 'RIFF'): Buffer {
  const body = Buffer.concat(chunks.map(riffChunk));
  const size = Buffer.alloc(4);
  size.writeUInt32LE(4 + body.length);
  return Buffer.concat([Buffer.from(container), size, Buffer.from('WAVE'), body]);
}

function riffChunk({ name, body, declared = body.length, isUnpadded }: WrittenChunk): Buffer {
  const header = Buffer.alloc(8, name);
  header.writeUInt32LE(declared, 4);
  const padding = Buffer.alloc(isUnpadded === true ? 0 : body.length % 2);
  return Buffer.concat([header, body, padding]);
}

/** A Wave64 file of these chunks. */
export function writeWave64(chunks: readonly WrittenChunk[]): Buffer {
  const body = Buffer.concat(chunks.map(wave64Chunk));
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(40 + body.length));
  const riff = Buffer.from('726966662e91cf11a5d628db04c10000', 'hex');
  return Buffer.concat([riff, size, Buffer.from(`77617665${guidEnd}`, 'hex'), body]);
}

function wave64Chunk({ name, body, declared = body.length }: WrittenChunk): Buffer {
  const size = Buffer.alloc(8);
  size.writeBigUInt64LE(BigInt(24 + declared));
  const padding = Buffer.alloc((8 - (body.length % 8)) % 8);
  return Buffer.concat([Buffer.from(name), Buffer.from(guidEnd, 'hex'), size, body, padding]);
}

/** The fmt chunk of samples that are not compressed, or of `extra` bytes beyond its eighteen. */
export function formatChunk(
  [tag, channels, rate, blockBytes, bits]: readonly [number, number, number, number, number],
  extra: Uint8Array = new Uint8Array(0),
): WrittenChunk {
  const body = Buffer.alloc(18);
  [tag, channels].forEach((value, index) => {
    body.writeUInt16LE(value, 2 * index);
  });
  body.writeUInt32LE(rate, 4);
  body.writeUInt32LE(rate * blockBytes, 8);
  [blockBytes, bits, extra.length].forEach((value, index) => {
    body.writeUInt16LE(value, 12 + 2 * index);
  });
  return { name: 'fmt ', body: Buffer.concat([body, extra]) };
}
