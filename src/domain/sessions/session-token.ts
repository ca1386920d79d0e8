import { timingSafeEqual } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';
import { hmacSha256, type Keys } from '../keys/keys.ts';

/** An access token says so for this long, then a refresh token gives the next. */
export const accessMs = 10 * 60_000;

export interface SessionKey {
  accountId: string;
  id: string;
}

const issuer = 'meetric';
const claimsSchema = z.object({ account: z.uuid(), sid: z.uuid() });

/** A JWT (RFC 7519, HS256) that stands for a session for some minutes. */
export function makeAccessToken(keys: Keys, { accountId, id }: SessionKey, now: Date): Promise<string> {
  const seconds = Math.floor(now.getTime() / 1000);
  return new SignJWT({ account: accountId, sid: id })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(issuer)
    .setAudience('app')
    .setIssuedAt(seconds)
    .setExpirationTime(seconds + accessMs / 1000)
    .sign(keys.session);
}

/** Null for all that this server did not sign, and what is too old. */
export async function readAccessToken(keys: Keys, token: string, now: Date): Promise<SessionKey | null> {
  try {
    const options = { issuer, audience: 'app', algorithms: ['HS256'], currentDate: now };
    const { payload } = await jwtVerify(token, keys.session, options);
    const { account, sid } = claimsSchema.parse(payload);
    return { accountId: account, id: sid };
  } catch {
    return null;
  }
}

export interface RefreshToken extends SessionKey {
  generation: number;
}

/** Nothing of it is stored but its generation: the signature shows that it is ours. */
export function makeRefreshToken(keys: Keys, { accountId, id, generation }: RefreshToken): string {
  const content = `${accountId}.${id}.${generation}`;
  return `${content}.${macOf(keys, content).toString('base64url')}`;
}

export function readRefreshToken(keys: Keys, token: string): RefreshToken | null {
  const [, content, accountId, id, generation, mac] =
    /^(([0-9a-f-]{36})\.([0-9a-f-]{36})\.(\d{1,9}))\.([\w-]{43})$/.exec(token) ?? [];
  if (!content || !accountId || !id || !mac) return null;
  if (!timingSafeEqual(Buffer.from(mac, 'base64url'), macOf(keys, content))) return null;
  return { accountId, id, generation: Number(generation) };
}

function macOf(keys: Keys, content: string): Buffer {
  return hmacSha256(keys.session, `refresh ${content}`);
}
