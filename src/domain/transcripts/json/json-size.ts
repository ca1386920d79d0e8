/** Counts that tell how much memory a JSON text would fill, told without making any of it. */
export interface JsonShape {
  /** Bytes of V8's heap for its values, about. */
  heapBytes: number;
  /** Objects, lists and what stands in them. */
  values: number;
  objects: number;
  /** How deep values are nested, as far as they were looked at. */
  depth: number;
}

/*
 * Measured with Node 26 (64-bit, no pointer compression), in bytes per item of an array of a million alike:
 * - {} 64, {"a":1} 40, {"a":1,"b":2} 48, [] 40, [1] 64;
 * - a number with a fraction in an object 24, a short string 32;
 * - an object with a key that no other has 192, one with twelve of 24 keys taken at random 640.
 */
const slotBytes = 8;
const objectBytes = 32;
const emptyObjectBytes = 64;
const arrayBytes = 48;
const fractionBytes = 16;
const stringBytes = 24;
/** A key that is new to the file costs its place in a table. */
const newKeyBytes = 100;
/** Keys that have not stood together before cost a hidden class; an object with twelve of them in a row of their own 640. */
const newShapeBytes = 400;
/** Numbers as keys make an object a hash table. */
const indexKeyBytes = 192;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const dot = 0x2e;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** This bit turns brackets into braces, and nothing else in JSON into either. */
const braceBit = 0x20;

/** A file up to this size is looked at as a whole. */
const wholeBytes = 2 ** 20;
/** Of larger ones a quarter, evenly spread: a look at every byte takes as long as parsing does. */
const windowBytes = 2 ** 14;
const everyBytes = 4 * windowBytes;

/** Takes JSON in UTF-8; tells what its values need. Faults are left to the parser. */
export function measureJson(bytes: Uint8Array): JsonShape {
  const keys = new KeyTally(bytes);
  if (bytes.length <= wholeBytes) return measureSpan(bytes, { from: 0, to: bytes.length }, keys);
  const shape = { heapBytes: 0, values: 0, objects: 0, depth: 0 };
  const share = everyBytes / windowBytes;
  for (let start = 0; start < bytes.length; start += everyBytes) {
    const to = Math.min(start + windowBytes, bytes.length);
    const span = measureSpan(bytes, { from: outsideStrings(bytes, start, to), to }, keys);
    shape.heapBytes += span.heapBytes * share;
    shape.values += span.values * share;
    shape.objects += span.objects * share;
    shape.depth = Math.max(shape.depth, span.depth);
  }
  return shape;
}

/** Counts the values from a place outside strings on; strings are skipped as wholes. */
function measureSpan(
  bytes: Uint8Array,
  { from, to }: { from: number; to: number },
  keys: KeyTally,
): JsonShape {
  let heapBytes = 0;
  let values = 1;
  let objects = 0;
  let depth = 0;
  let deepest = 0;
  let lowest = 0;
  let stringStart = from;
  let stringSize = 0;
  let opened = -2;
  for (let at = from; at < to; at++) {
    const code = bytes[at] ?? 0;
    if (code === quote) {
      stringStart = ++at;
      for (let inner = bytes[at]; inner !== quote && at < to; inner = bytes[++at])
        if (inner === backslash) at++;
      stringSize = at - stringStart > 1 ? stringBytes + at - stringStart : 0;
      heapBytes += stringSize;
    } else if (code === comma) {
      values++;
      heapBytes += slotBytes;
    } else if (code === colon) {
      // Of a key there is one string for all objects.
      heapBytes += keys.costOf(stringStart, at) - stringSize;
    } else if (code === dot) {
      heapBytes += fractionBytes;
    } else if ((code | braceBit) === openBrace) {
      values++;
      if (code === openBrace) {
        objects++;
        keys.beginObject();
      }
      heapBytes += slotBytes + (code === openBrace ? objectBytes : arrayBytes);
      if (++depth > deepest) deepest = depth;
      opened = at;
    } else if ((code | braceBit) === closeBrace) {
      if (--depth < lowest) lowest = depth;
      if (code !== closeBrace) continue;
      heapBytes += opened === at - 1 ? emptyObjectBytes - objectBytes : keys.costOfShape();
    }
  }
  return { heapBytes, values, objects, depth: deepest - lowest };
}

/**
 * Takes a place anywhere in JSON; gives the next one that is surely outside strings. A quote that ends a string is
 * followed by a comma, colon or closing bracket. One that begins a string comes after a comma, colon or opening
 * bracket. Where both or neither is so, the next quote tells. Without any quote the place itself is outside: all is
 * numbers and brackets.
 */
function outsideStrings(bytes: Uint8Array, from: number, to: number): number {
  for (let at = from; at < to; at++) {
    if (bytes[at] !== quote || bytes[at - 1] === backslash) continue;
    const begins = beforeString.has(bytes[before(bytes, at)] ?? 0);
    const ends = afterString.has(bytes[after(bytes, at)] ?? 0);
    if (begins !== ends) return ends ? at + 1 : at;
  }
  return from;
}

const beforeString: ReadonlySet<number> = new Set([comma, colon, openBrace, 0x5b]);
const afterString: ReadonlySet<number> = new Set([comma, colon, closeBrace, 0x5d]);
const blank = 0x20;

function before(bytes: Uint8Array, at: number): number {
  let place = at - 1;
  while ((bytes[place] ?? quote) <= blank) place--;
  return place;
}

function after(bytes: Uint8Array, at: number): number {
  let place = at + 1;
  while ((bytes[place] ?? quote) <= blank) place++;
  return place;
}

/** One key in eight is looked at as a whole, chosen by its place. */
const looks = 8;
const hashedBytes = 9;

/** Tells new keys, and new rows of keys, from known ones. */
class KeyTally {
  readonly #bytes: Uint8Array;
  readonly #keys = new HashTable();
  readonly #shapes = new HashTable();
  #shape = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  beginObject(): void {
    this.#shape = 0;
  }

  /** Objects within objects begin the row anew, in all alike objects at the same key. */
  costOfShape(): number {
    return this.#shapes.isNew(this.#shape) ? newShapeBytes : 0;
  }

  costOf(start: number, end: number): number {
    const bytes = this.#bytes;
    const first = bytes[start] ?? 0;
    this.#shape = (Math.imul(this.#shape, 31) + Math.imul(end - start, 257) + first) | 0;
    if (Math.imul(end, 0x9e3779b1) >>> 29 !== 0) return 0;
    if (first >= 0x30 && first <= 0x39) return indexKeyBytes * looks;
    let hash = end - start;
    for (let at = Math.max(start, end - hashedBytes); at < end; at++)
      hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    return this.#keys.isNew(hash) ? newKeyBytes * looks : 0;
  }
}

/** Bits for the hashes that were there; where two share one, the second passes for known. */
class HashTable {
  readonly #seen = new Uint8Array(2 ** 17);

  isNew(hash: number): boolean {
    const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
    const place = (mixed >>> 12) & 0x1ffff;
    const bit = 1 << ((mixed >>> 9) & 7);
    const seen = this.#seen[place] ?? 0;
    this.#seen[place] = seen | bit;
    return (seen & bit) === 0;
  }
}
