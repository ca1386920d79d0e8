import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deriveKeys } from '../domain/keys/keys.ts';
import { type CursorScope, decodeCursor, encodeCursor } from './cursor.ts';

const key = deriveKeys('a secret of more than thirty-two characters').cursor;
const scope: CursorScope = {
  key,
  accountId: '11111111-0000-4000-8000-000000000001',
  filters: '{"limit":25}',
};
const position = { us: 1_780_479_000_123_456, id: 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee' };
const now = new Date('2026-06-03T09:42:00.000Z');
const base64url = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

test('a position comes back at microsecond precision', () => {
  fc.assert(
    fc.property(fc.nat({ max: Number.MAX_SAFE_INTEGER }), fc.uuid(), (us, id) => {
      expect(decodeCursor(scope, encodeCursor(scope, { us, id }, now), now)).toEqual({
        us,
        id,
      });
    }),
  );
});

// Three lengths: base64url leaves no, two or four bits of its last character unused.
test.each([1, 12, 123])('a changed, missing or added character makes a cursor worthless: %d µs', (us) => {
  const cursor = encodeCursor(scope, { ...position, us }, now);
  for (let i = 0; i < cursor.length; i += 1) {
    const others = [...base64url].filter((character) => character !== cursor[i]);
    for (const changed of [...others, '']) {
      expect(decodeCursor(scope, cursor.slice(0, i) + changed + cursor.slice(i + 1), now)).toBeNull();
    }
    expect(decodeCursor(scope, `${cursor.slice(0, i)}=${cursor.slice(i)}`, now)).toBeNull();
  }
  for (const added of ['=', '==', 'A', '\n', ' ']) {
    expect(decodeCursor(scope, cursor + added, now)).toBeNull();
  }
});

test('no other text is a cursor', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.base64String()), (text) => {
      expect(decodeCursor(scope, text, now)).toBeNull();
    }),
  );
});

test.each<[string, Partial<CursorScope>]>([
  ['account', { accountId: '11111111-0000-4000-8000-000000000002' }],
  ['filters', { filters: '{"limit":24}' }],
  ['key', { key: deriveKeys('another secret of thirty-two characters').cursor }],
])('it is bound to its %s', (_, other) => {
  expect(decodeCursor({ ...scope, ...other }, encodeCursor(scope, position, now), now)).toBeNull();
});

test.each([
  [0, true],
  [24 * 3_600_000, true],
  [24 * 3_600_000 + 1, false],
])('%d ms after it was given out it is valid: %s', (ageMs, valid) => {
  const later = new Date(now.getTime() + ageMs);
  expect(decodeCursor(scope, encodeCursor(scope, position, now), later)).toEqual(valid ? position : null);
});
