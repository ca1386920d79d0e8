import { type Db, queryAll, queryOne } from '../../db/pool.ts';
import type { WebhookEvent } from './events.ts';
import { loggedMs, type SubscriptionForm } from './queries.ts';

/** A subscription as an operator sees it. */
export interface ShownSubscription {
  id: string;
  form: SubscriptionForm;
  /** Null in a message that has no address of its own. */
  url: string | null;
  status: 'active' | 'paused' | 'disabled';
  events: WebhookEvent[];
  /** Of its token; null in a message for people. */
  lookup: string | null;
  tokenId: string | null;
  tokenName: string | null;
  createdAt: Date;
  /** When a new secret takes over; null where none is on its way. */
  nextSecretAt: Date | null;
}

const columns = `s.id, s.form, s.url, s.status, s.events, t.lookup, t.id as "tokenId",
  t.name as "tokenName", s.created_at as "createdAt",
  s.next_secret_at as "nextSecretAt"`;
const selectAll = {
  name: 'select-shown-subscriptions',
  text: `select ${columns} from webhook_subscription s
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.status <> 'deleted' order by s.created_at, s.id`,
};
const selectOne = {
  name: 'select-shown-subscription',
  text: `select ${columns} from webhook_subscription s
    left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.id = $2 and s.status <> 'deleted'`,
};
const countByStatus = {
  name: 'count-deliveries-by-status',
  text: `select status, count(*)::int as count from webhook_delivery
    where account_id = $1 and subscription_id = $2 and created_at >= $3 and not is_test group by status`,
};

export function listShownSubscriptions(db: Db, accountId: string): Promise<ShownSubscription[]> {
  return queryAll<ShownSubscription>(db, selectAll, [accountId]);
}

/** Undefined where the account has none of this id. */
export function findShownSubscription(
  db: Db,
  accountId: string,
  id: string,
): Promise<ShownSubscription | undefined> {
  return queryOne<ShownSubscription>(db, selectOne, [accountId, id]);
}

/** Of the last 7 days, tests left out; a status that no delivery has is not there. */
export async function countDeliveries(
  db: Db,
  accountId: string,
  subscriptionId: string,
  now: Date,
): Promise<ReadonlyMap<string, number>> {
  const since = new Date(now.getTime() - loggedMs);
  const values = [accountId, subscriptionId, since];
  const rows = await queryAll<{ status: string; count: number }>(db, countByStatus, values);
  return new Map(rows.map(({ status, count }) => [status, count]));
}
