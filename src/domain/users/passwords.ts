import { inTransaction, type Pool } from '../../db/pool.ts';
import { type Actor, appendAudit, type Doing } from '../audit/audit-log.ts';
import { endSessionsWithin } from '../sessions/own-sessions.ts';
import { setPassword } from '../sessions/set-password.ts';
import { type ForgetfulUser, findForgetful, removeLinks } from './link-queries.ts';
import { type LinkMaking, type MadeLink, makeLink } from './links.ts';
import { holdUser, holdUserByEmail } from './queries.ts';
import { type Changer, mayGive } from './user-rules.ts';

/** The user's own, after the old one was shown. The other sessions end, and links that were made for the old one. */
export function changePassword(
  pool: Pool,
  accountId: string,
  { userId, sessionId, passwordHash }: { userId: string; sessionId: string; passwordHash: string },
  doing: Doing,
): Promise<void> {
  return inTransaction(pool, async (tx) => {
    await setPassword(tx, accountId, { userId, passwordHash }, doing);
    await removeLinks(tx, accountId, userId, ['reset']);
    await endSessionsWithin(tx, accountId, { userId, exceptId: sessionId }, doing);
  });
}

interface Making extends LinkMaking {
  by: Actor;
  changer: Changer;
}

/** `inactive`: somebody who is deactivated can not be let in by a password. */
export type ResetLink =
  | { kind: 'made'; userId: string; link: MadeLink }
  | { kind: 'not_found' | 'owner_only' | 'inactive' };

/** A link by which a user chooses a new password. The old one holds until it is used. */
export function makeResetLink(
  pool: Pool,
  accountId: string,
  user: { id: string } | { email: string },
  { by, changer, ...making }: Making,
): Promise<ResetLink> {
  return inTransaction(pool, async (tx) => {
    const found = await ('id' in user
      ? holdUser(tx, accountId, user.id)
      : holdUserByEmail(tx, accountId, user.email));
    if (!found) return { kind: 'not_found' };
    if (!mayGive(changer, found.role)) return { kind: 'owner_only' };
    if (!found.active) return { kind: 'inactive' };
    const link = await makeLink(tx, { accountId, userId: found.id, kind: 'reset' }, making);
    await appendAudit(tx, accountId, { by, action: 'user.reset_link_made', subjectId: found.id });
    // The operator's reset is for a user whose password is known to others.
    if (changer.kind === 'operator')
      await endSessionsWithin(tx, accountId, { userId: found.id, exceptId: null }, { by, now: making.now });
    return { kind: 'made', userId: found.id, link };
  });
}

const mostAccounts = 20;

/** Links for whoever asks by an address, one for each account; none for an address that nobody has. */
export async function forgottenPasswordLinks(
  pool: Pool,
  email: string,
  making: LinkMaking,
): Promise<{ user: ForgetfulUser; link: MadeLink }[]> {
  const made: { user: ForgetfulUser; link: MadeLink }[] = [];
  for (const user of await findForgetful(pool, email, mostAccounts)) {
    const { accountId, userId } = user;
    const link = await inTransaction(pool, async (tx) => {
      const one = await makeLink(tx, { accountId, userId, kind: 'mailed_reset' }, making);
      const by = { kind: 'server' } as const;
      await appendAudit(tx, accountId, { by, action: 'user.reset_link_made', subjectId: userId });
      return one;
    });
    made.push({ user, link });
  }
  return made;
}
