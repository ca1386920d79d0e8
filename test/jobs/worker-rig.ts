import { expect } from 'vitest';
import { inTransaction, type Pool } from '../../src/db/pool.ts';
import { type ClaimWish, claimDueJobs, finishJob, type Job } from '../../src/jobs/queue.ts';
import { type JobHandler, Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, silent, workKind, workLane } from './job-rows.ts';

interface WorkerShape {
  run: JobHandler['run'];
  giveUp?: JobHandler['giveUp'];
  concurrency?: number;
  perSubject?: number;
  atLeast?: number;
  claim?: (wish: ClaimWish) => Promise<Job[]>;
  connections?: number;
}

function startWorker(pool: Pool, shape: WorkerShape): Worker {
  const handler: JobHandler = {
    run: shape.run,
    giveUp: shape.giveUp ?? ((job: Job) => Promise.reject(new Error(`gave up ${job.id}`))),
  };
  const worker = new Worker({
    pool,
    log: silent,
    lane: workLane,
    claim: shape.claim ?? ((wish) => claimDueJobs(pool, workLane, wish)),
    concurrency: shape.concurrency ?? 4,
    perSubject: shape.perSubject ?? 1,
    atLeast: shape.atLeast ?? 1,
    handlers: { [workKind]: handler },
  });
  worker.start();
  return worker;
}

/** An installation with workers that do what the test says. */
export interface WorkerRig {
  installation: Installation;
  start(shape: WorkerShape): Worker;
  finish(job: Job): Promise<void>;
  waitUntilEmpty(): Promise<void>;
  /** Stops the workers and removes all jobs. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

export async function createWorkerRig(): Promise<WorkerRig> {
  const installation = await createInstallation();
  const started: Worker[] = [];
  return {
    installation,
    start(shape) {
      const worker = startWorker(installation.anotherPool(shape.connections ?? 4), shape);
      started.push(worker);
      return worker;
    },
    finish: (job) => inTransaction(installation.pool, (tx) => finishJob(tx, job)),
    async waitUntilEmpty() {
      await expect.poll(() => jobRows(installation), { interval: 20 }).toEqual([]);
    },
    async clear() {
      await Promise.all(started.splice(0).map((worker) => worker.drain(0)));
      await installation.database.query('delete from job');
    },
    close: () => installation.close(),
  };
}

/** Ends when the attempt is cut. */
export function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}
