import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import type { Role } from '../sessions/roles.ts';
import type { LinkName, LinkPurpose } from './link.ts';

/** A link that can be used, and whom it is for; null: nobody yet. */
export interface LiveLink {
  accountId: string;
  accountName: string;
  purpose: LinkPurpose;
  expiresAt: Date;
  user: { id: string; name: string; email: string; role: Role } | null;
}

const insert = {
  name: 'insert-user-link',
  text: `insert into user_link (account_id, secret_hash, purpose, user_id, created_at, expires_at)
    values ($1, $2, $3, $4, $5, $6)`,
};
// One that is used at the moment is held, and then it is used.
const removeUnused = {
  name: 'remove-unused-links',
  text: `delete from user_link where account_id = $1 and user_id = $2 and purpose = any($3) and used_at is null`,
};
const select = {
  name: 'select-user-link',
  text: `select l.account_id as "accountId", a.name as "accountName", l.purpose, l.expires_at as "expiresAt",
      (select json_build_object('id', u.id, 'name', u.name, 'email', u.email, 'role', u.role) from app_user u
        where u.account_id = l.account_id and u.id = l.user_id) as user
    from user_link l join account a on a.id = l.account_id
    where l.account_id = $1 and l.secret_hash = $2 and l.used_at is null and l.expires_at > $3
      and (l.user_id is null or exists (
        select from app_user u where u.account_id = l.account_id and u.id = l.user_id and u.active))`,
};
const use = {
  name: 'use-user-link',
  text: `update user_link set used_at = $3
    where account_id = $1 and secret_hash = $2 and used_at is null and expires_at > $3 returning account_id`,
};
const selectForgetful = {
  name: 'select-forgetful-users',
  text: `select u.account_id as "accountId", a.name as "accountName", u.id as "userId", u.name, u.email
    from app_user u join account a on a.id = u.account_id
    where lower(u.email) = lower($1) and u.active and u.password_hash is not null order by u.account_id limit $2`,
};
const purge = {
  name: 'purge-user-links',
  text: `delete from user_link where (account_id, secret_hash) in (
    select account_id, secret_hash from user_link where expires_at < $1 limit $2)`,
};

export interface NewLink extends LinkName {
  purpose: LinkPurpose;
  userId: string | null;
  now: Date;
  expiresAt: Date;
}

export async function storeLink(tx: Db, link: NewLink): Promise<void> {
  const { accountId, hash, purpose, userId, now, expiresAt } = link;
  await execute(tx, insert, [accountId, hash, purpose, userId, now, expiresAt]);
}

/** Links that were made before and not used open nothing any more. */
export async function removeLinks(
  tx: Db,
  accountId: string,
  userId: string,
  purposes: readonly LinkPurpose[],
): Promise<void> {
  await execute(tx, removeUnused, [accountId, userId, purposes]);
}

export function findLink(db: Db, { accountId, hash }: LinkName, now: Date): Promise<LiveLink | undefined> {
  return queryOne<LiveLink>(db, select, [accountId, hash, now]);
}

/** False where another was faster. */
export async function storeLinkUse(tx: Db, { accountId, hash }: LinkName, now: Date): Promise<boolean> {
  return (await execute(tx, use, [accountId, hash, now])) === 1;
}

export interface ForgetfulUser {
  accountId: string;
  accountName: string;
  userId: string;
  name: string;
  email: string;
}

/** Those with this address who can sign in, in any account. */
export function findForgetful(db: Db, email: string, limit: number): Promise<ForgetfulUser[]> {
  return queryAll<ForgetfulUser>(db, selectForgetful, [email, limit]);
}

export function removeLinksBefore(db: Db, before: Date, limit: number): Promise<number> {
  return execute(db, purge, [before, limit]);
}
