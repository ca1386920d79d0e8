import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import type { Actor } from '../audit/audit-log.ts';
import type { Role } from '../sessions/roles.ts';

/** A user as the settings show it. */
export interface ListedUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  /** Has a password. */
  canSignIn: boolean;
  invitedAt: Date | null;
  lastSeenAt: Date | null;
  department: { id: string; name: string } | null;
  teams: { id: string; name: string }[];
}

/** A user whose row is held until the transaction ends. */
export interface HeldUser {
  id: string;
  name: string;
  email: string;
  role: Role;
  active: boolean;
  canSignIn: boolean;
  departmentId: string | null;
}

const listed = `u.id, u.name, u.email, u.role, u.active, u.password_hash is not null as "canSignIn",
      u.invited_at as "invitedAt",
      (select max(s.refreshed_at) from session s where s.account_id = u.account_id and s.user_id = u.id) as "lastSeenAt",
      (select json_build_object('id', d.id, 'name', d.name) from department d
        where d.account_id = u.account_id and d.id = u.department_id) as department,
      array(select json_build_object('id', t.id, 'name', t.name) from team_member m
        join team t on t.account_id = m.account_id and t.id = m.team_id
        where m.account_id = u.account_id and m.user_id = u.id order by lower(t.name), t.id) as teams`;
const selectListed = {
  name: 'select-listed-users',
  text: `select ${listed} from app_user u where u.account_id = $1 order by lower(u.name), u.id limit $2`,
};
const selectOneListed = {
  name: 'select-listed-user',
  text: `select ${listed} from app_user u where u.account_id = $1 and u.id = $2`,
};
const countUsers = {
  name: 'count-users',
  text: 'select count(*)::int as total from app_user where account_id = $1',
};
const held = `id, name, email, role, active, password_hash is not null as "canSignIn", department_id as "departmentId"`;
const lockUser = {
  name: 'lock-user',
  text: `select ${held} from app_user where account_id = $1 and id = $2 for update`,
};
const lockUserByEmail = {
  name: 'lock-user-by-email',
  text: `select ${held} from app_user where account_id = $1 and lower(email) = lower($2) for update`,
};
// Two owners who demote each other take their turn, always before the row of the user who is changed.
const lockOwners = {
  name: 'lock-owners',
  text: `select id from app_user
    where account_id = $1 and role = 'owner' and active and password_hash is not null order by id for update`,
};
const updateRole = {
  name: 'update-user-role',
  text: 'update app_user set role = $3 where account_id = $1 and id = $2',
};
const updateDepartment = {
  name: 'update-user-department',
  text: `update app_user set department_id = $3 where account_id = $1 and id = $2
    and ($3::uuid is null or exists (select from department d where d.account_id = $1 and d.id = $3)) returning id`,
};
const updateActive = {
  name: 'update-active-user',
  text: 'update app_user set active = $3 where account_id = $1 and id = $2',
};
const updateInvited = {
  name: 'update-user-invited',
  text: 'update app_user set invited_at = $3 where account_id = $1 and id = $2',
};
const countTeams = {
  name: 'count-named-teams',
  text: 'select count(*)::int as found from team where account_id = $1 and id = any($2)',
};
const selectDepartment = {
  name: 'select-department-of-account',
  text: 'select id from department where account_id = $1 and id = $2',
};
const joinTeams = {
  name: 'join-teams',
  text: `with joined as (
      insert into team_member (account_id, team_id, user_id) select $1, t.id, $3::uuid from team t
      where t.account_id = $1 and t.id = any($2) on conflict do nothing returning team_id)
    select append_audit($1, $4::jsonb, 'team.member_added', team_id, json_build_object('user_id', $3::uuid)::jsonb)
    from joined`,
};
const selectAnybody = {
  name: 'select-anybody-signs-in',
  text: 'select exists (select from app_user where password_hash is not null) as anybody',
};

export function findListedUsers(db: Db, accountId: string, limit: number): Promise<ListedUser[]> {
  return queryAll<ListedUser>(db, selectListed, [accountId, limit]);
}

export function findListedUser(db: Db, accountId: string, id: string): Promise<ListedUser | undefined> {
  return queryOne<ListedUser>(db, selectOneListed, [accountId, id]);
}

export async function countUsersOf(db: Db, accountId: string): Promise<number> {
  return (await queryOne<{ total: number }>(db, countUsers, [accountId]))?.total ?? 0;
}

/** Holds the row of a user. */
export function holdUser(tx: Db, accountId: string, id: string): Promise<HeldUser | undefined> {
  return queryOne<HeldUser>(tx, lockUser, [accountId, id]);
}

export function holdUserByEmail(tx: Db, accountId: string, email: string): Promise<HeldUser | undefined> {
  return queryOne<HeldUser>(tx, lockUserByEmail, [accountId, email]);
}

/** Ids of those who can act as owners, held. */
export async function holdOwners(tx: Db, accountId: string): Promise<string[]> {
  return (await queryAll<{ id: string }>(tx, lockOwners, [accountId])).map(({ id }) => id);
}

export async function storeRole(tx: Db, accountId: string, id: string, role: Role): Promise<void> {
  await execute(tx, updateRole, [accountId, id, role]);
}

/** False where the account has no such department. */
export async function storeDepartment(
  tx: Db,
  accountId: string,
  id: string,
  departmentId: string | null,
): Promise<boolean> {
  return (await execute(tx, updateDepartment, [accountId, id, departmentId])) === 1;
}

export async function storeActive(tx: Db, accountId: string, id: string, active: boolean): Promise<void> {
  await execute(tx, updateActive, [accountId, id, active]);
}

export async function storeInvited(tx: Db, accountId: string, id: string, now: Date): Promise<void> {
  await execute(tx, updateInvited, [accountId, id, now]);
}

export async function haveTeams(db: Db, accountId: string, teamIds: readonly string[]): Promise<boolean> {
  const row = await queryOne<{ found: number }>(db, countTeams, [accountId, teamIds]);
  return row?.found === new Set(teamIds).size;
}

export async function hasDepartment(db: Db, accountId: string, id: string): Promise<boolean> {
  return (await queryOne(db, selectDepartment, [accountId, id])) !== undefined;
}

export async function storeMemberships(
  tx: Db,
  accountId: string,
  { userId, teamIds }: { userId: string; teamIds: readonly string[] },
  by: Actor,
): Promise<void> {
  await execute(tx, joinTeams, [accountId, teamIds, userId, by]);
}

/** Whether there is a user with a password, in whichever account. */
export async function canAnybodySignIn(db: Db): Promise<boolean> {
  return (await queryOne<{ anybody: boolean }>(db, selectAnybody, []))?.anybody ?? false;
}
