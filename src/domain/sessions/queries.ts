import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import type { Role } from './roles.ts';
import type { RefreshToken, SessionKey } from './session-token.ts';

export interface Candidate {
  accountId: string;
  userId: string;
  passwordHash: string | null;
}

/** The user of a live session, and what decides on the conversations that the user sees. */
export interface SessionUser {
  userId: string;
  name: string;
  email: string;
  role: Role;
  departmentId: string | null;
  isOpen: boolean;
  /** Of those in the user's teams, the user among them. */
  colleagueIds: string[];
}

const selectCandidates = {
  name: 'select-sign-in-candidates',
  text: `select account_id as "accountId", id as "userId", password_hash as "passwordHash" from app_user
    where lower(email) = lower($1) and active order by created_at, account_id limit 20`,
};
const insertSession = {
  name: 'insert-session',
  text: `insert into session (account_id, id, user_id, refreshed_at, created_at, expires_at, user_agent)
    values ($1, $2, $3, $4, $4, $5, $6)`,
};
const selectSession = {
  name: 'select-session',
  text: `select u.id as "userId", u.name, u.email, u.role, u.department_id as "departmentId", a.is_open as "isOpen",
      array(select distinct other.user_id from team_member mine join team_member other
        on other.account_id = mine.account_id and other.team_id = mine.team_id
        where mine.account_id = s.account_id and mine.user_id = s.user_id) as "colleagueIds"
    from session s join app_user u on u.account_id = s.account_id and u.id = s.user_id
      join account a on a.id = s.account_id
    where s.account_id = $1 and s.id = $2 and s.ended_at is null and s.expires_at > $3 and u.active`,
};
// A token of an earlier generation is not taken, but for some seconds: two tabs may refresh at once.
const updateGeneration = {
  name: 'next-session-generation',
  text: `update session set generation = generation + 1, refreshed_at = $4, expires_at = $5
    where account_id = $1 and id = $2 and generation = $3 and ended_at is null and expires_at > $4 returning generation`,
};
const selectGeneration = {
  name: 'select-session-generation',
  text: `select generation, refreshed_at as "refreshedAt" from session
    where account_id = $1 and id = $2 and ended_at is null and expires_at > $3`,
};
const endOne = {
  name: 'end-session',
  text: 'update session set ended_at = $3 where account_id = $1 and id = $2 and ended_at is null',
};
const updatePassword = {
  name: 'update-password',
  text: 'update app_user set password_hash = $3 where account_id = $1 and id = $2',
};

/** Of all accounts: nobody is known yet. */
export function findCandidates(db: Db, email: string): Promise<Candidate[]> {
  return queryAll<Candidate>(db, selectCandidates, [email]);
}

export interface NewSession extends SessionKey {
  userId: string;
  now: Date;
  expiresAt: Date;
  userAgent: string | null;
}

export async function storeSession(db: Db, session: NewSession): Promise<void> {
  const { accountId, id, userId, now, expiresAt, userAgent } = session;
  await execute(db, insertSession, [accountId, id, userId, now, expiresAt, userAgent]);
}

export function findSessionUser(
  db: Db,
  { accountId, id }: SessionKey,
  now: Date,
): Promise<SessionUser | undefined> {
  return queryOne<SessionUser>(db, selectSession, [accountId, id, now]);
}

/** The next generation, or undefined where `token` is not of the present one. */
export async function storeNextGeneration(
  db: Db,
  { accountId, id, generation }: RefreshToken,
  { now, expiresAt }: { now: Date; expiresAt: Date },
): Promise<number | undefined> {
  const values = [accountId, id, generation, now, expiresAt];
  return (await queryOne<{ generation: number }>(db, updateGeneration, values))?.generation;
}

export function findGeneration(
  db: Db,
  { accountId, id }: SessionKey,
  now: Date,
): Promise<{ generation: number; refreshedAt: Date } | undefined> {
  return queryOne(db, selectGeneration, [accountId, id, now]);
}

export async function storeSessionEnd(db: Db, { accountId, id }: SessionKey, now: Date): Promise<void> {
  await execute(db, endOne, [accountId, id, now]);
}

export async function storePassword(
  db: Db,
  accountId: string,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await execute(db, updatePassword, [accountId, userId, passwordHash]);
}
