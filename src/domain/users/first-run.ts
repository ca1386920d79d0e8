import { type Db, execute, inTransaction, type Pool } from '../../db/pool.ts';
import { type AccountChanges, changeAccountNow } from '../accounts/account-changes.ts';
import { findOldestAccount } from '../accounts/first-account.ts';
import { addUser } from '../accounts/people-changes.ts';
import { appendAudit } from '../audit/audit-log.ts';
import type { Keys } from '../keys/keys.ts';
import { setPassword } from '../sessions/set-password.ts';
import { storeLinkUse } from './link-queries.ts';
import { findLiveLink, type LinkMaking, type MadeLink, makeLink } from './links.ts';
import { canAnybodySignIn, holdUserByEmail, storeActive, storeRole } from './queries.ts';

// Two who come by two links take their turn: the later one finds an owner.
const takeTurn = {
  name: 'first-run-turn',
  text: `select pg_advisory_xact_lock(hashtextextended('first run', 0))`,
};

/** A link to the first run while nobody has a password; else null. It takes the oldest account over. */
export async function firstRunLink(pool: Pool, making: LinkMaking): Promise<MadeLink | null> {
  if (await canAnybodySignIn(pool)) return null;
  const accountId = await findOldestAccount(pool);
  if (accountId === null) return null;
  return inTransaction(pool, (tx) => makeLink(tx, { accountId, userId: null, kind: 'first_run' }, making));
}

/** The owner and the account, as the first run's page asks for them. */
export interface FirstRun {
  /** The secret of the link. */
  link: string;
  name: string;
  email: string;
  passwordHash: string;
  account: Pick<AccountChanges, 'name' | 'timeZone'>;
}

/** `invalid`: the link is used, too old, or somebody can sign in already. */
export type FirstRunOutcome =
  | { kind: 'invalid' }
  | { kind: 'done'; accountId: string; userId: string; knownAs: string; email: string };

/**
 * Makes the owner and names the account, in one transaction. A user with this address becomes the owner, but where the link
 * names one already.
 */
export function completeFirstRun(
  { pool, keys }: { pool: Pool; keys: Keys },
  { link: secret, passwordHash, account: changes, ...person }: FirstRun,
  now: Date,
): Promise<FirstRunOutcome> {
  return inTransaction(pool, async (tx) => {
    await execute(tx, takeTurn, []);
    const link = await findLiveLink({ db: tx, keys }, secret, now);
    if (link?.purpose !== 'first_run' || (await canAnybodySignIn(tx))) return { kind: 'invalid' };
    const { accountId } = link;
    if (!(await storeLinkUse(tx, link, now))) return { kind: 'invalid' };
    const owner = link.user ?? (await ownerOf(tx, accountId, person, now));
    const { id: userId, name: knownAs, email } = owner;
    const doing = { by: { kind: 'user', id: userId }, now } as const;
    await setPassword(tx, accountId, { userId, passwordHash }, doing);
    await changeAccountNow(tx, accountId, changes, doing);
    await appendAudit(tx, accountId, { by: doing.by, action: 'user.joined', subjectId: userId });
    return { kind: 'done', accountId, userId, knownAs, email };
  });
}

async function ownerOf(
  tx: Db,
  accountId: string,
  person: { name: string; email: string },
  now: Date,
): Promise<{ id: string; name: string; email: string }> {
  const server = { by: { kind: 'server' }, now } as const;
  const added = await addUser(tx, accountId, person, server);
  const known = added === null ? await holdUserByEmail(tx, accountId, person.email) : null;
  const id = added ?? known?.id;
  if (id === undefined) throw new Error('A user was removed meanwhile');
  await storeRole(tx, accountId, id, 'owner');
  if (known && !known.active) await storeActive(tx, accountId, id, true);
  await appendAudit(tx, accountId, {
    by: server.by,
    action: 'user.role_changed',
    subjectId: id,
    details: { role: 'owner' },
  });
  return { id, name: known?.name ?? person.name, email: known?.email ?? person.email };
}
