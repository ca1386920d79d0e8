import { randomBytes, timingSafeEqual } from 'node:crypto';
import { hmacSha256, type Keys } from '../keys/keys.ts';

/** A mark of a browser in which a user signed in once. It opens nothing: it only has tries of its own. */
export function makeBrowserMark(keys: Keys, email: string): string {
  const id = randomBytes(12).toString('base64url');
  return `mb_${id}.${macOf(keys, id, email).toString('base64url')}`;
}

/** The mark's id where it was made for this user, else null. */
export function readBrowserMark(keys: Keys, mark: string | null, email: string): string | null {
  const [, id, mac] = /^mb_([\w-]{16})\.([\w-]{43})$/.exec(mark ?? '') ?? [];
  if (!id || !mac) return null;
  return timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(keys, id, email)) ? id : null;
}

function macOf(keys: Keys, id: string, email: string): Buffer {
  return hmacSha256(keys.session, `browser ${id} ${email.toLowerCase()}`);
}
