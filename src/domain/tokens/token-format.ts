import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { hmacSha256 } from '../keys/keys.ts';

const base36 = 'abcdefghijklmnopqrstuvwxyz0123456789';
const base62 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const checksumLength = 6;
const shape = /^mt_([a-z0-9]{8})[A-Za-z0-9]{32}([A-Za-z0-9]{6})$/;

/** Picks an index below `limit`; handed in so that tests can fix it. */
export type PickIndex = (limit: number) => number;

/** mt_ + 8 public characters + 32 secret ones (190 bits) + a checksum that tells typing errors without a look-up. */
export function makeToken(pick: PickIndex = randomInt): { token: string; lookup: string } {
  const lookup = draw(pick, base36, 8);
  return { token: makeTokenOf(lookup, pick), lookup };
}

/** A token of these public characters with a secret of its own. */
export function makeTokenOf(lookup: string, pick: PickIndex = randomInt): string {
  const body = `mt_${lookup}${draw(pick, base62, 32)}`;
  return body + checksum(body);
}

function draw(pick: PickIndex, alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet.charAt(pick(alphabet.length))).join('');
}

/** The public part of a well-formed token, or null. */
export function lookupOf(token: string): string | null {
  const match = shape.exec(token);
  const [, lookup, given] = match ?? [];
  if (lookup === undefined || given !== checksum(token.slice(0, -checksumLength))) return null;
  return lookup;
}

export function tokenPrefix(lookup: string): string {
  return `mt_${lookup}`;
}

/** HMAC, not a password hash: a token carries 190 random bits, and this runs on every request. */
export function hashToken(key: Buffer, token: string): Buffer {
  return hmacSha256(key, token);
}

/** CRC-32 in base 62, most significant digit first. */
function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  for (let i = 0; i < checksumLength; i += 1) {
    digits = base62.charAt(rest % 62) + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}
