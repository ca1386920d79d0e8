/** The two bands of Adaptive Multi-Rate sound. */
export type AmrBand = 'amr-nb' | 'amr-wb';

/** RFC 4867 section 5: how a file of one channel begins. */
export const amrMagics: Record<AmrBand, string> = { 'amr-nb': '#!AMR\n', 'amr-wb': '#!AMR-WB\n' };
export const amrRates: Record<AmrBand, number> = { 'amr-nb': 8000, 'amr-wb': 16_000 };
/** The sample entries of mp4 and 3gp that hold AMR (3GPP TS 26.244 section 6.5). */
export const amrSampleEntries: Readonly<Record<string, AmrBand>> = { samr: 'amr-nb', sawb: 'amr-wb' };
export const amrFrameSeconds = 0.02;
/** A frame that says: nothing was received. The decoder fills it in from what came before. */
export const lostAmrFrame = Uint8Array.of(0x7c);

// Bytes of a frame with its header, by its type; RFC 4867 section 5.3, 3GPP TS 26.101 and 26.201. 0: reserved.
const frameSizes: Record<AmrBand, readonly number[]> = {
  'amr-nb': [13, 14, 16, 18, 20, 21, 27, 32, 6, 0, 0, 0, 0, 0, 0, 1],
  'amr-wb': [18, 24, 33, 37, 41, 47, 51, 59, 61, 6, 0, 0, 0, 0, 1, 1],
};
const paddingBits = 0x83;

/** The size of the frame that begins at `offset`; 0 where none can begin. */
export function amrFrameBytes(band: AmrBand, bytes: Uint8Array, offset: number): number {
  const header = bytes[offset];
  if (header === undefined || (header & paddingBits) !== 0) return 0;
  return frameSizes[band][(header >> 3) & 15] ?? 0;
}

/** How long a packet of whole frames plays. */
export function amrPacketSeconds(band: AmrBand, packet: Uint8Array): number {
  let frames = 0;
  let position = 0;
  while (position < packet.length) {
    const size = amrFrameBytes(band, packet, position);
    frames += 1;
    if (size === 0) break;
    position += size;
  }
  return frames * amrFrameSeconds;
}

/** Whether `count` frames follow each other from `offset`, or frames to the very end of the bytes. */
export function isAmrChain(band: AmrBand, bytes: Uint8Array, offset: number, count: number): boolean {
  let position = offset;
  for (let frame = 0; frame < count; frame += 1) {
    if (frame > 0 && position === bytes.length) return true;
    const size = amrFrameBytes(band, bytes, position);
    if (size === 0) return false;
    position += size;
  }
  return position <= bytes.length;
}
