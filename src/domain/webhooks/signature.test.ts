import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { signatureHeader, standardSignature } from './signature.ts';

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

// The example of the public libraries' own tests.
test('the standard signature is that of the specification', () => {
  const signed = {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestamp: '1614265330',
    body: Buffer.from('{"test": 2432232314}'),
  };
  expect(standardSignature('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', signed)).toBe(
    'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
  );
});
