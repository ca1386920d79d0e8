import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { claimDueJobs } from '../../src/jobs/queue.ts';
import { jobRows, numberOf, queueJob, workLane } from './job-rows.ts';
import { createWorkerRig, untilAborted, type WorkerRig } from './worker-rig.ts';

let rig: WorkerRig;
beforeAll(async () => {
  rig = await createWorkerRig();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

test('no more than perSubject jobs of one subject run at once, and no failure is forgotten for waiting', async () => {
  const subjectId = randomUUID();
  for (let n = 0; n < 30; n += 1) await queueJob(rig.installation, { n, subjectId });
  await queueJob(rig.installation, { n: 99 });
  await rig.installation.database.query('update job set failures = 3');
  let running = 0;
  let most = 0;
  const order: string[] = [];
  const failures: number[] = [];
  rig.start({
    concurrency: 16,
    perSubject: 3,
    run: async (job) => {
      failures.push(job.failures);
      order.push(numberOf(job));
      if (job.subjectId === subjectId) running += 1;
      most = Math.max(most, running);
      await rig.finish(job);
      if (job.subjectId === subjectId) running -= 1;
    },
  });
  await rig.waitUntilEmpty();
  expect(most).toBe(3);
  expect(new Set(order).size).toBe(31);
  expect(new Set(failures)).toEqual(new Set([3]));
});

test('a subject that fills its share holds up no other', async () => {
  const slow = randomUUID();
  for (let n = 0; n < 20; n += 1) await queueJob(rig.installation, { n, subjectId: slow });
  for (let n = 0; n < 20; n += 1) await queueJob(rig.installation, { n });
  let others = 0;
  rig.start({
    concurrency: 8,
    perSubject: 2,
    run: async (job, signal) => {
      if (job.subjectId === slow) return untilAborted(signal);
      others += 1;
      await rig.finish(job);
    },
  });
  await expect.poll(() => others).toBe(20);
  expect((await jobRows(rig.installation, slow)).filter((row) => row.lease_token !== null)).toHaveLength(2);
});

test('where fewer places are free than a claim is worth, the next job waits a moment, not for them', async () => {
  for (let n = 0; n < 6; n += 1) await queueJob(rig.installation, { n });
  const begun: string[] = [];
  rig.start({
    concurrency: 4,
    atLeast: 3,
    run: (job, signal) => {
      begun.push(numberOf(job));
      return begun.length <= 3 ? untilAborted(signal) : rig.finish(job);
    },
  });
  await expect.poll(() => new Set(begun).size).toBe(6);
  expect(begun).toHaveLength(6);
});

/** Counts turns of the event loop until it is asked: one or two in a moment, thousands in the time between two looks. */
function countTurns(): () => number {
  let turns = 0;
  let counting = true;
  const count = async (): Promise<void> => {
    for (; counting; turns += 1) await setImmediate();
  };
  void count();
  return () => {
    counting = false;
    return turns;
  };
}

test('a place that is freed while a claim is under way is filled at once', async () => {
  const subjectId = randomUUID();
  for (let n = 0; n < 12; n += 1) await queueJob(rig.installation, { n, subjectId });
  let asked = Promise.withResolvers<void>();
  let ended = Promise.withResolvers<void>();
  let turnsSinceFreed: (() => number) | null = null;
  const waits: number[] = [];
  const worker = rig.start({
    // With a job running, the claim finds its subject busy; when it comes back, the job has ended.
    claim: async (wish) => {
      if (turnsSinceFreed) waits.push(turnsSinceFreed());
      turnsSinceFreed = null;
      const jobs = await claimDueJobs(rig.installation.pool, workLane, wish);
      if (wish.running.length === 0) return jobs;
      asked.resolve();
      await ended.promise;
      await setImmediate();
      turnsSinceFreed = countTurns();
      return jobs;
    },
    run: async (job) => {
      asked = Promise.withResolvers();
      ended = Promise.withResolvers();
      worker.wake();
      await asked.promise;
      await rig.finish(job);
      ended.resolve();
    },
  });
  await rig.waitUntilEmpty();
  await expect.poll(() => waits.length).toBe(12);
  expect(Math.max(...waits)).toBeLessThan(20);
});
