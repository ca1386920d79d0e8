import { type Db, queryOne } from '../../db/pool.ts';

interface SubscriptionState {
  status: 'active' | 'paused' | 'disabled';
  tokenRevokedAt: Date | null;
  tokenExpiresAt: Date | null;
}

/** Why nothing can be sent to a subscription now. */
export type SubscriptionObstacle =
  | { kind: 'not_found' }
  | { kind: 'stopped'; subscriptionId: string; status: 'paused' | 'disabled' }
  | { kind: 'token_ended'; problem: 'token_revoked' | 'token_expired' };

const select = {
  name: 'select-subscription-state',
  text: `select s.status, t.revoked_at as "tokenRevokedAt", t.expires_at as "tokenExpiresAt" from webhook_subscription s
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.id = $2 and s.status <> 'deleted'`,
};

export async function findObstacle(
  db: Db,
  accountId: string,
  subscriptionId: string,
  now: Date,
): Promise<SubscriptionObstacle | null> {
  const state = await queryOne<SubscriptionState>(db, select, [accountId, subscriptionId]);
  if (!state) return { kind: 'not_found' };
  if (state.status !== 'active') return { kind: 'stopped', subscriptionId, status: state.status };
  if (state.tokenRevokedAt) return { kind: 'token_ended', problem: 'token_revoked' };
  const expired = state.tokenExpiresAt !== null && state.tokenExpiresAt <= now;
  return expired ? { kind: 'token_ended', problem: 'token_expired' } : null;
}
