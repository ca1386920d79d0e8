/** What a JSON text would fill, told without making any of it. */
export interface JsonShape {
  /** Bytes of V8's heap for its values, about. */
  heapBytes: number;
  values: number;
  depth: number;
  /** Strings may hold what plain text cannot, a NUL or half of a surrogate pair. */
  hasEscapes: boolean;
}

/*
 * Measured with Node 26 (64-bit, no pointer compression), per item of an array of a million alike:
 * {} 64, {"a":1} 40, {"a":1,"b":2} 48, [] 40, [1] 64, a number with a fraction in an object 24, a short string 32,
 * an object with a key that no other has 192.
 */
const slotBytes = 8;
const objectBytes = 32;
const emptyObjectBytes = 64;
const arrayBytes = 48;
const fractionBytes = 16;
const stringBytes = 24;
/** A key that is new to the file costs a hidden class and its place in a table. */
const newKeyBytes = 160;
/** Numbers as keys make an object a hash table. */
const indexKeyBytes = 192;

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;
const dot = 0x2e;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const blank = 0x20;

/** Takes JSON; counts what its values need. Strings are skipped as wholes, faults are left to the parser. */
export function measureJson(text: string): JsonShape {
  const keys = new KeyTally(text);
  let heapBytes = 0;
  let values = 1;
  let depth = 0;
  let deepest = 0;
  let stringStart = 0;
  let opened = -1;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= blank) continue;
    if (code === quote) {
      stringStart = at + 1;
      at = stringEnd(text, at);
      const length = at - stringStart;
      heapBytes += length > 1 ? stringBytes + length : 0;
    } else if (code === comma) {
      values++;
      heapBytes += slotBytes;
    } else if (code === dot) heapBytes += fractionBytes;
    else if (code === colon) heapBytes += keys.costOf(stringStart);
    else if (code === openBrace || code === openBracket) {
      values++;
      heapBytes += slotBytes + (code === openBrace ? objectBytes : arrayBytes);
      if (++depth > deepest) deepest = depth;
      opened = at;
      continue;
    } else if (code === closeBrace || code === closeBracket) {
      depth--;
      if (opened !== -1) heapBytes += code === closeBrace ? emptyObjectBytes - objectBytes : 0;
    }
    opened = -1;
  }
  return { heapBytes, values, depth: deepest, hasEscapes: /\\u(?:0000|d[89a-f])/iu.test(text) };
}

/** Tells new keys from known ones by a hash in a table of bits; where two share a place, the second costs nothing. */
class KeyTally {
  readonly #text: string;
  readonly #seen = new Uint8Array(1 << 17);

  constructor(text: string) {
    this.#text = text;
  }

  /** The key's own string is given back: V8 keeps one of each. */
  costOf(start: number): number {
    const text = this.#text;
    const end = text.indexOf('"', start);
    const length = end - start;
    const kept = length > 1 ? stringBytes + length : 0;
    const first = text.charCodeAt(start);
    if (first >= 0x30 && first <= 0x39) return indexKeyBytes - kept;
    let hash = length;
    for (let at = Math.max(start, end - 12); at < end; at++)
      hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
    hash ^= hash >>> 15;
    const place = (hash >>> 3) & 0x1ffff;
    const bit = 1 << (hash & 7);
    const known = ((this.#seen[place] ?? 0) & bit) !== 0;
    this.#seen[place] = (this.#seen[place] ?? 0) | bit;
    return (known ? 0 : newKeyBytes) - kept;
  }
}

/** The place of the quote that ends the string that begins at `start`; the text's length where none does. */
export function stringEnd(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let slashes = 0;
    while (text.charCodeAt(end - 1 - slashes) === backslash) slashes++;
    if (slashes % 2 === 0) return end;
  }
  return text.length;
}
