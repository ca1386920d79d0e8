import { Unzip, type UnzipFile, UnzipInflate } from 'fflate';

/** Which entry of a ZIP file is wanted, and how much may come out of it. */
export interface ZipWish {
  isWanted(name: string): boolean;
  /** Takes the bytes of the wanted entry, piece by piece. */
  take(bytes: Uint8Array): void;
  bytesMax: number;
}

export type ZipReading =
  | { kind: 'read'; names: string[]; found: boolean }
  | { kind: 'damaged' }
  | { kind: 'too_large' };

/** A text document has a few dozen. */
const entriesMax = 10_000;
/** Deflate makes at most a thousand times as much of it; so little is unpacked before it is counted. */
const chunkBytes = 16 * 1024;

class Stop extends Error {
  readonly reason: 'damaged' | 'too_large';
  constructor(reason: 'damaged' | 'too_large') {
    super(reason);
    this.reason = reason;
  }
}

/**
 * Takes a ZIP file; gives the names of its entries and unpacks the wanted one. An entry that goes beyond its bound
 * is not unpacked.
 */
export function readZip(bytes: Uint8Array, wish: ZipWish): ZipReading {
  const names: string[] = [];
  let found = false;
  const unzip = new Unzip((file) => {
    names.push(file.name);
    if (names.length > entriesMax) throw new Stop('too_large');
    if (found || !wish.isWanted(file.name)) return;
    found = true;
    unpack(file, wish);
  });
  unzip.register(UnzipInflate);
  try {
    for (let from = 0; from < bytes.length; from += chunkBytes) {
      const to = Math.min(from + chunkBytes, bytes.length);
      unzip.push(bytes.subarray(from, to), to === bytes.length);
    }
  } catch (error) {
    // The library throws on what is no ZIP file; any of its errors means that.
    return { kind: error instanceof Stop ? error.reason : 'damaged' };
  }
  return { kind: 'read', names, found };
}

function unpack(file: UnzipFile, { take, bytesMax }: ZipWish): void {
  let total = 0;
  file.ondata = (error, data) => {
    // The library hands back what was thrown here.
    if (error) throw error instanceof Stop ? error : new Stop('damaged');
    total += data.length;
    if (total > bytesMax) throw new Stop('too_large');
    take(data);
  };
  file.start();
}
