import { type Db, queryAll } from '../db/pool.ts';
import type { ClaimWish, Job } from '../jobs/queue.ts';
import type { DueDelivery, KeptBody } from './queries.ts';

/** A claimed job of lane `delivery` with what its attempt needs. */
export interface DeliveryJob extends Job {
  /** null where it is gone. */
  delivery: DueDelivery | null;
  /** null where it is too large to wait in memory, or the delivery may not be sent. */
  kept: KeptBody | null;
}

/** Deflated, as most of it is. */
const longestWaitingBytes = 16_384;

interface ClaimedRow extends Omit<DueDelivery, 'id'>, KeptBody {
  job_id: string;
  kind: string;
  subject_id: string;
  delivery_id: string;
  claims: number;
  lease_token: string;
  id: string | null;
}

const claim = {
  name: 'claim-deliveries',
  text: 'select * from claim_deliveries($1, $2, $3, $4, $5, $6, $7)',
};

/**
 * Claims due deliveries. What the body of each is made of is kept in the same transaction, the first time; a link in it is one
 * of `now` and `publicUrl`.
 */
export async function claimDeliveries(
  db: Db,
  wish: ClaimWish & { now: Date; publicUrl: string },
): Promise<DeliveryJob[]> {
  const { limit, leaseMs, perSubject, running, now, publicUrl } = wish;
  const values = [limit, leaseMs, perSubject, running, now, publicUrl, longestWaitingBytes];
  const rows = await queryAll<ClaimedRow & Record<string, unknown>>(db, claim, values);
  return rows.map((row) => ({
    accountId: row.account_id,
    id: row.job_id,
    kind: row.kind,
    subjectId: row.subject_id,
    payload: { deliveryId: row.delivery_id },
    claims: row.claims,
    leaseToken: row.lease_token,
    delivery: isThere(row) ? row : null,
    kept: row.body || row.card !== null ? row : null,
  }));
}

function isThere(row: ClaimedRow): row is ClaimedRow & DueDelivery {
  return row.id !== null;
}
