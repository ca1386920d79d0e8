import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, queryAll, queryOne } from '../../db/pool.ts';
import type { Token } from './token.ts';

export interface StoredToken extends Token {
  secretHash: Buffer;
  /** Of the secret before the last rotation; it is taken until `oldSecretUntil`. */
  oldSecretHash: Buffer | null;
  oldSecretUntil: Date | null;
  changedAt: Date;
}

const columns = `account_id as "accountId", id, lookup, secret_hash as "secretHash",
  old_secret_hash as "oldSecretHash", old_secret_until as "oldSecretUntil", name, scopes,
  include_recordings as "includeRecordings", requests_per_minute as "requestsPerMinute",
  daily_conversation_quota as "dailyConversationQuota", created_at as "createdAt", expires_at as "expiresAt",
  revoked_at as "revokedAt", changed_at as "changedAt"`;

// Not simply the time: a look asks for what is newer than all it knows, and a clock may be set back.
export const changedNow = `greatest(clock_timestamp(), (select max(changed_at) + interval '1 microsecond' from api_token))`;
const insertToken = {
  name: 'insert-token',
  text: `insert into api_token (account_id, id, lookup, secret_hash, name, scopes, include_recordings,
    requests_per_minute, daily_conversation_quota, created_at, expires_at, changed_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, ${changedNow})`,
};
const insertWindow = {
  name: 'insert-rate-window',
  text: `insert into rate_window (account_id, token_id, slots) values ($1, $2, array_fill(0::bigint, array[$3::int]))`,
};
const selectTokens = {
  name: 'select-tokens',
  text: `select ${columns} from api_token where account_id = $1 order by created_at, id`,
};
const selectChangedSince = {
  name: 'select-tokens-changed-since',
  text: `select ${columns} from api_token where changed_at > $1`,
};
const selectUnrevoked = {
  name: 'select-unrevoked-tokens',
  text: `select ${columns} from api_token where revoked_at is null`,
};
const updateRevoked = {
  name: 'revoke-token',
  text: `update api_token set revoked_at = $3, changed_at = ${changedNow}
    where account_id = $1 and lookup = $2 and revoked_at is null
    returning id`,
};

const selectToLock = {
  name: 'lock-token',
  text: `select ${columns} from api_token where account_id = $1 and (lookup = $2 or id = $3) for update`,
};
const updateToken = {
  name: 'update-token',
  text: `update api_token set name = $3, scopes = $4, include_recordings = $5, requests_per_minute = $6,
    daily_conversation_quota = $7, expires_at = $8, changed_at = ${changedNow}
    where account_id = $1 and id = $2`,
};

/** The account's token by its public characters or id, locked until the transaction ends. */
export function lockToken(
  tx: Db,
  accountId: string,
  name: { lookup: string } | { id: string },
): Promise<StoredToken | undefined> {
  const values = 'id' in name ? [accountId, null, name.id] : [accountId, name.lookup, null];
  return queryOne<StoredToken>(tx, selectToLock, values);
}

/** Stores all of the token that can change but its revocation. */
export async function storeChangedToken(tx: Db, token: Token): Promise<void> {
  await execute(tx, updateToken, [
    token.accountId,
    token.id,
    token.name,
    token.scopes,
    token.includeRecordings,
    token.requestsPerMinute,
    token.dailyConversationQuota,
    token.expiresAt,
  ]);
  await execute(tx, announceNews, ['tokens']);
}

/** Stores the token and its empty rate window of `windowSlots` entries; call it in a transaction. */
export async function storeToken(
  tx: Db,
  token: Token & { secretHash: Buffer },
  windowSlots: number,
): Promise<void> {
  await execute(tx, insertToken, [
    token.accountId,
    token.id,
    token.lookup,
    token.secretHash,
    token.name,
    token.scopes,
    token.includeRecordings,
    token.requestsPerMinute,
    token.dailyConversationQuota,
    token.createdAt,
    token.expiresAt,
  ]);
  await execute(tx, insertWindow, [token.accountId, token.id, windowSlots]);
  await execute(tx, announceNews, ['tokens']);
}

export function listTokens(db: Db, accountId: string): Promise<StoredToken[]> {
  return queryAll<StoredToken>(db, selectTokens, [accountId]);
}

/** All accounts' tokens that changed after `since`, or all that are not revoked: the lookup id comes before the account. */
export function tokensChangedSince(db: Db, since: Date | null): Promise<StoredToken[]> {
  return since
    ? queryAll<StoredToken>(db, selectChangedSince, [since])
    : queryAll<StoredToken>(db, selectUnrevoked, []);
}

/** Its id, or null where the account has no such token that is not revoked yet. For revokeToken alone. */
export async function markRevoked(
  tx: Db,
  accountId: string,
  lookup: string,
  now: Date,
): Promise<string | null> {
  const revoked = await queryOne<{ id: string }>(tx, updateRevoked, [accountId, lookup, now]);
  await execute(tx, announceNews, ['tokens']);
  return revoked?.id ?? null;
}
