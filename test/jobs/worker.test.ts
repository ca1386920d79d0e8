import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { enqueue, finishJob, type Job } from '../../src/jobs/queue.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../limits/installation.ts';
import { jobRows, makeDue, queueJob, startWorker, type WorkerShape } from './job-rows.ts';

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

test('two workers do a thousand jobs, each once', async () => {
  const done: string[] = [];
  await installation.database.query(
    `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
     select $1, gen_random_uuid(), 'pipeline', 'work', gen_random_uuid(), jsonb_build_object('n', n::text),
       clock_timestamp(), clock_timestamp() from generate_series(1, 1000) n`,
    [installation.accountId],
  );
  for (const _ of [1, 2]) {
    start({
      concurrency: 8,
      run: async (job) => {
        done.push(job.payload['n'] ?? '');
        await finish(job);
      },
    });
  }
  await waitUntilEmpty();
  expect(done).toHaveLength(1_000);
  expect(new Set(done).size).toBe(1_000);
});

test('a job that comes while the worker idles is found by polling, and at once when it is woken', async () => {
  const worker = start({ run: finish });
  await queueJob(installation);
  await waitUntilEmpty(1_000);
  await queueJob(installation);
  worker.wake();
  await waitUntilEmpty(1_000);
  expect(worker.sinceLastLookMs()).toBeLessThan(1_000);
});

test('a failed job is tried again later each time, and given up at the sixth claim', async () => {
  const runs: number[] = [];
  const givenUp: number[] = [];
  const subject = await queueJob(installation);
  const worker = start({
    run: (job) => {
      runs.push(job.claims);
      return Promise.reject(new Error('the handler failed'));
    },
    giveUp: async (job) => {
      givenUp.push(job.claims);
      await finish(job);
    },
  });
  for (let claims = 1; claims <= 5; claims += 1) {
    await expect
      .poll(() => jobRows(installation, subject), { timeout: 3_000, interval: 10 })
      .toMatchObject([{ claims, lease_token: null }]);
    const [row] = await jobRows(installation, subject);
    expect(Math.abs((row?.due_in_ms ?? 0) - 5_000 * claims)).toBeLessThan(2_000);
    await makeDue(installation, subject);
    worker.wake();
  }
  await waitUntilEmpty();
  expect(runs).toEqual([1, 2, 3, 4, 5]);
  expect(givenUp).toEqual([6]);
});

test('a job that nobody can handle fails like any other', async () => {
  const subjectId = randomUUID();
  const { accountId } = installation;
  await enqueue(installation.pool, { accountId, lane: 'pipeline', kind: 'unheard', subjectId, payload: {} });
  start({ run: finish });
  await expect
    .poll(() => jobRows(installation, subjectId), { timeout: 3_000 })
    .toMatchObject([{ claims: 1, lease_token: null }]);
});

test('a lease that ran out under a paused worker: the job is done by another, the first writes nothing', async () => {
  const subject = await queueJob(installation, { n: 1 });
  const wrote: string[] = [];
  const begun = Promise.withResolvers<void>();
  const resume = Promise.withResolvers<void>();
  const paused = start({
    run: async (job) => {
      begun.resolve();
      await resume.promise;
      await inTransaction(installation.pool, async (tx) => {
        await tx.query({ text: 'update account set name = $1', values: ['written by the paused one'] });
        await finishJob(tx, job);
      });
      wrote.push('paused');
    },
  });
  await begun.promise;
  const stopped = paused.drain(5_000);
  await makeDue(installation, subject);
  start({
    run: async (job) => {
      await finish(job);
      wrote.push('other');
    },
  });
  await waitUntilEmpty();
  resume.resolve();
  await stopped;
  expect(wrote).toEqual(['other']);
  expect(await installation.database.query('select name from account')).toEqual([{ name: 'Test account' }]);
});

test('draining lets a running job end and begins no other', async () => {
  await queueJob(installation, { n: 1 });
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const worker = start({
    run: async (job) => {
      begun.resolve();
      await end.promise;
      await finish(job);
    },
  });
  await begun.promise;
  const drained = worker.drain(5_000);
  await queueJob(installation, { n: 2 });
  end.resolve();
  await drained;
  expect(worker.busy).toBe(0);
  expect(await jobRows(installation)).toMatchObject([{ claims: 0, lease_token: null }]);
});

test('draining an idle worker takes no time', async () => {
  const worker = start({ run: finish });
  const startedMs = performance.now();
  await worker.drain(8_000);
  expect(performance.now() - startedMs).toBeLessThan(500);
});

test('a job that does not end in the grace is cut, and due again at once', async () => {
  const subject = await queueJob(installation);
  const begun = Promise.withResolvers<void>();
  const worker = start({
    run: (_, signal) => {
      begun.resolve();
      return untilAborted(signal);
    },
  });
  await begun.promise;
  const startedMs = performance.now();
  await worker.drain(200);
  expect(performance.now() - startedMs).toBeLessThan(1_200);
  const [row] = await jobRows(installation, subject);
  expect(row?.lease_token).toBeNull();
  expect(row?.due_in_ms).toBeLessThanOrEqual(0);
});

test('a job that can not be cut does not hold up the end, and loses its lease', async () => {
  const subject = await queueJob(installation);
  const begun = Promise.withResolvers<void>();
  const never = Promise.withResolvers<void>();
  const worker = start({
    run: () => {
      begun.resolve();
      return never.promise;
    },
  });
  await begun.promise;
  const startedMs = performance.now();
  await worker.drain(100);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  expect(await jobRows(installation, subject)).toMatchObject([{ lease_token: null, claims: 0 }]);
  never.resolve();
});

test('lost connections and a queue that can not be read: the worker goes on by itself', async () => {
  const worker = start({ run: finish });
  await installation.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'meetric' and datname = current_database()`,
  );
  await installation.database.query('alter table job rename to job_away');
  await expect.poll(() => worker.sinceLastLookMs(), { timeout: 3_000 }).toBeGreaterThan(600);
  await installation.database.query('alter table job_away rename to job');
  await queueJob(installation);
  await waitUntilEmpty(3_000);
});
