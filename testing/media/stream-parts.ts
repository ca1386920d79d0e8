// Parts of streams without a container: frames that sound like nothing, tags, and bytes that are neither.

const rateIndexes: Record<number, { version: number; index: number }> = {
  44100: { version: 3, index: 0 },
  48000: { version: 3, index: 1 },
  22050: { version: 2, index: 0 },
  16000: { version: 2, index: 2 },
};
// Bit rate index 8 is 112 kbit/s in MPEG-1 and 64 kbit/s in MPEG-2.
const bitrateIndex = 8;

type SilentFrames = { rate: number; channels: 1 | 2; seconds: number };

/** Frames of MPEG layer 3 whose side information is empty: silence. */
export function silentMpegFrames({ rate, channels, seconds }: SilentFrames): Buffer {
  const { version, index } = rateIndexes[rate] ?? { version: 3, index: 0 };
  const samples = version === 3 ? 1152 : 576;
  const bitsPerSecond = version === 3 ? 112_000 : 64_000;
  const frame = Buffer.alloc(Math.floor(((samples / 8) * bitsPerSecond) / rate));
  frame[0] = 0xff;
  frame[1] = 0xe3 | (version << 3);
  frame[2] = (bitrateIndex << 4) | (index << 2);
  frame[3] = channels === 1 ? 0xc0 : 0;
  return Buffer.concat(Array.from({ length: Math.round((seconds * rate) / samples) }, () => frame));
}

/** The first frame of a variable bit rate file, which says how many frames and bytes follow. */
export function xingFrame(frames: number, bytes: number): Buffer {
  const frame = Buffer.from(silentMpegFrames({ rate: 44_100, channels: 1, seconds: 0.026 }));
  frame.write('Xing', 21, 'latin1');
  frame.writeUInt32BE(3, 25);
  frame.writeUInt32BE(frames, 29);
  frame.writeUInt32BE(bytes, 33);
  return frame;
}

export function id3v2Tag(bytes: number): Buffer {
  const tag = Buffer.alloc(10 + bytes, 0x55);
  tag.write('ID3\x04\x00\x00', 0, 'latin1');
  [21, 14, 7, 0].forEach((shift, index) => {
    tag[6 + index] = (bytes >> shift) & 0x7f;
  });
  return tag;
}

export function id3v1Tag(): Buffer {
  return Buffer.alloc(128, 'TAGtitle');
}

/** An APE tag as most writers leave it: items, then a footer; with a header in front where that is wished. */
export function apeTag(itemBytes: number, hasHeader: boolean): Buffer {
  const end = (flags: number): Buffer => {
    const part = Buffer.alloc(32, 'APETAGEX');
    part.writeUInt32LE(2000, 8);
    part.writeUInt32LE(itemBytes + 32, 12);
    part.writeUInt32LE(1, 16);
    part.writeUInt32LE(flags, 20);
    part.fill(0, 24);
    return part;
  };
  const items = Buffer.alloc(itemBytes, 'genre=talk;');
  const header = hasHeader ? end(0xa000_0000) : Buffer.alloc(0);
  return Buffer.concat([header, items, end(hasHeader ? 0x8000_0000 : 0)]);
}

export function lyricsTag(): Buffer {
  return Buffer.from(`LYRICSBEGIN${'words '.repeat(400)}002411LYRICS200`, 'latin1');
}

/** The same bytes in every run, none of them the beginning of a frame. */
export function junk(bytes: number): Buffer {
  return Buffer.from(Array.from({ length: bytes }, (_, index) => (index * 37 + (index >> 3)) % 251));
}
