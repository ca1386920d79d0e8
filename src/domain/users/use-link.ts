import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import { endSessionsWithin } from '../sessions/own-sessions.ts';
import { setPassword } from '../sessions/set-password.ts';
import type { LinkPurpose } from './link.ts';
import { removeLinks, storeLinkUse } from './link-queries.ts';
import { findLiveLink } from './links.ts';

/** The user whose link it was. */
export interface LinkedUser {
  accountId: string;
  userId: string;
  name: string;
  email: string;
}

interface Means {
  pool: Pool;
  keys: Keys;
}

/** Somebody who was invited chooses a password; null where the link is no invitation that can be used. */
export function acceptInvitation(
  means: Means,
  { link, passwordHash }: { link: string; passwordHash: string },
  now: Date,
): Promise<LinkedUser | null> {
  return withLink(means, { link, purpose: 'invitation' }, now, async (tx, { accountId, userId }, doing) => {
    await setPassword(tx, accountId, { userId, passwordHash }, doing);
    await removeLinks(tx, accountId, userId, ['reset']);
    await appendAudit(tx, accountId, { by: doing.by, action: 'user.joined', subjectId: userId });
  });
}

/** A new password by a link; all sessions end, since somebody else may have the old one. */
export function resetPassword(
  means: Means,
  { link, passwordHash }: { link: string; passwordHash: string },
  now: Date,
): Promise<LinkedUser | null> {
  return withLink(means, { link, purpose: 'reset' }, now, async (tx, { accountId, userId }, doing) => {
    await setPassword(tx, accountId, { userId, passwordHash }, doing);
    await removeLinks(tx, accountId, userId, ['reset', 'invitation']);
    await endSessionsWithin(tx, accountId, { userId, exceptId: null }, doing);
  });
}

/** Only the demo makes links that sign in. */
export function useSignInLink(means: Means, link: string, now: Date): Promise<LinkedUser | null> {
  return withLink(means, { link, purpose: 'sign_in' }, now, () => Promise.resolve());
}

/** Uses the link up in the transaction of the work: it is good once, also for two who come at the same time. */
function withLink(
  { pool, keys }: Means,
  { link: secret, purpose }: { link: string; purpose: LinkPurpose },
  now: Date,
  work: (tx: Db, user: LinkedUser, doing: Doing) => Promise<void>,
): Promise<LinkedUser | null> {
  return inTransaction(pool, async (tx) => {
    const link = await findLiveLink({ db: tx, keys }, secret, now);
    if (link?.purpose !== purpose || link.user === null) return null;
    if (!(await storeLinkUse(tx, link, now))) return null;
    const { id, name, email } = link.user;
    const user = { accountId: link.accountId, userId: id, name, email };
    await work(tx, user, { by: { kind: 'user', id }, now });
    return user;
  });
}
