import { type Db, queryAll } from '../../db/pool.ts';
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

const settle = {
  name: 'settle-attempts',
  text: `select lease_token as "leaseToken", account_id as "accountId", subscription_id as "subscriptionId", state, reason, failures
    from settle_attempts($1)`,
};

/** Writes down what came of each job that is still ours, and what follows for its subscription. */
export async function settleAttempts(db: Db, settlements: readonly Settlement[]): Promise<Settled> {
  const outcomes = JSON.stringify(settlements.map(outcomeOf));
  const rows = await queryAll<SettledRow>(db, settle, [outcomes]);
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
