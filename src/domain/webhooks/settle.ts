import { type Db, queryAll } from '../../db/pool.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';
import type { Job } from '../../jobs/queue.ts';
import type { AttemptRecord } from './queries.ts';

/** The receiver wants no more: its subscription is disabled with the record. */
export const gone = 410;

/** An attempt that was made, beside its delivery's record. */
export interface MadeAttempt {
  /** 1, 2, 3 … */
  number: number;
  latencyMs: number;
}

/** The outcome of one job: its delivery's record, and when it is due again, or null where it is over. */
export interface Settlement {
  job: Job<'deliver'>;
  record: AttemptRecord;
  delayMs: number | null;
  /** Null where nothing was sent. */
  attempt: MadeAttempt | null;
}

/** A subscription is failing or disabled from now on. It is told once, to whoever wrote down the attempt that made it so. */
export interface HealthChange {
  accountId: string;
  subscriptionId: string;
  state: 'failing' | 'disabled';
  /** Of one that was disabled. */
  reason: 'gone' | 'no_success' | null;
  /** Failed attempts since the last success. */
  failures: number;
}

export interface Settled {
  /** Of the jobs that were still ours. */
  leaseTokens: ReadonlySet<string>;
  changes: readonly HealthChange[];
}

type SettledRow = { leaseToken: string } | (HealthChange & { leaseToken: null });

// The mail to the operator is queued with the change that it tells of.
const settle = {
  name: 'settle-attempts',
  text: `with settled as materialized (select * from settle_attempts($1)),
    told as (
      insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
      select account_id, gen_random_uuid(), $3, $4, subscription_id, jsonb_build_object('state', state,
        'reason', coalesce(reason, ''), 'failures', failures::text), clock_timestamp(), clock_timestamp()
      from settled where lease_token is null and $2)
    select lease_token as "leaseToken", account_id as "accountId", subscription_id as "subscriptionId", state, reason, failures
    from settled`,
};

/**
 * Writes down what came of each job that is still ours, and what follows for its subscription. With `tellOperator` a mail
 * is queued for each that is failing or disabled from now on.
 */
export async function settleAttempts(
  db: Db,
  settlements: readonly Settlement[],
  { tellOperator = false } = {},
): Promise<Settled> {
  const outcomes = JSON.stringify(settlements.map(outcomeOf));
  const mail: JobKind = 'health_mail';
  const rows = await queryAll<SettledRow>(db, settle, [outcomes, tellOperator, jobKinds[mail].lane, mail]);
  const leaseTokens = new Set<string>();
  const changes: HealthChange[] = [];
  for (const row of rows) {
    if (row.leaseToken === null) changes.push(row);
    else leaseTokens.add(row.leaseToken);
  }
  return { leaseTokens, changes };
}

function outcomeOf({ job, record, delayMs, attempt }: Settlement): Record<string, unknown> {
  return {
    account_id: job.accountId,
    job_id: job.id,
    lease_token: job.leaseToken,
    id: job.payload.deliveryId,
    subscription_id: job.subjectId,
    delay_ms: delayMs,
    status: record.status,
    attempts: record.attempts,
    response_status: record.responseStatus,
    last_error: record.lastError,
    delivered_at: record.deliveredAt,
    attempt: attempt?.number ?? null,
    outcome: record.lastError ?? 'delivered',
    latency_ms: attempt?.latencyMs ?? null,
    gone: record.responseStatus === gone,
  };
}
