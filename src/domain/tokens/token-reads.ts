import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import type { Token } from './token.ts';

/** A token as those see it who look after it. */
export interface ShownToken extends Token {
  /** Until then the secret before the last rotation is taken too; null where there is none. It may have passed. */
  oldSecretUntil: Date | null;
  /** A minute old at most in a server that runs; null where it never called. */
  lastUsedAt: Date | null;
}

const columns = `t.account_id as "accountId", t.id, t.lookup, t.name, t.scopes, t.include_recordings as "includeRecordings",
  t.requests_per_minute as "requestsPerMinute", t.daily_conversation_quota as "dailyConversationQuota",
  t.created_at as "createdAt", t.expires_at as "expiresAt", t.revoked_at as "revokedAt",
  t.old_secret_until as "oldSecretUntil", u.last_used_at as "lastUsedAt"`;
const selectAll = {
  name: 'select-shown-tokens',
  text: `select ${columns} from api_token t
    left join token_use u on u.account_id = t.account_id and u.token_id = t.id
    where t.account_id = $1 order by t.created_at, t.id`,
};
const selectOne = {
  name: 'select-shown-token',
  text: `select ${columns} from api_token t
    left join token_use u on u.account_id = t.account_id and u.token_id = t.id
    where t.account_id = $1 and t.id = $2`,
};

/** Oldest first. */
export function listShownTokens(db: Db, accountId: string): Promise<ShownToken[]> {
  return queryAll<ShownToken>(db, selectAll, [accountId]);
}

export function findShownToken(db: Db, accountId: string, id: string): Promise<ShownToken | undefined> {
  return queryOne<ShownToken>(db, selectOne, [accountId, id]);
}
