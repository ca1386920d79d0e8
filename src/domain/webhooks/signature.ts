import { createHmac } from 'node:crypto';
import { hmacSha256, type Keys, unseal } from '../keys/keys.ts';

const secretPrefix = 'whsec_';

/** One secret signs, or two while a rotation goes on. */
export interface SigningSecrets {
  secret: string;
  next: string | null;
}

interface Signed {
  id: string;
  /** Unix time in seconds, as the headers tell it. */
  timestamp: string;
  body: Buffer;
}

/** `X-Webhook-Signature`: HMAC-SHA256 over the very bytes sent; the key is the whole secret string, whsec_ included. */
export function signatureHeader(secret: string, body: Buffer): string {
  return `sha256=${hmacSha256(secret, body).toString('hex')}`;
}

/**
 * `webhook-signature` of Standard Webhooks 1.0. It covers id, time and body; the key is the bytes that the secret has in Base64 after
 * whsec_.
 */
export function standardSignature(secret: string, { id, timestamp, body }: Signed): string {
  const key = Buffer.from(secret.slice(secretPrefix.length), 'base64');
  return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')}`;
}

/** The headers by which a receiver knows the delivery. A list in `webhook-signature` holds the new secret's first. */
export function signatureHeaders({ secret, next }: SigningSecrets, signed: Signed): Record<string, string> {
  const { id, timestamp, body } = signed;
  const standard = [next, secret].flatMap((one) => (one === null ? [] : [standardSignature(one, signed)]));
  return {
    'x-webhook-signature': signatureHeader(secret, body),
    ...(next === null ? {} : { 'x-webhook-signature-next': signatureHeader(next, body) }),
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': standard.join(' '),
  };
}

interface SealedSecrets {
  secretSealed: Buffer;
  nextSecretSealed: Buffer | null;
  nextSecretAt: Date | null;
}

const mostSecrets = 1_000;

/** Unseals what signs for a subscription at a moment; secrets of late are remembered by their sealed bytes. */
export function rememberingSecrets(keys: Keys): (of: SealedSecrets, now: Date) => SigningSecrets {
  const known = new Map<string, string>();
  const open = (sealed: Buffer): string => {
    const name = sealed.toString('latin1');
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const secret = unseal(keys.webhookSeal, sealed);
    if (known.size >= mostSecrets) known.clear();
    known.set(name, secret);
    return secret;
  };
  return ({ secretSealed, nextSecretSealed, nextSecretAt }, now) => {
    if (nextSecretSealed === null || nextSecretAt === null) return { secret: open(secretSealed), next: null };
    const next = open(nextSecretSealed);
    return nextSecretAt <= now ? { secret: next, next: null } : { secret: open(secretSealed), next };
  };
}
