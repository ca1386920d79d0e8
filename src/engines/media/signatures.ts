import { asciiAt, viewOf } from './byte-file.ts';
import { isFlac } from './flac-metadata.ts';
import { isMpegChain } from './mpeg-header.ts';
import { type AmrBand, amrFrameBytes, amrMagics, isAmrChain } from './telephony/amr-frames.ts';
import { gsmFrameBytes, isGsmFrame } from './telephony/gsm-frame.ts';
import { isTransportStart } from './transport-packets.ts';

/** Whether a file that is no text begins, in `bytes`, as a format does. Each test looks at more than a short word. */
export type Signature = (bytes: Uint8Array) => boolean;

const mp4BoxTypes = ['ftyp', 'moov', 'mdat', 'wide', 'free', 'skip', 'pnot', 'styp', 'moof'];
const wave64Start = '726966662e91cf11a5d628db04c10000';
const windowsMediaStart = '3026b2758e66cf11a6d900aa0062ce6c';
/** So many signatures of four bits at their places are no chance. */
const leastGsmFrames = 12;
const amrChainFrames = 10;

function startsWith(bytes: Uint8Array, hex: string): boolean {
  return Buffer.from(bytes.subarray(0, hex.length / 2)).toString('hex') === hex;
}

function numberAt(bytes: Uint8Array, offset: number, littleEndian: boolean): number {
  return bytes.length < offset + 4 ? -1 : viewOf(bytes).getUint32(offset, littleEndian);
}

export function isRiff(kind: string, ...otherNames: readonly string[]): Signature {
  return (bytes) => ['RIFF', ...otherNames].includes(asciiAt(bytes, 0, 4)) && asciiAt(bytes, 8, 4) === kind;
}

export const isWave64: Signature = (bytes) => startsWith(bytes, wave64Start);

export const isWindowsMedia: Signature = (bytes) => startsWith(bytes, windowsMediaStart);

export const isOgg: Signature = (bytes) => asciiAt(bytes, 0, 4) === 'OggS' && bytes[4] === 0;

export const isFlacStream: Signature = (bytes) => isFlac(bytes);

export const isMatroska: Signature = (bytes) => startsWith(bytes, '1a45dfa3');

export const isMp4: Signature = (bytes) => {
  const size = numberAt(bytes, 0, false);
  return mp4BoxTypes.includes(asciiAt(bytes, 4, 4)) && (size <= 1 || size >= 8);
};

export const isTransportStream: Signature = isTransportStart;

/** Three frames with ADTS headers (ISO 14496-3) that follow each other, or frames to the very end. */
export const isAdts: Signature = (bytes) => {
  let position = 0;
  for (let frame = 0; frame < 3; frame += 1) {
    if (frame > 0 && position === bytes.length) return true;
    const sync = bytes[position] === 0xff && ((bytes[position + 1] ?? 0) & 0xf6) === 0xf0;
    const rate = ((bytes[position + 2] ?? 0) >> 2) & 15;
    const high = (bytes[position + 3] ?? 0) & 3;
    const size = (high << 11) | ((bytes[position + 4] ?? 0) << 3) | ((bytes[position + 5] ?? 0) >> 5);
    if (!sync || rate > 12 || size < 7) return false;
    position += size;
  }
  return true;
};

/** AMR with its magic number. A frame follows it, or nothing. */
export function isAmr(band: AmrBand): Signature {
  return (bytes) => {
    const magic = amrMagics[band];
    if (asciiAt(bytes, 0, magic.length) !== magic) return false;
    return bytes.length === magic.length || amrFrameBytes(band, bytes, magic.length) > 0;
  };
}

/** AMR frames without the magic number before them. */
export function isBareAmr(band: AmrBand, bytes: Uint8Array): boolean {
  return isAmrChain(band, bytes, 0, amrChainFrames);
}

export const isGsm: Signature = (bytes) => {
  const frames = Math.floor(bytes.length / gsmFrameBytes);
  if (frames < leastGsmFrames) return false;
  return Array.from({ length: frames }, (_, index) => isGsmFrame(bytes, index * gsmFrameBytes)).every(
    Boolean,
  );
};

export const isAiff: Signature = (bytes) => {
  return asciiAt(bytes, 0, 4) === 'FORM' && ['AIFF', 'AIFC'].includes(asciiAt(bytes, 8, 4));
};

export const isCaf: Signature = (bytes) => startsWith(bytes, '6361666600010000');

export const isAu: Signature = (bytes) => {
  const dataStart = numberAt(bytes, 4, false);
  const encoding = numberAt(bytes, 12, false);
  return asciiAt(bytes, 0, 4) === '.snd' && dataStart >= 24 && encoding >= 1 && encoding <= 27;
};

export const isAc3: Signature = (bytes) => startsWith(bytes, '0b77') && (bytes[5] ?? 255) >> 3 <= 16;

export const isFlashVideo: Signature = (bytes) => startsWith(bytes, '464c5601') && (bytes[4] ?? 255) <= 5;

export const isWavPack: Signature = (bytes) => asciiAt(bytes, 0, 4) === 'wvpk' && bytes[9] === 4;

export const isMonkeysAudio: Signature = (bytes) => {
  const version = (bytes[4] ?? 0) | ((bytes[5] ?? 0) << 8);
  return asciiAt(bytes, 0, 4) === 'MAC ' && version >= 3000 && version < 5000;
};

export const isRealMedia: Signature = (bytes) => startsWith(bytes, '2e524d46000000');

export const isDsd: Signature = (bytes) => asciiAt(bytes, 0, 4) === 'DSD ' && numberAt(bytes, 4, true) === 28;

export const isProgramStream: Signature = (bytes) => startsWith(bytes, '000001ba');

export function beginsWith(text: string): Signature {
  return (bytes) => asciiAt(bytes, 0, text.length) === text;
}

/** Frames of MPEG audio that begin with the first byte. */
export const isMpegAudio: Signature = (bytes) => isMpegChain(bytes, 0);
