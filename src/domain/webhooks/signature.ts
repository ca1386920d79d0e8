import { hmacSha256, type Keys, unseal } from '../keys/keys.ts';

/** `X-Webhook-Signature`: HMAC-SHA256 over the very bytes sent; the key is the whole secret string, whsec_ included. */
export function signatureHeader(secret: string, body: Buffer): string {
  return `sha256=${hmacSha256(secret, body).toString('hex')}`;
}

const mostSecrets = 1_000;

/** Unseals the secret of a subscription; those of late are remembered by their sealed bytes. */
export function rememberingSecrets(keys: Keys): (of: { secretSealed: Buffer }) => string {
  const known = new Map<string, string>();
  return ({ secretSealed: sealed }) => {
    const name = sealed.toString('latin1');
    const remembered = known.get(name);
    if (remembered !== undefined) return remembered;
    const secret = unseal(keys.webhookSeal, sealed);
    if (known.size >= mostSecrets) known.clear();
    known.set(name, secret);
    return secret;
  };
}
