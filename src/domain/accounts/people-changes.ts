import { randomUUID } from 'node:crypto';
import { type Db, execute, queryOne } from '../../db/pool.ts';
import { type Actor, type AuditAction, audited, type Doing } from '../audit/audit-log.ts';
import { findUserByEmail, type NewPerson } from './people.ts';

// Each change and its entry in the audit log are one statement. Renames are told of by processing/rename-owners.ts.
const insertUser = {
  name: 'insert-user',
  text: audited(
    `insert into app_user (account_id, id, name, email, created_at) values ($1, $2, $3, $4, $5)
      on conflict do nothing returning id`,
    6,
  ),
};
// Two renames to one name take their turn, so that the second one finds it taken.
const lockNames = { name: 'lock-names', text: 'select pg_advisory_xact_lock(hashtextextended($1, 0))' };
// An address or a name that the account has already is left to it.
const updateUserName = {
  name: 'rename-user',
  text: `update app_user set name = coalesce($3, name), email = coalesce($4, email)
    where account_id = $1 and lower(email) = lower($2) and not exists (
      select from app_user other where other.account_id = $1 and lower(other.email) = lower($4)
        and lower(other.email) <> lower($2))
    returning id`,
};
const insertDepartment = {
  name: 'insert-department',
  text: audited(
    `insert into department (account_id, id, name, created_at) values ($1, $2, $3, $4)
      on conflict do nothing returning id`,
    5,
  ),
};
const updateDepartmentEnabled = {
  name: 'update-department-enabled',
  text: audited(
    'update department set enabled = $3 where account_id = $1 and lower(name) = lower($2) returning id',
    4,
  ),
};
const updateDepartmentName = {
  name: 'rename-department',
  text: `update department set name = $3
    where account_id = $1 and lower(name) = lower($2) and not exists (
      select from department other where other.account_id = $1 and lower(other.name) = lower($3)
        and lower(other.name) <> lower($2))
    returning id`,
};
const selectDepartmentByName = {
  name: 'select-department-by-name',
  text: 'select id from department where account_id = $1 and lower(name) = lower($2)',
};
const insertTeam = {
  name: 'insert-team',
  text: audited(
    'insert into team (account_id, id, name, created_at) values ($1, $2, $3, $4) on conflict do nothing returning id',
    5,
  ),
};
const insertMember = {
  name: 'insert-team-member',
  text: auditedMember(`insert into team_member (account_id, team_id, user_id)
    select $1, t.id, u.id from team t, app_user u
    where t.account_id = $1 and lower(t.name) = lower($2) and u.account_id = $1 and lower(u.email) = lower($3)
    on conflict do nothing returning team_id, user_id`),
};
const deleteMember = {
  name: 'delete-team-member',
  text: auditedMember(`delete from team_member m using team t, app_user u
    where m.account_id = $1 and t.account_id = $1 and t.id = m.team_id and lower(t.name) = lower($2)
      and u.account_id = $1 and u.id = m.user_id and lower(u.email) = lower($3)
    returning m.team_id, m.user_id`),
};

/** The team is the subject, and its member stands in the details. */
function auditedMember(change: string): string {
  return `with changed as (${change})
    select append_audit($1, $5::jsonb, $4, team_id, json_build_object('user_id', user_id)::jsonb) from changed`;
}

/** The new user's id, or null where the account has one with this e-mail address. */
export function addUser(
  db: Db,
  accountId: string,
  person: NewPerson,
  { by, now }: Doing,
): Promise<string | null> {
  const { name, email } = person;
  return idOf(db, insertUser, [
    accountId,
    randomUUID(),
    name,
    email,
    now,
    'user.added' satisfies AuditAction,
    by,
  ]);
}

/** `taken`: the account has another of this name or address. */
export type Renaming = { kind: 'renamed'; id: string } | { kind: 'taken' } | { kind: 'not_found' };

/** For renameUser alone, which makes the cards that show the user anew. */
export async function storeUserName(
  tx: Db,
  accountId: string,
  email: string,
  { name, email: address }: Partial<NewPerson>,
): Promise<Renaming> {
  await execute(tx, lockNames, [`user ${accountId}`]);
  const id = await idOf(tx, updateUserName, [accountId, email, name ?? null, address ?? null]);
  if (id !== null) return { kind: 'renamed', id };
  return { kind: (await findUserByEmail(tx, accountId, email)) ? 'taken' : 'not_found' };
}

/** For renameDepartment alone, the same way. */
export async function storeDepartmentName(
  tx: Db,
  accountId: string,
  name: string,
  newName: string,
): Promise<Renaming> {
  await execute(tx, lockNames, [`department ${accountId}`]);
  const id = await idOf(tx, updateDepartmentName, [accountId, name, newName]);
  if (id !== null) return { kind: 'renamed', id };
  return { kind: (await queryOne(tx, selectDepartmentByName, [accountId, name])) ? 'taken' : 'not_found' };
}

/** The new department's id, or null where the account has one of this name. */
export function addDepartment(
  db: Db,
  accountId: string,
  name: string,
  { by, now }: Doing,
): Promise<string | null> {
  const action: AuditAction = 'department.added';
  return idOf(db, insertDepartment, [accountId, randomUUID(), name, now, action, by]);
}

export async function setDepartmentEnabled(
  db: Db,
  accountId: string,
  name: string,
  { enabled, by }: { enabled: boolean; by: Actor },
): Promise<boolean> {
  const action: AuditAction = enabled ? 'department.enabled' : 'department.disabled';
  return (await idOf(db, updateDepartmentEnabled, [accountId, name, enabled, action, by])) !== null;
}

/** The new team's id, or null where the account has one of this name. */
export function addTeam(db: Db, accountId: string, name: string, { by, now }: Doing): Promise<string | null> {
  return idOf(db, insertTeam, [accountId, randomUUID(), name, now, 'team.added' satisfies AuditAction, by]);
}

/** A user, by e-mail address, and the team that the user joins or leaves. */
export interface Membership {
  team: string;
  email: string;
}

/** False where the team or the user does not exist, or the user is a member already. */
export async function addTeamMember(
  db: Db,
  accountId: string,
  { team, email }: Membership,
  by: Actor,
): Promise<boolean> {
  const action: AuditAction = 'team.member_added';
  return (await execute(db, insertMember, [accountId, team, email, action, by])) === 1;
}

export async function removeTeamMember(
  db: Db,
  accountId: string,
  { team, email }: Membership,
  by: Actor,
): Promise<boolean> {
  const action: AuditAction = 'team.member_removed';
  return (await execute(db, deleteMember, [accountId, team, email, action, by])) === 1;
}

async function idOf(
  db: Db,
  statement: { name: string; text: string },
  values: unknown[],
): Promise<string | null> {
  return (await queryOne<{ id: string }>(db, statement, values))?.id ?? null;
}
