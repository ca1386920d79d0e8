import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveKeys, hmacSha256, seal, unseal } from './keys.ts';

const keys = deriveKeys('a secret of more than thirty-two characters');

test('every purpose has a key of its own, the same for the same secret', () => {
  const { fingerprint, ...purposes } = keys;
  const hex = Object.values(purposes).map((key) => key.toString('hex'));
  expect(new Set(hex).size).toBe(5);
  expect(hex.every((key) => key.length === 64)).toBe(true);
  expect(hex.some((key) => key.startsWith(fingerprint))).toBe(false);
  expect(deriveKeys('a secret of more than thirty-two characters')).toEqual(keys);
});

test('another secret shares no key and no fingerprint', () => {
  const other = deriveKeys('a secret of more than thirty-two characterS');
  const all = [keys, other].flatMap(({ fingerprint, ...purposes }) => [
    fingerprint,
    ...Object.values(purposes).map((key) => key.toString('hex')),
  ]);
  expect(new Set(all).size).toBe(12);
});

test('what is sealed comes back and shows nothing of itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 4 }), (text) => {
      const sealed = seal(keys.webhookSeal, text);
      expect(unseal(keys.webhookSeal, sealed)).toBe(Buffer.from(text).toString());
      expect(sealed.includes(Buffer.from(text))).toBe(false);
    }),
    { numRuns: 200 },
  );
});

test('the same text is never sealed to the same bytes', () => {
  const sealed = Array.from({ length: 100 }, () => seal(keys.webhookSeal, 'whsec_x').toString('hex'));
  expect(new Set(sealed).size).toBe(100);
});

test('any changed byte, a missing one and another key are refused', () => {
  const sealed = seal(keys.webhookSeal, 'whsec_secret');
  for (let i = 0; i < sealed.length; i += 1) {
    const changed = Buffer.from(sealed);
    changed[i] = (changed[i] ?? 0) ^ 1;
    expect(() => unseal(keys.webhookSeal, changed)).toThrow();
  }
  expect(() => unseal(keys.webhookSeal, sealed.subarray(0, -1))).toThrow();
  expect(() => unseal(keys.link, sealed)).toThrow();
});

test('hmacSha256 is HMAC-SHA-256', () => {
  expect(hmacSha256('key', 'data')).toEqual(createHmac('sha256', 'key').update('data').digest());
  // RFC 4231, test case 2
  expect(hmacSha256('Jefe', 'what do ya want for nothing?').toString('hex')).toBe(
    '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
  );
});
