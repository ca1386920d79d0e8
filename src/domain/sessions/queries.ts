import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import type { Actor, AuditAction } from '../audit/audit-log.ts';
import type { Role } from './roles.ts';
import type { RefreshToken, SessionKey } from './session-token.ts';

export interface Candidate {
  accountId: string;
  accountName: string;
  userId: string;
  passwordHash: string;
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
  text: `select u.account_id as "accountId", a.name as "accountName", u.id as "userId", u.password_hash as "passwordHash"
    from app_user u join account a on a.id = u.account_id
    where lower(u.email) = lower($1) and u.active and u.password_hash is not null
    order by lower(a.name), u.account_id limit $2`,
};
const selectMostCandidates = {
  name: 'select-most-candidates',
  text: `select least(max(users), $1)::int as most from (
    select count(*) as users from app_user where active and password_hash is not null group by lower(email)) address`,
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
// The actor is the user where none is given.
const endOne = {
  name: 'end-session',
  text: `with ended as (
      update session set ended_at = $3 where account_id = $1 and id = $2 and ended_at is null returning user_id)
    select append_audit($1, coalesce($5::jsonb, json_build_object('kind', 'user', 'id', user_id)::jsonb), $4, user_id, '{}')
    from ended`,
};
const endOthers = {
  name: 'end-other-sessions',
  text: `update session set ended_at = $3
    where account_id = $1 and user_id = $2 and ended_at is null and id is distinct from $4 returning id`,
};
const selectSessions = {
  name: 'select-sessions-of-user',
  text: `select id, user_agent as "userAgent", created_at as "createdAt", refreshed_at as "lastUsedAt" from session
    where account_id = $1 and user_id = $2 and ended_at is null and expires_at > $3 order by refreshed_at desc, id limit $4`,
};
const purge = {
  name: 'purge-sessions',
  text: `delete from session where (account_id, id) in (
    select account_id, id from session where expires_at < $1 or ended_at < $1 limit $2)`,
};
const updatePassword = {
  name: 'update-password',
  text: 'update app_user set password_hash = $3 where account_id = $1 and id = $2',
};
const selectPassword = {
  name: 'select-password',
  text: 'select password_hash as "passwordHash" from app_user where account_id = $1 and id = $2',
};

/** Accounts of one address that sign-in looks at. */
const mostAccounts = 20;

/** Of all accounts: nobody is known yet. */
export function findCandidates(db: Db, email: string): Promise<Candidate[]> {
  return queryAll<Candidate>(db, selectCandidates, [email, mostAccounts]);
}

/** How many the address with the most has; 0 on an empty server. */
export async function mostCandidates(db: Db): Promise<number> {
  return (await queryOne<{ most: number | null }>(db, selectMostCandidates, [mostAccounts]))?.most ?? 0;
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

type EndAction = Extract<AuditAction, 'user.signed_out' | 'user.session_ended' | 'user.session_reused'>;

/** Ends a session and tells the audit log; false where it had ended. `by`: null for its user. */
export async function storeSessionEnd(
  db: Db,
  { accountId, id }: SessionKey,
  { action, by, now }: { action: EndAction; by: Actor | null; now: Date },
): Promise<boolean> {
  return (await execute(db, endOne, [accountId, id, now, action, by])) === 1;
}

/** Ends the user's sessions but for one; gives how many. */
export function storeSessionEnds(
  db: Db,
  accountId: string,
  userId: string,
  { exceptId, now }: { exceptId: string | null; now: Date },
): Promise<number> {
  return execute(db, endOthers, [accountId, userId, now, exceptId]);
}

export interface OwnSession {
  id: string;
  userAgent: string | null;
  createdAt: Date;
  /** When it got its latest access token. */
  lastUsedAt: Date;
}

/** Live ones, the latest used first. */
export function findSessionsOf(
  db: Db,
  accountId: string,
  userId: string,
  { now, limit }: { now: Date; limit: number },
): Promise<OwnSession[]> {
  return queryAll<OwnSession>(db, selectSessions, [accountId, userId, now, limit]);
}

export function removeSessionsBefore(db: Db, before: Date, limit: number): Promise<number> {
  return execute(db, purge, [before, limit]);
}

export async function findPasswordHash(db: Db, accountId: string, userId: string): Promise<string | null> {
  const row = await queryOne<{ passwordHash: string | null }>(db, selectPassword, [accountId, userId]);
  return row?.passwordHash ?? null;
}

export async function storePassword(
  db: Db,
  accountId: string,
  userId: string,
  passwordHash: string,
): Promise<void> {
  await execute(db, updatePassword, [accountId, userId, passwordHash]);
}
