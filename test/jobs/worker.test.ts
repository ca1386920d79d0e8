import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { enqueue, finishJob } from '../../src/jobs/queue.ts';
import { jobRows, makeDue, queueJob } from './job-rows.ts';
import { createWorkerRig, untilAborted, type WorkerRig } from './worker-rig.ts';

let rig: WorkerRig;
beforeAll(async () => {
  rig = await createWorkerRig();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

test('two workers do a thousand jobs, each once', async () => {
  const done: string[] = [];
  await rig.installation.database.query(
    `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
     select $1, gen_random_uuid(), 'pipeline', 'work', gen_random_uuid(), jsonb_build_object('n', n::text),
       clock_timestamp(), clock_timestamp() from generate_series(1, 1000) n`,
    [rig.installation.accountId],
  );
  for (const _ of [1, 2]) {
    rig.start({
      concurrency: 8,
      run: async (job) => {
        done.push(job.payload['n'] ?? '');
        await rig.finish(job);
      },
    });
  }
  await rig.waitUntilEmpty();
  expect(done).toHaveLength(1_000);
  expect(new Set(done).size).toBe(1_000);
});

test('a job that comes while the worker idles is found by polling, and at once when it is woken', async () => {
  const worker = rig.start({ run: rig.finish });
  await queueJob(rig.installation);
  await rig.waitUntilEmpty(1_000);
  await queueJob(rig.installation);
  worker.wake();
  await rig.waitUntilEmpty(1_000);
  expect(worker.sinceLastLookMs()).toBeLessThan(1_000);
});

test('a failed job is tried again later each time, and given up at the sixth claim', async () => {
  const runs: number[] = [];
  const givenUp: number[] = [];
  const subject = await queueJob(rig.installation);
  const worker = rig.start({
    run: (job) => {
      runs.push(job.claims);
      return Promise.reject(new Error('the handler failed'));
    },
    giveUp: async (job) => {
      givenUp.push(job.claims);
      await rig.finish(job);
    },
  });
  for (let claims = 1; claims <= 5; claims += 1) {
    await expect
      .poll(() => jobRows(rig.installation, subject), { timeout: 3_000, interval: 10 })
      .toMatchObject([{ claims, lease_token: null }]);
    const [row] = await jobRows(rig.installation, subject);
    expect(Math.abs((row?.due_in_ms ?? 0) - 5_000 * claims)).toBeLessThan(2_000);
    await makeDue(rig.installation, subject);
    worker.wake();
  }
  await rig.waitUntilEmpty();
  expect(runs).toEqual([1, 2, 3, 4, 5]);
  expect(givenUp).toEqual([6]);
});

test('a job that nobody can handle fails like any other', async () => {
  const subjectId = randomUUID();
  const { accountId } = rig.installation;
  await enqueue(rig.installation.pool, {
    accountId,
    lane: 'pipeline',
    kind: 'unheard',
    subjectId,
    payload: {},
  });
  rig.start({ run: rig.finish });
  await expect
    .poll(() => jobRows(rig.installation, subjectId), { timeout: 3_000 })
    .toMatchObject([{ claims: 1, lease_token: null }]);
});

test('a lease that ran out under a paused worker: the job is done by another, the first writes nothing', async () => {
  const subject = await queueJob(rig.installation, { n: 1 });
  const wrote: string[] = [];
  const begun = Promise.withResolvers<void>();
  const resume = Promise.withResolvers<void>();
  const paused = rig.start({
    run: async (job) => {
      begun.resolve();
      await resume.promise;
      await inTransaction(rig.installation.pool, async (tx) => {
        await tx.query({ text: 'update account set name = $1', values: ['written by the paused one'] });
        await finishJob(tx, job);
      });
      wrote.push('paused');
    },
  });
  await begun.promise;
  const stopped = paused.drain(5_000);
  await makeDue(rig.installation, subject);
  rig.start({
    run: async (job) => {
      await rig.finish(job);
      wrote.push('other');
    },
  });
  await rig.waitUntilEmpty();
  resume.resolve();
  await stopped;
  expect(wrote).toEqual(['other']);
  expect(await rig.installation.database.query('select name from account')).toEqual([
    { name: 'Test account' },
  ]);
});

test('draining lets a running job end and begins no other', async () => {
  await queueJob(rig.installation, { n: 1 });
  const begun = Promise.withResolvers<void>();
  const end = Promise.withResolvers<void>();
  const worker = rig.start({
    run: async (job) => {
      begun.resolve();
      await end.promise;
      await rig.finish(job);
    },
  });
  await begun.promise;
  const drained = worker.drain(5_000);
  await queueJob(rig.installation, { n: 2 });
  end.resolve();
  await drained;
  expect(worker.busy).toBe(0);
  expect(await jobRows(rig.installation)).toMatchObject([{ claims: 0, lease_token: null }]);
});

test('draining an idle worker takes no time', async () => {
  const worker = rig.start({ run: rig.finish });
  const startedMs = performance.now();
  await worker.drain(8_000);
  expect(performance.now() - startedMs).toBeLessThan(500);
});

test('a job that does not end in the grace is cut, and due again at once', async () => {
  const subject = await queueJob(rig.installation);
  const begun = Promise.withResolvers<void>();
  const worker = rig.start({
    run: (_, signal) => {
      begun.resolve();
      return untilAborted(signal);
    },
  });
  await begun.promise;
  const startedMs = performance.now();
  await worker.drain(200);
  expect(performance.now() - startedMs).toBeLessThan(1_200);
  const [row] = await jobRows(rig.installation, subject);
  expect(row?.lease_token).toBeNull();
  expect(row?.due_in_ms).toBeLessThanOrEqual(0);
});

test('a job that can not be cut does not hold up the end, and loses its lease', async () => {
  const subject = await queueJob(rig.installation);
  const begun = Promise.withResolvers<void>();
  const never = Promise.withResolvers<void>();
  const worker = rig.start({
    run: () => {
      begun.resolve();
      return never.promise;
    },
  });
  await begun.promise;
  const startedMs = performance.now();
  await worker.drain(100);
  expect(performance.now() - startedMs).toBeLessThan(2_000);
  expect(await jobRows(rig.installation, subject)).toMatchObject([{ lease_token: null, claims: 0 }]);
  never.resolve();
});

test('lost connections and a queue that can not be read: the worker goes on by itself', async () => {
  const worker = rig.start({ run: rig.finish });
  await rig.installation.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'meetric' and datname = current_database()`,
  );
  await rig.installation.database.query('alter table job rename to job_away');
  await expect.poll(() => worker.sinceLastLookMs(), { timeout: 3_000 }).toBeGreaterThan(600);
  await rig.installation.database.query('alter table job_away rename to job');
  await queueJob(rig.installation);
  await rig.waitUntilEmpty(3_000);
});
