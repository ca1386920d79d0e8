import { type Db, inTransaction, type Pool } from '../../db/pool.ts';
import { type AuditAction, type AuditDetails, appendAudit, type Doing } from '../audit/audit-log.ts';
import { endSessionsWithin } from '../sessions/own-sessions.ts';
import type { Role } from '../sessions/roles.ts';
import { removeLinks } from './link-queries.ts';
import {
  type HeldUser,
  holdOwners,
  holdUser,
  holdUserByEmail,
  storeActive,
  storeDepartment,
  storeRole,
} from './queries.ts';
import { type Changer, mayGive } from './user-rules.ts';

export interface UserChanges {
  role?: Role;
  departmentId?: string | null;
  active?: boolean;
}

export type UserChange = {
  kind: 'changed' | 'not_found' | 'owner_only' | 'last_owner' | 'oneself' | 'unknown_department';
};

/** Rights and place of a user; names are changed by processing/rename-owners.ts. */
export async function changeUser(
  pool: Pool,
  accountId: string,
  { user, changes }: { user: { id: string } | { email: string }; changes: UserChanges },
  { changer, ...doing }: Doing & { changer: Changer },
): Promise<UserChange> {
  return inTransaction(pool, async (tx) => {
    const owners = await holdOwners(tx, accountId);
    const found = await ('id' in user
      ? holdUser(tx, accountId, user.id)
      : holdUserByEmail(tx, accountId, user.email));
    if (!found) return { kind: 'not_found' };
    const refusal = refusalOf({ found, changes, changer, owners });
    if (refusal !== null) return { kind: refusal };
    const moves = changes.departmentId !== undefined && changes.departmentId !== found.departmentId;
    if (moves && !(await storeDepartment(tx, accountId, found.id, changes.departmentId ?? null)))
      return { kind: 'unknown_department' };
    await store(tx, accountId, found, { changes, moves, doing });
    return { kind: 'changed' };
  });
}

interface Asked {
  found: HeldUser;
  changes: UserChanges;
  changer: Changer;
  /** Ids of those who can act as owners. */
  owners: readonly string[];
}

/** Whether the changer may do this to the user at all; null where nothing speaks against it. */
function refusalOf({ found, changes, changer, owners }: Asked): UserChange['kind'] | null {
  const { role = found.role, active = found.active } = changes;
  if (!mayGive(changer, found.role) || !mayGive(changer, role)) return 'owner_only';
  const isLastOwner = owners.length === 1 && owners[0] === found.id;
  if (isLastOwner && (role !== 'owner' || !active)) return 'last_owner';
  if (changer.kind === 'user' && changer.id === found.id && !active) return 'oneself';
  return null;
}

async function store(
  tx: Db,
  accountId: string,
  found: HeldUser,
  { changes, moves, doing }: { changes: UserChanges; moves: boolean; doing: Doing },
): Promise<void> {
  const { role = found.role, active = found.active } = changes;
  const tell = (action: AuditAction, details: AuditDetails = {}): Promise<void> =>
    appendAudit(tx, accountId, { by: doing.by, action, subjectId: found.id, details });
  if (role !== found.role) {
    await storeRole(tx, accountId, found.id, role);
    await tell('user.role_changed', { role });
  }
  if (moves) await tell('user.moved');
  if (active === found.active) return;
  await storeActive(tx, accountId, found.id, active);
  await tell(active ? 'user.activated' : 'user.deactivated');
  if (active) return;
  await removeLinks(tx, accountId, found.id, ['invitation', 'reset', 'sign_in']);
  await endSessionsWithin(tx, accountId, { userId: found.id, exceptId: null }, doing);
}
