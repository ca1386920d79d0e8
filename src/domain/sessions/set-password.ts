import type { Db } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import { isPassword } from './password.ts';
import { findPasswordHash, storePassword } from './queries.ts';
import { giveTryBack, type Throttled, takeTry } from './throttle.ts';

/** In the transaction of what lets the user do so. */
export async function setPassword(
  tx: Db,
  accountId: string,
  { userId, passwordHash }: { userId: string; passwordHash: string },
  { by }: Doing,
): Promise<void> {
  await storePassword(tx, accountId, userId, passwordHash);
  await appendAudit(tx, accountId, { by, action: 'user.password_changed', subjectId: userId });
}

export type OwnPassword = { kind: 'right' | 'wrong' } | { kind: 'throttled'; retryAfterSeconds: number };

/** Whether it is the password of a user who is signed in: an open browser is not enough for what lasts. */
export async function checkOwnPassword(
  { db, keys }: { db: Db; keys: Keys },
  { accountId, userId }: { accountId: string; userId: string },
  password: string,
): Promise<OwnPassword> {
  const throttled: Throttled[] = [{ kind: 'own password', of: `${accountId} ${userId}` }];
  const wait = await takeTry(db, keys, throttled);
  if (wait) return { kind: 'throttled', ...wait };
  if (!(await isPassword(await findPasswordHash(db, accountId, userId), password))) return { kind: 'wrong' };
  await giveTryBack(db, keys, throttled);
  return { kind: 'right' };
}
