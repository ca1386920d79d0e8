import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import { isAtLeast, type Role } from '../sessions/roles.ts';
import { type Viewer, visibilityValues, visibleTo } from './visibility.ts';

// Deleted ones too: they may be brought back.
const selectOwners = {
  name: 'select-owners-of-visible',
  text: `select c.id, c.user_id as "userId", c.deleted_at is not null as "isDeleted"
    from conversation c where c.account_id = $1 and c.id = any($2::uuid[]) and ${visibleTo('c', 3)}`,
};
const lockThese = {
  name: 'lock-conversations-to-change',
  text: `select id from conversation where account_id = $1 and id = any($2::uuid[]) and deleted_at is null
    order by id for no key update`,
};
const holdDepartment = {
  name: 'hold-department-of-many',
  text: 'select from department where account_id = $1 and id = $2 for share',
};
const holdUser = {
  name: 'hold-owner-of-many',
  text: 'select from app_user where account_id = $1 and id = $2 and active for share',
};
const updateOwners = {
  name: 'update-owners-of-many',
  text: `update conversation set conversation_type = case when $7 then $8::text else conversation_type end,
      user_id = case when $3 then $4::uuid else user_id end,
      department_id = case when $5 then $6::uuid else department_id end
    where account_id = $1 and id = any($2::uuid[]) and deleted_at is null`,
};

/** Parts that are not given stay. */
export interface OwnersChange {
  userId?: string | null;
  departmentId?: string | null;
  conversationType?: string | null;
}

export interface Changeable {
  allowed: string[];
  left: { id: string; reason: 'not_found' | 'not_allowed' }[];
}

/** Which of these a viewer may change: the own ones, and for managers and admins all that they see. */
export async function changeableOf(
  db: Db,
  { viewer, role }: { viewer: Viewer; role: Role },
  ids: readonly string[],
  deleted: boolean,
): Promise<Changeable> {
  const rows = await queryAll<{ id: string; userId: string | null; isDeleted: boolean }>(db, selectOwners, [
    viewer.accountId,
    ids,
    ...visibilityValues(viewer),
  ]);
  const owners = new Map(rows.flatMap((row) => (row.isDeleted === deleted ? [[row.id, row.userId]] : [])));
  const isAllowed = (id: string): boolean => isAtLeast(role, 'manager') || owners.get(id) === viewer.userId;
  const wanted = [...new Set(ids)];
  return {
    allowed: wanted.filter((id) => owners.has(id) && isAllowed(id)),
    left: wanted
      .filter((id) => !owners.has(id) || !isAllowed(id))
      .map((id) => ({ id, reason: owners.has(id) ? 'not_allowed' : 'not_found' })),
  };
}

/** Which of the owners to be does not exist. Those that do keep their names until the transaction ends. */
export async function unknownOwner(
  tx: Db,
  accountId: string,
  { userId, departmentId }: OwnersChange,
): Promise<'user' | 'department' | null> {
  if (departmentId && !(await queryOne(tx, holdDepartment, [accountId, departmentId]))) return 'department';
  return userId && !(await queryOne(tx, holdUser, [accountId, userId])) ? 'user' : null;
}

/** Changes those that are not deleted, and gives their ids; nobody else changes them until the transaction ends. */
export async function setOwners(
  tx: Db,
  accountId: string,
  ids: readonly string[],
  { userId, departmentId, conversationType }: OwnersChange,
): Promise<string[]> {
  const locked = await queryAll<{ id: string }>(tx, lockThese, [accountId, ids]);
  const found = locked.map(({ id }) => id);
  await execute(tx, updateOwners, [
    accountId,
    found,
    userId !== undefined,
    userId ?? null,
    departmentId !== undefined,
    departmentId ?? null,
    conversationType !== undefined,
    conversationType ?? null,
  ]);
  return found;
}
