import { expect, test } from 'vitest';
import { deriveKeys } from '../keys/keys.ts';
import { isValidLink, signLink } from './signed-link.ts';

const key = deriveKeys('a secret of more than thirty-two characters').link;
const recording = {
  accountId: '11111111-0000-4000-8000-000000000001',
  recordingId: '22222222-0000-4000-8000-000000000002',
};
const now = new Date('2026-06-03T09:42:00.900Z');
const link = signLink(key, 'https://calls.example.com', recording, now);
const given = {
  expires: new URL(link.url).searchParams.get('expires') ?? '',
  signature: new URL(link.url).searchParams.get('signature') ?? '',
};

test('the link lies under the public URL and names its hour', () => {
  const { origin, pathname } = new URL(link.url);
  expect(origin).toBe('https://calls.example.com');
  expect(pathname).toBe(`/recordings/${recording.accountId}/${recording.recordingId}`);
  expect(link.expiresAt.toISOString()).toBe('2026-06-03T10:42:00.000Z');
  expect(given.expires).toBe(String(link.expiresAt.getTime() / 1000));
});

const times: [string, boolean][] = [
  ['2026-06-03T09:42:00.900Z', true],
  ['2026-06-03T10:41:59.999Z', true],
  ['2026-06-03T10:42:00.000Z', false],
  ['2026-06-04T09:42:00.000Z', false],
];
test.each(times)('at %s it opens: %s', (at, opens) => {
  expect(isValidLink(key, recording, given, new Date(at))).toBe(opens);
});

test('it opens nothing else and can not be prolonged', () => {
  const other = '33333333-0000-4000-8000-000000000003';
  const { signature, expires } = given;
  const attempts: [typeof recording, typeof given][] = [
    [{ ...recording, recordingId: other }, given],
    [{ ...recording, accountId: other }, given],
    [recording, { signature, expires: String(Number(expires) + 1) }],
    [recording, { signature, expires: `0${expires}x` }],
    [recording, { signature, expires: `${expires}.5` }],
    [recording, { expires, signature: '' }],
    [recording, { expires, signature: signature.slice(0, -2) }],
    [recording, { expires, signature: `${signature.startsWith('A') ? 'B' : 'A'}${signature.slice(1)}` }],
  ];
  for (const [target, parameters] of attempts) expect(isValidLink(key, target, parameters, now)).toBe(false);
  expect(isValidLink(deriveKeys('another secret of thirty-two characters').link, recording, given, now)).toBe(
    false,
  );
});
