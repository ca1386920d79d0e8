import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { expect } from 'vitest';
import { type JobKind, jobKinds, type Lane } from '../../src/jobs/kinds.ts';
import { enqueue, type Job } from '../../src/jobs/queue.ts';
import type { Installation } from '../domain/limits/installation.ts';

export interface JobRow {
  id: string;
  failures: number;
  lost_leases: number;
  crashes: number;
  lease_token: string | null;
  /** Milliseconds from now; negative where it is due. */
  due_in_ms: number;
}

/** SQL: which jobs. */
export const ofKind = (kind: JobKind): string => `kind = '${kind}'`;
export const ofLane = (lane: Lane): string => `lane = '${lane}'`;

/** SQL: until when a job is leased; null where it is not. */
const leaseEnd = '(case when lease_token is not null then leased_until end)';

export const silent = pino({ level: 'silent' });

/** The kind of the jobs here, since each kind has a lane; none of them delivers anything. */
export const workKind = 'deliver';
export const workLane = jobKinds[workKind].lane;

/** Queues a job with a number, each on a subject of its own unless told. */
export async function queueJob(
  installation: Installation,
  job: { n?: number; subjectId?: string; delayMs?: number } = {},
): Promise<string> {
  const subjectId = job.subjectId ?? randomUUID();
  await enqueue(installation.pool, {
    accountId: installation.accountId,
    kind: workKind,
    subjectId,
    payload: { deliveryId: String(job.n ?? 0) },
    delayMs: job.delayMs ?? 0,
  });
  return subjectId;
}

/** The number that a job was queued with. */
export function numberOf({ payload }: Job): string {
  return 'deliveryId' in payload ? String(payload['deliveryId']) : '';
}

export function jobRows(installation: Installation, subjectId?: string): Promise<JobRow[]> {
  return installation.database.query<JobRow>(
    `select id, failures, lost_leases, crashes, lease_token, (extract(epoch from greatest(due_at, ${leaseEnd}) - clock_timestamp()) * 1000)::int as due_in_ms
     from job where $1::uuid is null or subject_id = $1 order by created_at`,
    [subjectId ?? null],
  );
}

/**
 * Matches the `due_in_ms` of what was put off by `waitMs` at some moment since `sinceMs` of performance.now(): however long
 * the test took, and no longer.
 */
export function putOffBy(waitMs: number, sinceMs: number): unknown {
  return expect.toSatisfy(
    // The row was read before it is looked at.
    (ms: number) => ms <= waitMs + 1 && ms >= waitMs - (performance.now() - sinceMs) - 1,
  );
}

/** Time passes for a queued or leased job: it is due now. */
export async function makeDue(installation: Installation, subjectId: string): Promise<void> {
  await installation.database.query(
    'update job set due_at = clock_timestamp(), leased_until = clock_timestamp() where subject_id = $1',
    [subjectId],
  );
}
