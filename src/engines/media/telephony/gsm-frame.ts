/** The parameters of one GSM 06.10 frame: 20 ms of sound (ETSI ETS 300 961, table 1.1). */
export type GsmFrame = {
  /** Eight quantised logarithmic area ratios. */
  areaRatios: readonly number[];
  subframes: readonly GsmSubframe[];
};

export type GsmSubframe = {
  lag: number;
  gain: number;
  grid: number;
  blockMaximum: number;
  pulses: readonly number[];
};

type ReadBits = (count: number) => number;

export const gsmFrameBytes = 33;
/** Two frames without their signatures, as Microsoft packs them. */
export const gsmPairBytes = 65;
export const gsmFrameSamples = 160;

const signature = 0xd;
const areaRatioBits = [6, 6, 5, 5, 4, 4, 3, 3];
const subframeCount = 4;
const pulseCount = 13;

/** Whether a frame begins here: each has 0xD in the upper half of its first byte (RFC 3551 section 4.5.8.1). */
export function isGsmFrame(bytes: Uint8Array, offset: number): boolean {
  return (bytes[offset] ?? 0) >> 4 === signature;
}

/** One frame of 33 bytes, highest bits first. */
export function readGsmFrame(bytes: Uint8Array): GsmFrame {
  const read = highBitsFirst(bytes);
  read(4);
  return readParameters(read);
}

/** The two frames of a block of 65 bytes, lowest bits first. */
export function readGsmPair(bytes: Uint8Array): GsmFrame[] {
  const read = lowBitsFirst(bytes);
  return [readParameters(read), readParameters(read)];
}

function readParameters(read: ReadBits): GsmFrame {
  const areaRatios = areaRatioBits.map(read);
  const subframes = Array.from({ length: subframeCount }, () => ({
    lag: read(7),
    gain: read(2),
    grid: read(2),
    blockMaximum: read(6),
    pulses: Array.from({ length: pulseCount }, () => read(3)),
  }));
  return { areaRatios, subframes };
}

function highBitsFirst(bytes: Uint8Array): ReadBits {
  let position = 0;
  return (count) => {
    let value = 0;
    for (const end = position + count; position < end; position += 1) {
      value = (value << 1) | (((bytes[position >> 3] ?? 0) >> (7 - (position & 7))) & 1);
    }
    return value;
  };
}

function lowBitsFirst(bytes: Uint8Array): ReadBits {
  let position = 0;
  return (count) => {
    let value = 0;
    for (let bit = 0; bit < count; bit += 1, position += 1) {
      value |= (((bytes[position >> 3] ?? 0) >> (position & 7)) & 1) << bit;
    }
    return value;
  };
}
