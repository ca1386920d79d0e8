import { type Db, queryAll } from '../../db/pool.ts';
import { heldBy, type Job } from '../../jobs/queue.ts';
import type { AttemptRecord } from './queries.ts';

/** The receiver wants no more: its subscription is disabled with the record. */
export const gone = 410;

/** What came of one job: its delivery's record, and when it is due again, or null where it is over. */
export interface Settlement {
  job: Job;
  record: AttemptRecord;
  delayMs: number | null;
}

const settle = {
  name: 'settle-deliveries',
  text: 'select * from settle_deliveries($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) as lease_token',
};

/** Writes down what came of each job that is still ours; gives the lease tokens of these. */
export async function settleDeliveries(db: Db, settlements: Settlement[]): Promise<Set<string>> {
  const records = settlements.map(({ record }) => record);
  const rows = await queryAll<{ lease_token: string }>(db, settle, [
    ...heldBy(settlements.map(({ job }) => job)),
    settlements.map(({ job }) => job.payload['deliveryId'] ?? null),
    settlements.map(({ delayMs }) => delayMs),
    records.map(({ status }) => status),
    records.map(({ attempts }) => attempts),
    records.map(({ responseStatus }) => responseStatus),
    records.map(({ lastError }) => lastError),
    records.map(({ deliveredAt }) => deliveredAt),
    settlements.map(({ job, record }) => (record.responseStatus === gone ? job.subjectId : null)),
  ]);
  return new Set(rows.map((row) => row.lease_token));
}
