import { type Db, execute, queryAll } from '../../db/pool.ts';

export interface Subscription {
  id: string;
  lookup: string;
  url: string;
  status: 'active' | 'disabled';
  createdAt: Date;
}

type DeliveryStatus = 'pending' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';

export interface DeliveryRow {
  id: string;
  event: string;
  conversationId: string;
  status: DeliveryStatus;
  attempts: number;
  responseStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

/** All that one attempt needs to know. */
export interface DueDelivery {
  accountId: string;
  id: string;
  event: string;
  conversationId: string;
  contentId: string | null;
  status: DeliveryStatus;
  attempts: number;
  createdAt: Date;
  /** Of the link to the recording, if the body has one; both are there from the first claim on. */
  linkBaseUrl: string | null;
  linkMadeAt: Date | null;
  url: string;
  secretSealed: Buffer;
  subscriptionStatus: 'active' | 'disabled';
  lookup: string;
  scopes: string[];
  includeRecordings: boolean;
  tokenExpiresAt: Date | null;
  tokenRevokedAt: Date | null;
}

/** So long deliveries are in the log. */
export const loggedMs = 7 * 86_400_000;

const insertSubscription = {
  name: 'insert-webhook-subscription',
  text: `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
    values ($1, $2, $3, $4, $5, 'active', $6)`,
};
const selectSubscriptions = {
  name: 'select-webhook-subscriptions',
  text: `select s.id, t.lookup, s.url, s.status, s.created_at as "createdAt" from webhook_subscription s
    join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 order by s.created_at, s.id`,
};
const updateSubscriptionStatus = {
  name: 'update-webhook-subscription-status',
  text: 'update webhook_subscription set status = $3 where account_id = $1 and id = $2',
};
const selectDue = {
  name: 'find-due-deliveries',
  text: `select account_id as "accountId", id, event, conversation_id as "conversationId", content_id as "contentId", status,
      attempts, created_at as "createdAt", link_base_url as "linkBaseUrl", link_made_at as "linkMadeAt", url,
      secret_sealed as "secretSealed", subscription_status as "subscriptionStatus", lookup, scopes,
      include_recordings as "includeRecordings", token_expires_at as "tokenExpiresAt", token_revoked_at as "tokenRevokedAt"
    from find_due_deliveries($1, $2)`,
};
const selectPaces = {
  name: 'select-webhook-paces',
  text: `select s.id, bool_or(recent.status = 'succeeded') as answered,
      bool_or(coalesce(recent.last_error, '') = 'timeout') as "timedOut"
    from webhook_subscription s
    cross join lateral (
      select subscription_id, status, last_error from webhook_delivery d
      where d.account_id = s.account_id and d.token_id = s.token_id and d.created_at >= $1
      order by d.created_at desc, d.id desc limit 20) recent
    where s.status = 'active' and recent.subscription_id = s.id and recent.status <> 'skipped'
    group by s.account_id, s.id limit 10000`,
};
const selectRecent = {
  name: 'select-recent-deliveries',
  text: `select id, event, conversation_id as "conversationId", status, attempts, response_status as "responseStatus",
      last_error as "lastError", created_at as "createdAt", delivered_at as "deliveredAt"
    from webhook_delivery where account_id = $1 and token_id = $2 and created_at >= $3
    order by created_at desc, id desc limit $4`,
};

export async function storeSubscription(
  tx: Db,
  subscription: { accountId: string; id: string; tokenId: string; url: string; secretSealed: Buffer },
  now: Date,
): Promise<void> {
  const { accountId, id, tokenId, url, secretSealed } = subscription;
  await execute(tx, insertSubscription, [accountId, id, tokenId, url, secretSealed, now]);
}

export function listSubscriptions(db: Db, accountId: string): Promise<Subscription[]> {
  return queryAll<Subscription>(db, selectSubscriptions, [accountId]);
}

export async function setSubscriptionStatus(
  db: Db,
  accountId: string,
  id: string,
  status: Subscription['status'],
): Promise<boolean> {
  return (await execute(db, updateSubscriptionStatus, [accountId, id, status])) === 1;
}

/** In the order of the keys; null for one that does not exist. */
export async function findDueDeliveries(
  db: Db,
  keys: { accountId: string; id: string }[],
): Promise<(DueDelivery | null)[]> {
  const values = [keys.map((key) => key.accountId), keys.map((key) => key.id)];
  const rows = await queryAll<DueDelivery>(db, selectDue, values);
  const byKey = new Map(rows.map((row) => [`${row.accountId} ${row.id}`, row]));
  return keys.map(({ accountId, id }) => byKey.get(`${accountId} ${id}`) ?? null);
}

interface LoggedPace {
  id: string;
  answered: boolean;
  timedOut: boolean;
}

/** Of the subscriptions of all accounts: how the last deliveries of their tokens since a moment went there. */
export function findLoggedPaces(db: Db, since: Date): Promise<LoggedPace[]> {
  return queryAll<LoggedPace>(db, selectPaces, [since]);
}

export interface AttemptRecord {
  status: DeliveryStatus;
  /** 0 where nothing was sent. */
  attempts: 0 | 1;
  responseStatus: number | null;
  lastError: string | null;
  deliveredAt: Date | null;
}

/** The token's deliveries since a moment, newest first. */
export function listRecentDeliveries(
  db: Db,
  accountId: string,
  tokenId: string,
  window: { since: Date; limit: number },
): Promise<DeliveryRow[]> {
  const values = [accountId, tokenId, window.since, window.limit];
  return queryAll<DeliveryRow>(db, selectRecent, values);
}
