import { hmacSha256 } from '../keys/keys.ts';

/** `X-Webhook-Signature`: HMAC-SHA256 over the very bytes sent; the key is the whole secret string, whsec_ included. */
export function signatureHeader(secret: string, body: Buffer): string {
  return `sha256=${hmacSha256(secret, body).toString('hex')}`;
}
