import { type Db, queryAll } from '../../db/pool.ts';
import type { Job } from '../../jobs/queue.ts';
import type { AttemptRecord } from './queries.ts';

/** The receiver wants no more: its subscription is disabled with the record. */
export const gone = 410;

/** The outcome of one job: its delivery's record, and when it is due again, or null where it is over. */
export interface Settlement {
  job: Job<'deliver'>;
  record: AttemptRecord;
  delayMs: number | null;
}

const settle = {
  name: 'settle-deliveries',
  text: 'select * from settle_deliveries($1) as "leaseToken"',
};

/** Writes down what came of each job that is still ours; gives the lease tokens of these. */
export async function settleDeliveries(db: Db, settlements: Settlement[]): Promise<Set<string>> {
  const outcomes = JSON.stringify(settlements.map(outcomeOf));
  const rows = await queryAll<{ leaseToken: string }>(db, settle, [outcomes]);
  return new Set(rows.map((row) => row.leaseToken));
}

function outcomeOf({ job, record, delayMs }: Settlement): Record<string, unknown> {
  return {
    account_id: job.accountId,
    job_id: job.id,
    lease_token: job.leaseToken,
    id: job.payload.deliveryId,
    delay_ms: delayMs,
    status: record.status,
    attempts: record.attempts,
    response_status: record.responseStatus,
    last_error: record.lastError,
    delivered_at: record.deliveredAt,
    disabled_id: record.responseStatus === gone ? job.subjectId : null,
  };
}
