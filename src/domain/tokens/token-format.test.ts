import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveKeys } from '../keys/keys.ts';
import { hashToken, lookupOf, makeToken, tokenPrefix } from './token-format.ts';

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. ';
const shape = /\bmt_[a-z0-9]{8}[A-Za-z0-9]{38}\b/;
const seeded = fc
  .infiniteStream(fc.nat())
  .map((stream) => makeToken((limit) => (stream.next().value ?? 0) % limit));

test('tokens have the published shape and name their lookup id', () => {
  fc.assert(
    fc.property(seeded, ({ token, lookup }) => {
      expect(shape.exec(token)?.[0]).toBe(token);
      expect(token).toHaveLength(49);
      expect(lookupOf(token)).toBe(lookup);
      expect(tokenPrefix(lookup)).toBe(token.slice(0, 11));
    }),
  );
});

test('random tokens repeat neither as a whole nor by lookup id', () => {
  const made = Array.from({ length: 2_000 }, () => makeToken());
  expect(new Set(made.map(({ token }) => token.slice(11, 43))).size).toBe(2_000);
  expect(new Set(made.map(({ lookup }) => lookup)).size).toBe(2_000);
  expect(new Set(made.map(({ token }) => token.slice(11, 43)).join('')).size).toBe(62);
});

test('the checksum is CRC-32 in base 62 over all that stands before it', () => {
  // Python's zlib.crc32 of the 43 characters is 0x82155e57.
  expect(makeToken(() => 0)).toEqual({ token: `mt_aaaaaaaa${'A'.repeat(32)}CXrR6v`, lookup: 'aaaaaaaa' });
});

test('any single changed character makes a token ill-formed', () => {
  const { token } = makeToken();
  for (let i = 0; i < token.length; i += 1) {
    for (const character of alphabet) {
      if (character === token[i]) continue;
      expect(lookupOf(token.slice(0, i) + character + token.slice(i + 1))).toBeNull();
    }
  }
});

test('no other text is well-formed', () => {
  const { token } = makeToken();
  const others = ['', 'mt_', token.slice(0, -1), `${token}A`, ` ${token}`, `${token}\n`, token.toUpperCase()];
  for (const text of others) expect(lookupOf(text)).toBeNull();
  fc.assert(
    fc.property(fc.stringMatching(/^mt_[a-z0-9]{8}[A-Za-z0-9]{38}$/), (text) => {
      expect(lookupOf(text)).toBeNull();
    }),
  );
});

test('the stored hash depends on the installation key and on the whole token', () => {
  const { token } = makeToken();
  const [one, other] = ['one secret key of enough characters', 'other secret key of enough characters'].map(
    (secret) => deriveKeys(secret).tokenHash,
  );
  if (!one || !other) throw new Error('no keys');
  expect(hashToken(one, token)).toEqual(hashToken(one, token));
  expect(hashToken(one, token)).not.toEqual(hashToken(other, token));
  expect(hashToken(one, token)).not.toEqual(hashToken(one, `${token.slice(0, -1)}_`));
  expect(hashToken(one, token)).toHaveLength(32);
});
