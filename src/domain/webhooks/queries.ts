import { type Db, execute, queryAll } from '../../db/pool.ts';
import type { WebhookEvent } from './events.ts';
import { type Grant, type GrantState, presentGrant } from './grants.ts';

export interface NewSubscription {
  accountId: string;
  id: string;
  form: SubscriptionForm;
  events: readonly WebhookEvent[];
  tokenId: string | null;
  url: string | null;
  secretSealed: Buffer | null;
}

export type DeliveryStatus = 'pending' | 'succeeded' | 'failed' | 'skipped' | 'cancelled';

export interface DeliveryRow {
  id: string;
  event: WebhookEvent;
  conversationId: string;
  status: DeliveryStatus;
  attempts: number;
  responseStatus: number | null;
  lastError: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

/** Where a subscription sends to: a program, or people. */
export type SubscriptionForm = 'webhook' | MessageForm;
type MessageForm = 'slack' | 'teams' | 'mail';

/** All that one attempt needs to know. */
export type DueDelivery = DueAttempt & DueTarget & Grant & { grant: GrantState };
export type DueWebhook = Extract<DueDelivery, { form: 'webhook' }>;

type DueTarget =
  | { form: 'webhook'; url: string; lookup: string; secretSealed: Buffer }
  /** A message for people has neither token nor secret. */
  | { form: 'slack' | 'teams'; url: string; lookup: null; secretSealed: null }
  | { form: 'mail'; url: null; lookup: null; secretSealed: null };

interface DueAttempt {
  accountId: string;
  id: string;
  event: WebhookEvent;
  conversationId: string;
  contentId: string | null;
  status: DeliveryStatus;
  attempts: number;
  createdAt: Date;
  /** Of the link to the recording, if the body has one; both are there from the first claim on. */
  linkBaseUrl: string | null;
  linkMadeAt: Date | null;
  /** An attempt was made whose outcome is not known. */
  isCut: boolean;
  /** Of a rotation that goes on: it takes over at `nextSecretAt`. */
  nextSecretSealed: Buffer | null;
  nextSecretAt: Date | null;
  subscriptionStatus: 'active' | 'paused' | 'disabled' | 'deleted';
  tokenExpiresAt: Date | null;
  tokenRevokedAt: Date | null;
}

/** So long deliveries are in the log. */
export const loggedMs = 7 * 86_400_000;

const insertSubscription = {
  name: 'insert-webhook-subscription',
  text: `insert into webhook_subscription (account_id, id, form, events, token_id, url, secret_sealed, status, created_at)
    values ($1, $2, $3, $4, $5, $6, $7, 'active', $8)`,
};
const selectDue = {
  name: 'find-deliveries-to-try',
  text: `select account_id as "accountId", id, event, conversation_id as "conversationId", content_id as "contentId", status,
      attempts, created_at as "createdAt", link_base_url as "linkBaseUrl", link_made_at as "linkMadeAt", scopes,
      include_recordings as "includeRecordings", is_cut as "isCut", form, url, secret_sealed as "secretSealed",
      next_secret_sealed as "nextSecretSealed", next_secret_at as "nextSecretAt", subscription_status as "subscriptionStatus",
      lookup, token_scopes as "tokenScopes", token_includes_recordings as "tokenIncludesRecordings",
      token_expires_at as "tokenExpiresAt", token_revoked_at as "tokenRevokedAt"
    from find_deliveries_to_try($1, $2)`,
};
const selectPaces = {
  name: 'select-webhook-paces',
  text: `select s.id, bool_or(recent.status = 'succeeded') as answered,
      bool_or(coalesce(recent.last_error, '') = 'timeout') as "timedOut"
    from webhook_subscription s
    cross join lateral (
      select status, last_error from webhook_delivery d
      where d.account_id = s.account_id and d.subscription_id = s.id and d.created_at >= $1
      order by d.created_at desc limit 20) recent
    where s.status = 'active' and recent.status <> 'skipped'
    group by s.account_id, s.id limit 10000`,
};

export async function storeSubscription(tx: Db, subscription: NewSubscription, now: Date): Promise<void> {
  const { accountId, id, form, events, tokenId, url, secretSealed } = subscription;
  await execute(tx, insertSubscription, [accountId, id, form, events, tokenId, url, secretSealed, now]);
}

type DueRow = DueAttempt &
  DueTarget & {
    /** Null until the first attempt of what another version queued. */
    scopes: string[] | null;
    includeRecordings: boolean | null;
    tokenScopes: string[];
    tokenIncludesRecordings: boolean;
  };

/** In the order of the keys; null for one that does not exist. */
export async function findDeliveriesToTry(
  db: Db,
  keys: { accountId: string; id: string }[],
): Promise<(DueDelivery | null)[]> {
  const values = [keys.map((key) => key.accountId), keys.map((key) => key.id)];
  const rows = await queryAll<DueRow>(db, selectDue, values);
  const byKey = new Map(rows.map((row) => [`${row.accountId} ${row.id}`, dueDelivery(row)]));
  return keys.map(({ accountId, id }) => byKey.get(`${accountId} ${id}`) ?? null);
}

function dueDelivery({ tokenScopes, tokenIncludesRecordings, ...row }: DueRow): DueDelivery {
  const { scopes, includeRecordings } = row;
  const fixed = scopes === null ? null : { scopes, includeRecordings: includeRecordings ?? false };
  const token = { scopes: tokenScopes, includeRecordings: tokenIncludesRecordings };
  return { ...row, ...presentGrant(fixed, token) };
}

interface LoggedPace {
  id: string;
  answered: boolean;
  timedOut: boolean;
}

/** Of the subscriptions of all accounts: how the last deliveries since a moment went there. */
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
