import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { claimJobs, finishJob, type Job } from '../../src/jobs/queue.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../limits/installation.ts';
import { jobRows, queueJob, startWorker, type WorkerShape } from './job-rows.ts';

let installation: Installation;
const started: Worker[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(() => installation.database.query('delete from job'));
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.drain(0)));
});
afterAll(() => installation.close());

function start(shape: Omit<WorkerShape, 'pool'> & { connections?: number }): Worker {
  const worker = startWorker({ pool: installation.anotherPool(shape.connections ?? 4), ...shape });
  started.push(worker);
  return worker;
}

const finish = (job: Job): Promise<void> => inTransaction(installation.pool, (tx) => finishJob(tx, job));

async function waitUntilEmpty(timeoutMs = 10_000): Promise<void> {
  await expect.poll(() => jobRows(installation), { timeout: timeoutMs, interval: 20 }).toEqual([]);
}

/** Ends when the attempt is cut. */
function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
}

test('no more than perSubject jobs of one subject run at once, and no failure is forgotten for waiting', async () => {
  const subjectId = randomUUID();
  for (let n = 0; n < 30; n += 1) await queueJob(installation, { n, subjectId });
  await queueJob(installation, { n: 99 });
  await installation.database.query('update job set claims = 3');
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const claims: number[] = [];
  start({
    concurrency: 16,
    perSubject: 3,
    run: async (job) => {
      claims.push(job.claims);
      order.push(job.payload['n'] ?? '');
      if (job.subjectId === subjectId) running += 1;
      most = Math.max(most, running);
      await finish(job);
      if (job.subjectId === subjectId) running -= 1;
    },
  });
  await waitUntilEmpty();
  expect(most).toBe(3);
  expect(new Set(order).size).toBe(31);
  expect(new Set(claims)).toEqual(new Set([4]));
});

test('a subject that fills its share holds up no other', async () => {
  const slow = randomUUID();
  for (let n = 0; n < 20; n += 1) await queueJob(installation, { n, subjectId: slow });
  for (let n = 0; n < 20; n += 1) await queueJob(installation, { n });
  let others = 0;
  start({
    concurrency: 8,
    perSubject: 2,
    run: async (job, signal) => {
      if (job.subjectId === slow) return untilAborted(signal);
      others += 1;
      await finish(job);
    },
  });
  await expect.poll(() => others, { timeout: 5_000 }).toBe(20);
  expect((await jobRows(installation, slow)).filter((row) => row.lease_token !== null)).toHaveLength(2);
});

test('where fewer places are free than a claim is worth, the next job waits a moment, not for them', async () => {
  for (let n = 0; n < 6; n += 1) await queueJob(installation, { n });
  const begun: string[] = [];
  start({
    concurrency: 4,
    atLeast: 3,
    run: (job, signal) => {
      begun.push(job.payload['n'] ?? '');
      return begun.length <= 3 ? untilAborted(signal) : finish(job);
    },
  });
  await expect.poll(() => new Set(begun).size, { timeout: 5_000 }).toBe(6);
  expect(begun).toHaveLength(6);
});

test('a place that is freed while a claim is under way is filled at once', async () => {
  const subjectId = randomUUID();
  for (let n = 0; n < 12; n += 1) await queueJob(installation, { n, subjectId });
  let asked = Promise.withResolvers<void>();
  let ended = Promise.withResolvers<void>();
  const worker = start({
    // With a job running, the claim finds its subject busy; when it comes back, the job has ended.
    claim: async (wish) => {
      const jobs = await claimJobs(installation.pool, 'pipeline', wish);
      if (wish.running.length === 0) return jobs;
      asked.resolve();
      await ended.promise;
      await setImmediate();
      return jobs;
    },
    run: async (job) => {
      asked = Promise.withResolvers();
      ended = Promise.withResolvers();
      worker.wake();
      await asked.promise;
      await finish(job);
      ended.resolve();
    },
  });
  // Polling alone takes 250 ms for each.
  await waitUntilEmpty(2_500);
});
