import { type Db, queryAll } from '../db/pool.ts';
import { heldBy, heldJobs, type Job } from '../jobs/queue.ts';
import type { AttemptRecord } from './queries.ts';

/** The receiver wants no more: its subscription is disabled with the record. */
export const gone = 410;

/** What came of one job: its delivery's record, and when it is due again, or null where it is over. */
export interface Settlement {
  job: Job;
  record: AttemptRecord;
  delayMs: number | null;
}

// Records, jobs that end and jobs that are put off, in one transaction for all.
const settle = {
  name: 'settle-deliveries',
  text: `with ${heldJobs},
    outcome as materialized (
      select held.account_id, held.id as job_id, made.*
      from unnest($3::uuid[], $4::uuid[], $5::float8[], $6::text[], $7::int[], $8::int[], $9::text[], $10::timestamptz[], $11::uuid[])
        as made (lease_token, delivery_id, delay_ms, status, attempts, response_status, last_error, delivered_at,
          disabled_id)
      join held on held.lease_token = made.lease_token),
    ended as (
      delete from job using outcome o
      where job.account_id = o.account_id and job.id = o.job_id and o.delay_ms is null),
    put_off as (
      update job set due_at = clock_timestamp() + o.delay_ms * interval '1 millisecond', lease_token = null, claims = 0
      from outcome o where job.account_id = o.account_id and job.id = o.job_id and o.delay_ms is not null),
    disabled as (
      update webhook_subscription s set status = 'disabled'
      from outcome o where s.account_id = o.account_id and s.id = o.disabled_id),
    recorded as (
      update webhook_delivery d set status = o.status, attempts = d.attempts + o.attempts,
        response_status = o.response_status, last_error = o.last_error, delivered_at = o.delivered_at
      from outcome o where d.account_id = o.account_id and d.id = o.delivery_id)
    select lease_token from outcome`,
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
