import { createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** `stale`: signed well, but at another time. `unchecked`: the secret is not known. */
type SignatureState = 'ok' | 'wrong' | 'stale' | 'absent' | 'unchecked';

export interface CheckedSignatures {
  /** X-Webhook-Signature, or X-Webhook-Signature-Next where the secret is the one to come. */
  meetric: SignatureState;
  /** webhook-signature, as Standard Webhooks has it. */
  standard: SignatureState;
}

/** Standard Webhooks: five minutes either way. */
const toleranceMs = 300_000;

interface Signed {
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** As a receiver checks them, over the bytes that arrived; nothing of it is the sender's code. */
export function checkSignatures(secret: string | null, signed: Signed, now: Date): CheckedSignatures {
  return { meetric: meetricSignature(secret, signed), standard: standardSignature(secret, signed, now) };
}

function meetricSignature(secret: string | null, { headers, body }: Signed): SignatureState {
  const given = ['x-webhook-signature', 'x-webhook-signature-next'].flatMap((name) => headers[name] ?? []);
  if (given.length === 0) return 'absent';
  if (secret === null) return 'unchecked';
  const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  return given.some((signature) => isEqual(signature, expected)) ? 'ok' : 'wrong';
}

function standardSignature(secret: string | null, { headers, body }: Signed, now: Date): SignatureState {
  const id = oneOf(headers['webhook-id']);
  const timestamp = oneOf(headers['webhook-timestamp']);
  const given = oneOf(headers['webhook-signature']).split(' ').filter(Boolean);
  if (given.length === 0) return 'absent';
  if (secret === null) return 'unchecked';
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  const signed = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
  if (!given.some((signature) => isEqual(signature, `v1,${signed}`))) return 'wrong';
  return Math.abs(now.getTime() - Number(timestamp) * 1_000) <= toleranceMs ? 'ok' : 'stale';
}

function oneOf(header: string | string[] | undefined): string {
  return typeof header === 'string' ? header : '';
}

function isEqual(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
