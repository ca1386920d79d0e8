import { asciiAt, viewOf } from './byte-file.ts';
import type { PartReader } from './file-part.ts';

/** A box of an mp4 or QuickTime file (ISO 14496-12, 4.2). */
export type IsoBox = {
  type: string;
  start: number;
  contentStart: number;
  /** The end that the box gives; the file may end before. */
  end: number;
};

const shortHeaderBytes = 8;
const longHeaderBytes = 16;

/** The header at `offset`; null where there is none. A size of 0 means up to `end`. */
function readBox(bytes: Uint8Array, offset: number, end: number): IsoBox | null {
  if (offset + shortHeaderBytes > bytes.length) return null;
  const view = viewOf(bytes);
  const type = asciiAt(bytes, offset + 4, 4);
  const size = view.getUint32(offset, false);
  if (!/^[\x20-\x7e\xa9]{4}$/.test(type)) return null;
  if (size === 0) return { type, start: offset, contentStart: offset + shortHeaderBytes, end };
  if (size >= shortHeaderBytes) {
    return { type, start: offset, contentStart: offset + shortHeaderBytes, end: offset + size };
  }
  if (size !== 1 || offset + longHeaderBytes > bytes.length) return null;
  const longSize = Number(view.getBigUint64(offset + shortHeaderBytes, false));
  if (longSize < longHeaderBytes) return null;
  return { type, start: offset, contentStart: offset + longHeaderBytes, end: offset + longSize };
}

/** The boxes of a file one behind the other; where bytes are none, on from the next fragment. */
export async function* fileBoxes(reader: PartReader): AsyncGenerator<IsoBox> {
  const { read, bytes } = reader;
  let position = 0;
  let lastContent = 0;
  while (position < bytes) {
    const box = readBox(await read(position, longHeaderBytes), 0, bytes - position);
    if (box === null) {
      // Where bytes are lost, a box reaches into those behind it.
      const next = await findFragment(reader, lastContent);
      if (next === null) return;
      position = next;
      continue;
    }
    lastContent = position + box.contentStart;
    yield {
      type: box.type,
      start: position,
      contentStart: lastContent,
      end: position + box.end,
    };
    position += box.end;
  }
}

// A fragment begins with its header box, whose size is fixed (ISO 14496-12, 8.8.5).
const fragmentStart = Buffer.from('moof\0\0\0\x10mfhd', 'latin1');
const searchBytes = 1024 * 1024;

async function findFragment({ read, bytes }: PartReader, from: number): Promise<number | null> {
  for (let position = from; position < bytes; position += searchBytes) {
    const window = Buffer.from(await read(position, searchBytes + fragmentStart.length));
    const found = window.indexOf(fragmentStart);
    if (found >= 4) return position + found - 4;
  }
  return null;
}

/** A box in memory: its content, and the boxes within. */
export class BoxContent {
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  /** Boxes of this one; one that is cut off counts as far as it goes. */
  *boxes(): Generator<{ type: string; content: BoxContent }> {
    let position = 0;
    while (position < this.bytes.length) {
      const box = readBox(this.bytes, position, this.bytes.length);
      if (box === null) return;
      yield { type: box.type, content: new BoxContent(this.bytes.subarray(box.contentStart, box.end)) };
      position = box.end;
    }
  }

  all(type: string): BoxContent[] {
    return [...this.boxes()].flatMap((box) => (box.type === type ? [box.content] : []));
  }

  /** The first box down this path. */
  find(...types: readonly string[]): BoxContent | null {
    return types.reduce<BoxContent | null>((box, type) => box?.all(type)[0] ?? null, this);
  }
}

/** Reads the numbers of a box one after the other; beyond its end all are 0. */
export class BoxNumbers {
  readonly #view: DataView;
  #position = 0;
  readonly version: number;
  readonly flags: number;

  constructor({ bytes }: BoxContent) {
    this.#view = viewOf(bytes);
    this.version = this.u8();
    this.flags = this.u8() * 0x1_0000 + this.u16();
  }

  get isAtEnd(): boolean {
    return this.#position >= this.#view.byteLength;
  }

  get remainingBytes(): number {
    return Math.max(0, this.#view.byteLength - this.#position);
  }

  skip(bytes: number): void {
    this.#position += bytes;
  }

  u8(): number {
    return this.#take(1, (at) => this.#view.getUint8(at));
  }

  u16(): number {
    return this.#take(2, (at) => this.#view.getUint16(at, false));
  }

  u32(): number {
    return this.#take(4, (at) => this.#view.getUint32(at, false));
  }

  i32(): number {
    return this.#take(4, (at) => this.#view.getInt32(at, false));
  }

  u64(): number {
    return this.#take(8, (at) => Number(this.#view.getBigUint64(at, false)));
  }

  i64(): number {
    return this.#take(8, (at) => Number(this.#view.getBigInt64(at, false)));
  }

  /** Times have eight bytes in boxes of version 1, four in others. */
  time(): number {
    return this.version === 1 ? this.u64() : this.u32();
  }

  #take(bytes: number, read: (at: number) => number): number {
    const at = this.#position;
    this.#position += bytes;
    return at + bytes <= this.#view.byteLength ? read(at) : 0;
  }
}

/** How many entries of `entryBytes` a table can hold that says it has `count`. */
export function entriesHeld(numbers: BoxNumbers, count: number, entryBytes: number): number {
  return Math.min(count, Math.floor(numbers.remainingBytes / entryBytes));
}
