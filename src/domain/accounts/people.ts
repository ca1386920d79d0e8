import { inBatches } from '../../db/in-batches.ts';
import { type Db, queryAll, queryOne } from '../../db/pool.ts';

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
const selectDepartments = {
  name: 'select-departments',
  text: 'select id, name, enabled from department where account_id = $1 order by lower(name), id',
};
const selectTeams = {
  name: 'select-teams',
  text: `select t.id, t.name, u.id as "userId", u.name as "userName", u.email, u.active from team t
    left join team_member m on m.account_id = t.account_id and m.team_id = t.id
    left join app_user u on u.account_id = m.account_id and u.id = m.user_id and u.active
    where t.account_id = $1 order by lower(t.name), t.id, lower(u.name), u.id`,
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

export function listDepartments(db: Db, accountId: string): Promise<Department[]> {
  return queryAll<Department>(db, selectDepartments, [accountId]);
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
