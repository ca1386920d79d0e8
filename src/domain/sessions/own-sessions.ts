import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import {
  findSessionsOf,
  findSessionUser,
  type OwnSession,
  removeSessionsBefore,
  storeSessionEnd,
  storeSessionEnds,
} from './queries.ts';
import { readAccessToken, readRefreshToken, type SessionKey } from './session-token.ts';

const mostListed = 100;

/** The user's live sessions, the latest used first. */
export function listOwnSessions(db: Db, accountId: string, userId: string, now: Date): Promise<OwnSession[]> {
  return findSessionsOf(db, accountId, userId, { now, limit: mostListed });
}

/** Ends one of the user's own; false where the user has none such. */
export async function endOwnSession(
  db: Db,
  { accountId, id }: SessionKey,
  userId: string,
  now: Date,
): Promise<boolean> {
  const user = await findSessionUser(db, { accountId, id }, now);
  if (user?.userId !== userId) return false;
  return storeSessionEnd(db, { accountId, id }, { action: 'user.session_ended', by: null, now });
}

/** Ends the session of the cookies, by whichever of them is there: an access token lives for minutes only. */
export async function signOut(
  { db, keys }: { db: Db; keys: Keys },
  { access, refresh }: { access: string | null; refresh: string | null },
  now: Date,
): Promise<void> {
  const key =
    (access && (await readAccessToken(keys, access, now))) || (refresh && readRefreshToken(keys, refresh));
  if (key) await storeSessionEnd(db, key, { action: 'user.signed_out', by: null, now });
}

/** Ends all sessions of a user but for one, and tells how many. */
export function endSessionsOf(
  pool: Pool,
  accountId: string,
  { userId, exceptId }: { userId: string; exceptId: string | null },
  doing: Doing,
): Promise<number> {
  return inTransaction(pool, (tx) => endSessionsWithin(tx, accountId, { userId, exceptId }, doing));
}

/** The same within a transaction. */
export async function endSessionsWithin(
  tx: Db,
  accountId: string,
  { userId, exceptId }: { userId: string; exceptId: string | null },
  { by, now }: Doing,
): Promise<number> {
  const ended = await storeSessionEnds(tx, accountId, userId, { exceptId, now });
  if (ended > 0)
    await appendAudit(tx, accountId, {
      by,
      action: 'user.sessions_ended',
      subjectId: userId,
      details: { sessions: ended },
    });
  return ended;
}

/** The list of people says when they were last seen. */
const keptForMs = 90 * 86_400_000;
const atOnce = 1_000;

/** Removes sessions that ended 90 days ago. */
export async function purgeSessions(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptForMs);
  while ((await removeSessionsBefore(db, before, atOnce)) === atOnce);
}
