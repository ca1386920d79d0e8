import { expect, test } from 'vitest';
import { deriveKeys } from '../keys/keys.ts';
import { linkUrl, makeLinkSecret, readLinkSecret } from './link.ts';

const keys = deriveKeys('a secret of more than thirty-two characters');
const accountId = '11111111-2222-4333-8444-555555555555';

test('a secret tells its account and its hash again, and no two are the same', () => {
  const made = Array.from({ length: 100 }, () => makeLinkSecret(keys, accountId));
  for (const { secret, hash } of made) expect(readLinkSecret(keys, secret)).toEqual({ accountId, hash });
  expect(new Set(made.map(({ secret }) => secret)).size).toBe(100);
});

test('another key has another hash', () => {
  const { secret, hash } = makeLinkSecret(keys, accountId);
  const other = deriveKeys('another secret of thirty-two characters');
  expect(readLinkSecret(other, secret)?.hash).not.toEqual(hash);
});

test.each([
  '',
  'ml_',
  `ml_${'A'.repeat(53)}`,
  `ml_${'A'.repeat(55)}`,
  `mt_${'A'.repeat(54)}`,
  `ml_${'A'.repeat(53)}=`,
])('%j is no secret', (text) => {
  expect(readLinkSecret(keys, text)).toBeNull();
});

test('the secret stands where browsers keep it to themselves', () => {
  const url = new URL(linkUrl('https://calls.example.com', 'reset', 'ml_secret'));
  expect([url.pathname, url.search, url.hash]).toEqual(['/reset', '', '#ml_secret']);
});
