import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Pool } from '../../src/db/pool.ts';
import { type ClaimWish, claimJobs, enqueue, type Job } from '../../src/jobs/queue.ts';
import { type JobHandler, Worker } from '../../src/jobs/worker.ts';
import type { Installation } from '../limits/installation.ts';

export interface JobRow {
  id: string;
  claims: number;
  lease_token: string | null;
  /** Milliseconds from now; negative where it is due. */
  due_in_ms: number;
}

export const silent = pino({ level: 'silent' });

/** Queues a job of kind `work`, each on a subject of its own unless told. */
export async function queueJob(
  installation: Installation,
  job: { n?: number; subjectId?: string; delayMs?: number } = {},
): Promise<string> {
  const subjectId = job.subjectId ?? randomUUID();
  await enqueue(installation.pool, {
    accountId: installation.accountId,
    lane: 'pipeline',
    kind: 'work',
    subjectId,
    payload: { n: String(job.n ?? 0) },
    delayMs: job.delayMs ?? 0,
  });
  return subjectId;
}

export function jobRows(installation: Installation, subjectId?: string): Promise<JobRow[]> {
  return installation.database.query<JobRow>(
    `select id, claims, lease_token, (extract(epoch from greatest(due_at, leased_until) - clock_timestamp()) * 1000)::int as due_in_ms
     from job where $1::uuid is null or subject_id = $1 order by created_at`,
    [subjectId ?? null],
  );
}

/** Time passes for a queued or leased job: it is due now. */
export async function makeDue(installation: Installation, subjectId: string): Promise<void> {
  await installation.database.query(
    'update job set due_at = clock_timestamp(), leased_until = null where subject_id = $1',
    [subjectId],
  );
}

export interface WorkerShape {
  pool: Pool;
  run: JobHandler['run'];
  giveUp?: JobHandler['giveUp'];
  concurrency?: number;
  perSubject?: number;
  atLeast?: number;
  claim?: (wish: ClaimWish) => Promise<Job[]>;
}

export function startWorker(shape: WorkerShape): Worker {
  const handler: JobHandler = {
    run: shape.run,
    giveUp: shape.giveUp ?? ((job: Job) => Promise.reject(new Error(`gave up ${job.id}`))),
  };
  const worker = new Worker({
    pool: shape.pool,
    log: silent,
    lane: 'pipeline',
    claim: shape.claim ?? ((wish) => claimJobs(shape.pool, 'pipeline', wish)),
    concurrency: shape.concurrency ?? 4,
    perSubject: shape.perSubject ?? 1,
    atLeast: shape.atLeast ?? 1,
    handlers: new Map([['work', handler]]),
  });
  worker.start();
  return worker;
}
