// RFC 3533 section 6: generator 0x04c11db7, start and final value 0, most significant bit first.
const generator = 0x04c1_1db7;
const checksumOffset = 22;
const checksumBytes = 4;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) value = value & 0x8000_0000 ? (value << 1) ^ generator : value << 1;
  return value;
});

/** The checksum of a whole Ogg page, its own four bytes taken as zero. */
export function oggChecksum(page: Uint8Array): number {
  let value = 0;
  for (let index = 0; index < page.length; index += 1) {
    const isOwn = index >= checksumOffset && index < checksumOffset + checksumBytes;
    const byte = isOwn ? 0 : (page[index] ?? 0);
    value = (value << 8) ^ (table[(value >>> 24) ^ byte] ?? 0);
  }
  return value >>> 0;
}
