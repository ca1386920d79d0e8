import { createHmac } from 'node:crypto';
import { expect, test } from 'vitest';
import { checkSignatures } from './signatures.ts';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`;
const body = Buffer.from('{"text":"Zoë"}');
const now = new Date('2026-06-03T10:00:00.000Z');
const seconds = (ms: number): string => String(Math.floor((now.getTime() + ms) / 1000));

const meetric = (key: string, over = body): string =>
  `sha256=${createHmac('sha256', key).update(over).digest('hex')}`;

function standard(key: string, { id = 'an-id', timestamp = seconds(0), over = body } = {}): string {
  const raw = Buffer.from(key.slice(6), 'base64');
  return `v1,${createHmac('sha256', raw).update(`${id}.${timestamp}.`).update(over).digest('base64')}`;
}

test.each([
  ['ok', secret, { 'x-webhook-signature': meetric(secret) }],
  ['wrong', secret, { 'x-webhook-signature': meetric(other) }],
  ['wrong', secret, { 'x-webhook-signature': meetric(secret, Buffer.from('{}')) }],
  ['wrong', secret, { 'x-webhook-signature': 'sha256=' }],
  ['ok', secret, { 'x-webhook-signature': meetric(other), 'x-webhook-signature-next': meetric(secret) }],
  ['absent', secret, {}],
  ['unchecked', null, { 'x-webhook-signature': meetric(secret) }],
])('X-Webhook-Signature is %s', (state, known, headers) => {
  expect(checkSignatures(known, { headers, body }, now).meetric).toBe(state);
});

test.each([
  ['ok', secret, standard(secret), 0],
  ['ok', secret, `${standard(other)} ${standard(secret)}`, 0],
  ['wrong', secret, standard(other), 0],
  ['wrong', secret, standard(secret, { id: 'another-id' }), 0],
  ['wrong', secret, standard(secret, { over: Buffer.from('{}') }), 0],
  ['wrong', secret, standard(secret).slice(3), 0],
  ['ok', secret, standard(secret, { timestamp: seconds(-300_000) }), -300_000],
  ['stale', secret, standard(secret, { timestamp: seconds(-301_000) }), -301_000],
  ['stale', secret, standard(secret, { timestamp: seconds(301_000) }), 301_000],
  ['absent', secret, '', 0],
  ['unchecked', null, standard(secret), 0],
])('webhook-signature is %s', (state, known, signature, agoMs) => {
  const headers = {
    'webhook-id': 'an-id',
    'webhook-timestamp': seconds(agoMs),
    'webhook-signature': signature,
  };
  expect(checkSignatures(known, { headers, body }, now).standard).toBe(state);
});
