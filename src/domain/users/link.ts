import { randomBytes } from 'node:crypto';
import { uuidForm } from '../../base/uuid.ts';
import { hmacSha256, type Keys } from '../keys/keys.ts';

export type LinkPurpose = 'first_run' | 'invitation' | 'reset' | 'sign_in';

/** The page that a link of this purpose opens. */
const pages: Readonly<Record<LinkPurpose, string>> = {
  first_run: '/first-run',
  invitation: '/accept-invitation',
  reset: '/reset',
  sign_in: '/sign-in',
};

const idBytes = 16;
const secretBytes = 24;
const shape = /^ml_[\w-]{54}$/;

export interface LinkName {
  accountId: string;
  hash: Buffer;
}

/** ml_ and, in base64url, the account's id and 192 random bits. */
export function makeLinkSecret(keys: Keys, accountId: string): { secret: string; hash: Buffer } {
  const id = Buffer.from(accountId.replaceAll('-', ''), 'hex');
  const secret = `ml_${Buffer.concat([id, randomBytes(secretBytes)]).toString('base64url')}`;
  return { secret, hash: hashOf(keys, secret) };
}

/** Null for what is no such secret. */
export function readLinkSecret(keys: Keys, secret: string): LinkName | null {
  if (!shape.test(secret)) return null;
  const id = Buffer.from(secret.slice(3), 'base64url').subarray(0, idBytes).toString('hex');
  const accountId = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return uuidForm.test(accountId) ? { accountId, hash: hashOf(keys, secret) } : null;
}

/** The secret stands behind the #, which browsers send to no server: no log and no Referer has it. */
export function linkUrl(base: string, purpose: LinkPurpose, secret: string): string {
  return `${base}${pages[purpose]}#${secret}`;
}

// HMAC, not a password hash: the secret is random.
function hashOf(keys: Keys, secret: string): Buffer {
  return hmacSha256(keys.tokenHash, `link ${secret}`);
}
