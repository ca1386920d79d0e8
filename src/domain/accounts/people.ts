import { randomUUID } from 'node:crypto';
import { inBatches } from '../../db/in-batches.ts';
import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';

export interface User {
  id: string;
  name: string;
  email: string;
  active: boolean;
}

export interface Department {
  id: string;
  name: string;
  enabled: boolean;
}

export interface Team {
  id: string;
  name: string;
  /** Active users only. */
  members: User[];
}

const selectUsers = {
  name: 'select-users',
  text: 'select id, name, email, active from app_user where account_id = $1 order by lower(name), id',
};
const selectUsersByName = {
  name: 'select-users-by-name',
  text: `select u.account_id as "accountId", u.id, u.name, u.email, u.active from unnest($1::uuid[], $2::text[]) as wanted (account_id, name)
    join app_user u on u.account_id = wanted.account_id and u.name = wanted.name
    order by u.account_id, lower(u.name), u.id`,
};
const selectUserByEmail = {
  name: 'select-user-by-email',
  text: 'select id, name, email, active from app_user where account_id = $1 and lower(email) = lower($2)',
};
const insertUser = {
  name: 'insert-user',
  text: `insert into app_user (account_id, id, name, email, created_at) values ($1, $2, $3, $4, $5) on conflict do nothing`,
};
const updateUserActive = {
  name: 'update-user-active',
  text: 'update app_user set active = $3 where account_id = $1 and lower(email) = lower($2)',
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
const selectDepartments = {
  name: 'select-departments',
  text: 'select id, name, enabled from department where account_id = $1 order by lower(name), id',
};
const insertDepartment = {
  name: 'insert-department',
  text: 'insert into department (account_id, id, name, created_at) values ($1, $2, $3, $4) on conflict do nothing',
};
const updateDepartmentEnabled = {
  name: 'update-department-enabled',
  text: 'update department set enabled = $3 where account_id = $1 and lower(name) = lower($2)',
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
const selectTeams = {
  name: 'select-teams',
  text: `select t.id, t.name, u.id as "userId", u.name as "userName", u.email, u.active from team t
    left join team_member m on m.account_id = t.account_id and m.team_id = t.id
    left join app_user u on u.account_id = m.account_id and u.id = m.user_id and u.active
    where t.account_id = $1 order by lower(t.name), t.id, lower(u.name), u.id`,
};
const insertTeam = {
  name: 'insert-team',
  text: 'insert into team (account_id, id, name, created_at) values ($1, $2, $3, $4) on conflict do nothing',
};
const insertMember = {
  name: 'insert-team-member',
  text: `insert into team_member (account_id, team_id, user_id)
    select $1, t.id, u.id from team t, app_user u
    where t.account_id = $1 and lower(t.name) = lower($2) and u.account_id = $1 and lower(u.email) = lower($3)
    on conflict do nothing`,
};
const deleteMember = {
  name: 'delete-team-member',
  text: `delete from team_member m using team t, app_user u
    where m.account_id = $1 and t.account_id = $1 and t.id = m.team_id and lower(t.name) = lower($2)
      and u.account_id = $1 and u.id = m.user_id and lower(u.email) = lower($3)`,
};

export interface NewPerson {
  name: string;
  email: string;
}

export function listUsers(db: Db, accountId: string): Promise<User[]> {
  return queryAll<User>(db, selectUsers, [accountId]);
}

interface NamesWanted {
  accountId: string;
  names: readonly string[];
}

/** Accounts that are asked for together. */
const mostAtOnce = 32;

/** The account's users with exactly these names, in the order of listUsers. */
export type FindUsersByName = (accountId: string, names: readonly string[]) => Promise<User[]>;

/** Questions at the same time share a query. */
export function userFinder(db: Db): FindUsersByName {
  const find = inBatches(mostAtOnce, (wanted: NamesWanted[]) => usersByName(db, wanted));
  return (accountId, names) => (names.length === 0 ? Promise.resolve([]) : find({ accountId, names }));
}

async function usersByName(db: Db, wanted: NamesWanted[]): Promise<User[][]> {
  const pairs = new Map(
    wanted.flatMap(({ accountId, names }) =>
      names.map((name): [string, [string, string]] => [`${accountId} ${name}`, [accountId, name]]),
    ),
  );
  const values = [[...pairs.values()].map(([id]) => id), [...pairs.values()].map(([, name]) => name)];
  const rows = await queryAll<User & { accountId: string }>(db, selectUsersByName, values);
  return wanted.map(({ accountId, names }) =>
    rows
      .filter((row) => row.accountId === accountId && names.includes(row.name))
      .map(({ id, name, email, active }) => ({ id, name, email, active })),
  );
}

export function findUserByEmail(db: Db, accountId: string, email: string): Promise<User | undefined> {
  return queryOne<User>(db, selectUserByEmail, [accountId, email]);
}

/** The new user's id, or null where the account has one with this e-mail address. */
export async function addUser(
  db: Db,
  accountId: string,
  person: NewPerson,
  now: Date,
): Promise<string | null> {
  const id = randomUUID();
  return (await execute(db, insertUser, [accountId, id, person.name, person.email, now])) === 1 ? id : null;
}

export async function setUserActive(
  db: Db,
  accountId: string,
  email: string,
  active: boolean,
): Promise<boolean> {
  return (await execute(db, updateUserActive, [accountId, email, active])) === 1;
}

/** `taken`: the account has another of this name or address. */
export type Renaming = { kind: 'renamed'; id: string } | { kind: 'taken' } | { kind: 'not_found' };

/** For renameUser alone, which makes the cards that show the user anew. */
export async function storeUserName(
  tx: Db,
  accountId: string,
  email: string,
  change: Partial<NewPerson>,
): Promise<Renaming> {
  const values = [accountId, email, change.name ?? null, change.email ?? null];
  await execute(tx, lockNames, [`user ${accountId}`]);
  const renamed = await queryOne<{ id: string }>(tx, updateUserName, values);
  if (renamed) return { kind: 'renamed', id: renamed.id };
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
  const renamed = await queryOne<{ id: string }>(tx, updateDepartmentName, [accountId, name, newName]);
  if (renamed) return { kind: 'renamed', id: renamed.id };
  return { kind: (await queryOne(tx, selectDepartmentByName, [accountId, name])) ? 'taken' : 'not_found' };
}

export function listDepartments(db: Db, accountId: string): Promise<Department[]> {
  return queryAll<Department>(db, selectDepartments, [accountId]);
}

/** The new department's id, or null where the account has one of this name. */
export async function addDepartment(
  db: Db,
  accountId: string,
  name: string,
  now: Date,
): Promise<string | null> {
  const id = randomUUID();
  return (await execute(db, insertDepartment, [accountId, id, name, now])) === 1 ? id : null;
}

export async function setDepartmentEnabled(
  db: Db,
  accountId: string,
  name: string,
  enabled: boolean,
): Promise<boolean> {
  return (await execute(db, updateDepartmentEnabled, [accountId, name, enabled])) === 1;
}

/** The new team's id, or null where the account has one of this name. */
export async function addTeam(db: Db, accountId: string, name: string, now: Date): Promise<string | null> {
  const id = randomUUID();
  return (await execute(db, insertTeam, [accountId, id, name, now])) === 1 ? id : null;
}

/** False where the team or the user does not exist, or the user is a member already. */
export async function addTeamMember(
  db: Db,
  accountId: string,
  team: string,
  email: string,
): Promise<boolean> {
  return (await execute(db, insertMember, [accountId, team, email])) === 1;
}

export async function removeTeamMember(
  db: Db,
  accountId: string,
  team: string,
  email: string,
): Promise<boolean> {
  return (await execute(db, deleteMember, [accountId, team, email])) === 1;
}

export async function listTeams(db: Db, accountId: string): Promise<Team[]> {
  interface Row {
    id: string;
    name: string;
    userId: string | null;
    userName: string;
    email: string;
    active: boolean;
  }
  const teams = new Map<string, Team>();
  for (const row of await queryAll<Row>(db, selectTeams, [accountId])) {
    const team = teams.get(row.id) ?? { id: row.id, name: row.name, members: [] };
    teams.set(row.id, team);
    if (row.userId !== null)
      team.members.push({ id: row.userId, name: row.userName, email: row.email, active: row.active });
  }
  return [...teams.values()];
}
