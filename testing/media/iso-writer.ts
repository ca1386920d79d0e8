/** A box of an mp4. */
export function isoBox(type: string, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  const header = Buffer.alloc(8);
  header.writeUInt32BE(8 + body.length, 0);
  header.write(type, 4, 'latin1');
  return Buffer.concat([header, body]);
}

/** Numbers of 32 bits, as most boxes are made of. */
export function words(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, index) => void bytes.writeInt32BE(value | 0, index * 4));
  return bytes;
}

export type FragmentToWrite = {
  trackId: number;
  /** In the track's own parts of a second; null where the fragment does not say. */
  startTime: number | null;
  duration: number;
  /** The samples of each part of the track in this fragment. */
  parts: readonly (readonly Uint8Array[])[];
};

/** A movie fragment and its samples. */
export function isoFragment(fragment: FragmentToWrite): Buffer {
  const sized = moof(fragment, 0);
  const samples = Buffer.concat(fragment.parts.flat());
  return Buffer.concat([moof(fragment, sized.length + 8), isoBox('mdat', samples)]);
}

function moof({ trackId, startTime, duration, parts }: FragmentToWrite, dataOffset: number): Buffer {
  let offset = dataOffset;
  const trafs = parts.map((samples, index) => {
    const sizes = samples.map((sample) => sample.length);
    // Data behind those of the part before need no offset of their own.
    const run = index === 0 ? words(0x201, samples.length, offset) : words(0x200, samples.length);
    offset += sizes.reduce((sum, size) => sum + size, 0);
    const time = startTime === null || index > 0 ? [] : [isoBox('tfdt', words(0, startTime))];
    const header = isoBox('tfhd', words(index === 0 ? 0x2_0008 : 0x8, trackId, duration));
    return isoBox('traf', header, ...time, isoBox('trun', run, words(...sizes)));
  });
  return isoBox('moof', isoBox('mfhd', words(0, 1)), ...trafs);
}

/** Adds a box to a box of an mp4 whose movie box is its last, so that no sound moves. */
export function insertIsoBox(file: Buffer, path: readonly string[], box: Buffer): Buffer {
  const out = Buffer.concat([file, box]);
  let [start, end] = [0, file.length];
  for (const type of path) {
    const found = findBox(file, start, { end, type });
    out.writeUInt32BE(file.readUInt32BE(found) + box.length, found);
    [start, end] = [found + 8, found + file.readUInt32BE(found)];
  }
  out.copy(out, end + box.length, end, file.length);
  box.copy(out, end);
  return out;
}

function findBox(file: Buffer, from: number, { end, type }: { end: number; type: string }): number {
  for (let at = from; at < end; at += file.readUInt32BE(at)) {
    if (file.toString('latin1', at + 4, at + 8) === type) return at;
  }
  throw new Error(`There is no ${type}`);
}
