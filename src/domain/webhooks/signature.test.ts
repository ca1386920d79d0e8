import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signatureHeader } from './signature.ts';

test('a known secret and body give the known header', () => {
  expect(signatureHeader('whsec_dGVzdA==', Buffer.from('{"event":"conversation.completed"}'))).toBe(
    'sha256=7a23d56dc3e95fc13d964b5b118d0f63d7f05f4b57e59adf0084c7cf50955933',
  );
});

test('the key is the whole secret text and the message the raw bytes', () => {
  fc.assert(
    fc.property(fc.base64String({ minLength: 4 }), fc.uint8Array(), (base64, bytes) => {
      const secret = `whsec_${base64}`;
      const body = Buffer.from(bytes);
      const digest = createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('hex');
      expect(signatureHeader(secret, body)).toBe(`sha256=${digest}`);
    }),
  );
});
