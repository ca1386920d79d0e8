import { type Db, queryAll } from '../../db/pool.ts';
import type { ClaimWish, Job } from '../../jobs/queue.ts';
import type { BodyParts, DueDelivery } from './queries.ts';

/** A claimed job of lane `delivery` with what its attempt needs. */
export interface DeliveryJob extends Job {
  /** null where it is gone. */
  delivery: DueDelivery | null;
  /**
   * null where they are too large to wait in memory, or the delivery may not be sent. One object for all deliveries of a
   * conversation that have the same.
   */
  parts: BodyParts | null;
}

/** Deflated, as most of it is. */
const longestWaitingBytes = 16_384;

type OfDelivery = 'account_id' | 'event' | 'conversation_id' | 'status' | 'attempts' | 'created_at';
type OfSubscription = Omit<DueDelivery, OfDelivery | 'id' | 'subscription_id'>;

interface ClaimedRow extends Pick<DueDelivery, OfDelivery>, OfSubscription, BodyParts {
  job_id: string;
  kind: string;
  subject_id: string;
  delivery_id: string;
  claims: number;
  lease_token: string;
  id: string | null;
  /** What is of the subscription stands in this row, for all of them. */
  tells_subscription: boolean;
  /** The parts may stand in another row of the conversation. */
  shares: boolean;
}

const claim = {
  name: 'claim-deliveries',
  text: 'select * from claim_deliveries_to_send($1, $2, $3, $4, $5, $6, $7)',
};

/**
 * Claims due deliveries. A link in a body is one of `now` and `publicUrl`, the first time; it is kept in the same transaction
 * with what else the body is made of.
 */
export async function claimDeliveries(
  db: Db,
  wish: ClaimWish & { now: Date; publicUrl: string },
): Promise<DeliveryJob[]> {
  const { limit, leaseMs, perSubject, running, now, publicUrl } = wish;
  const values = [limit, leaseMs, perSubject, running, now, publicUrl, longestWaitingBytes];
  const rows = await queryAll<ClaimedRow & Record<string, unknown>>(db, claim, values);
  const subscriptions = new Map<string, OfSubscription>();
  const shared = new Map<string, BodyParts>();
  for (const row of rows) {
    if (row.id !== null && row.tells_subscription) subscriptions.set(ofAccount(row, row.subject_id), row);
    if (row.shares && row.card !== null) shared.set(ofAccount(row, row.conversation_id), row);
  }
  return rows.map((row) => ({
    accountId: row.account_id,
    id: row.job_id,
    kind: row.kind,
    subjectId: row.subject_id,
    payload: { deliveryId: row.delivery_id },
    claims: row.claims,
    leaseToken: row.lease_token,
    delivery: deliveryOf(row, subscriptions.get(ofAccount(row, row.subject_id))),
    parts: row.shares ? (shared.get(ofAccount(row, row.conversation_id)) ?? null) : partsOf(row),
  }));
}

function ofAccount({ account_id: accountId }: ClaimedRow, id: string): string {
  return `${accountId} ${id}`;
}

function deliveryOf(row: ClaimedRow, subscription: OfSubscription | undefined): DueDelivery | null {
  if (row.id === null || !subscription) return null;
  return {
    account_id: row.account_id,
    id: row.id,
    event: row.event,
    conversation_id: row.conversation_id,
    status: row.status,
    attempts: row.attempts,
    created_at: row.created_at,
    url: subscription.url,
    secret_sealed: subscription.secret_sealed,
    subscription_id: row.subject_id,
    subscription_status: subscription.subscription_status,
    lookup: subscription.lookup,
    scopes: subscription.scopes,
    include_recordings: subscription.include_recordings,
    token_expires_at: subscription.token_expires_at,
    token_revoked_at: subscription.token_revoked_at,
  };
}

function partsOf(row: BodyParts): BodyParts | null {
  return row.body || row.card !== null ? row : null;
}
