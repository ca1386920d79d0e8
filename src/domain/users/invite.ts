import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { addUser } from '../accounts/people-changes.ts';
import { type Actor, appendAudit } from '../audit/audit-log.ts';
import type { Role } from '../sessions/roles.ts';
import { type LinkMaking, type MadeLink, makeLink } from './links.ts';
import {
  canAnybodySignIn,
  type HeldUser,
  hasDepartment,
  haveTeams,
  holdUser,
  holdUserByEmail,
  storeDepartment,
  storeInvited,
  storeMemberships,
  storeRole,
} from './queries.ts';
import { type Changer, mayGive } from './user-rules.ts';

export interface Invitation {
  name: string;
  email: string;
  role: Role;
  departmentId: string | null;
  teamIds: readonly string[];
}

/** `taken`: a user with this address signs in already, or is deactivated. */
export type Invited =
  | { kind: 'invited'; userId: string; link: MadeLink }
  | { kind: 'taken' | 'owner_only' | 'unknown_department' | 'unknown_teams' };

interface Inviting extends LinkMaking {
  by: Actor;
  changer: Changer;
}

/** Adds a user who may join by a link. Somebody who is known by this address and has no password is invited too. */
export function invite(
  pool: Pool,
  accountId: string,
  invitation: Invitation,
  { by, changer, ...making }: Inviting,
): Promise<Invited> {
  const { departmentId, teamIds, role, ...person } = invitation;
  return inTransaction(pool, async (tx) => {
    const known = await holdUserByEmail(tx, accountId, person.email);
    const refusal = await refusalOf(tx, accountId, { invitation, known, changer });
    if (refusal !== null) return { kind: refusal };
    const userId = known?.id ?? (await addUser(tx, accountId, person, { by, now: making.now }));
    // Another invitation was faster.
    if (userId === null) return { kind: 'taken' };
    await storeRole(tx, accountId, userId, role);
    if (departmentId !== null) await storeDepartment(tx, accountId, userId, departmentId);
    if (teamIds.length > 0) await storeMemberships(tx, accountId, { userId, teamIds }, by);
    const link = await inviteUser(tx, accountId, { userId, role }, { by, ...making });
    return { kind: 'invited', userId, link };
  });
}

async function refusalOf(
  tx: Db,
  accountId: string,
  asked: { invitation: Invitation; known: HeldUser | undefined; changer: Changer },
): Promise<Exclude<Invited['kind'], 'invited'> | null> {
  const { invitation, known, changer } = asked;
  if (!mayGive(changer, invitation.role) || (known && !mayGive(changer, known.role))) return 'owner_only';
  if (known && (known.canSignIn || !known.active)) return 'taken';
  const { departmentId, teamIds } = invitation;
  if (departmentId !== null && !(await hasDepartment(tx, accountId, departmentId)))
    return 'unknown_department';
  return (await haveTeams(tx, accountId, teamIds)) ? null : 'unknown_teams';
}

/** A new link for somebody who has not joined; null where there is no such user. */
export function inviteAgain(
  pool: Pool,
  accountId: string,
  userId: string,
  { by, changer, ...making }: Inviting,
): Promise<Invited | { kind: 'not_found' }> {
  return inTransaction(pool, async (tx) => {
    const user = await holdUser(tx, accountId, userId);
    if (!user) return { kind: 'not_found' };
    if (user.canSignIn || !user.active) return { kind: 'taken' };
    if (!mayGive(changer, user.role)) return { kind: 'owner_only' };
    return {
      kind: 'invited',
      userId,
      link: await inviteUser(tx, accountId, { userId, role: user.role }, { by, ...making }),
    };
  });
}

async function inviteUser(
  tx: Db,
  accountId: string,
  { userId, role }: { userId: string; role: Role },
  { by, ...making }: LinkMaking & { by: Actor },
): Promise<MadeLink> {
  await storeInvited(tx, accountId, userId, making.now);
  // The first owner is asked for the account's name too.
  const kind = role === 'owner' && !(await canAnybodySignIn(tx)) ? 'first_run' : 'invitation';
  const link = await makeLink(tx, { accountId, userId, kind }, making);
  await appendAudit(tx, accountId, { by, action: 'user.invited', subjectId: userId, details: { role } });
  return link;
}
