import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { hmacSha256 } from '../domain/keys/keys.ts';

const macBytes = 16;
/** Long enough for any walk through a list; the window has moved on by then. */
const lifeMs = 24 * 3_600_000;

const contentSchema = z.tuple([z.number().int(), z.string(), z.number().int()]);

/** A place in a newest-first order: a moment at the database's precision, and the id of the row there. */
export interface CursorPosition {
  us: number;
  id: string;
}

/** A cursor is bound to this: it fits no other account and no other filters. */
export interface CursorScope {
  key: Buffer;
  accountId: string;
  filters: string;
}

export function encodeCursor(scope: CursorScope, position: CursorPosition, now: Date): string {
  const content = Buffer.from(JSON.stringify([position.us, position.id, now.getTime()]));
  return Buffer.concat([mac(scope, content), content]).toString('base64url');
}

/** The position, or null for anything that this server did not give out for the same account and filters today. */
export function decodeCursor(scope: CursorScope, cursor: string, now: Date): CursorPosition | null {
  const bytes = Buffer.from(cursor, 'base64url');
  if (bytes.length <= macBytes || bytes.toString('base64url') !== cursor) return null;
  const content = bytes.subarray(macBytes);
  if (!timingSafeEqual(bytes.subarray(0, macBytes), mac(scope, content))) return null;
  const parsed = contentSchema.safeParse(JSON.parse(content.toString('utf8')));
  if (!parsed.success) return null;
  const [us, id, issuedMs] = parsed.data;
  return now.getTime() - issuedMs > lifeMs ? null : { us, id };
}

function mac(scope: CursorScope, content: Buffer): Buffer {
  const bound = Buffer.from(`${scope.accountId}\n${scope.filters}\n`);
  return hmacSha256(scope.key, Buffer.concat([bound, content])).subarray(0, macBytes);
}
