import { setImmediate } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { finishJob } from '../../src/jobs/queue.ts';
import { jobRows, makeDue, numberOf, putOffBy, queueJob, workKind, workLane } from './job-rows.ts';
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
     select $1, gen_random_uuid(), $2, $3, gen_random_uuid(), jsonb_build_object('deliveryId', n::text),
       clock_timestamp(), clock_timestamp() from generate_series(1, 1000) n`,
    [rig.installation.accountId, workLane, workKind],
  );
  for (const _ of [1, 2]) {
    rig.start({
      concurrency: 8,
      run: async (job) => {
        done.push(numberOf(job));
        await rig.finish(job);
      },
    });
  }
  await rig.waitUntilEmpty();
  expect(done).toHaveLength(1_000);
  expect(new Set(done).size).toBe(1_000);
});

test('a job that comes while the worker idles is found by polling', async () => {
  rig.start({ run: rig.finish });
  await rig.waitUntilEmpty();
  await queueJob(rig.installation);
  await rig.waitUntilEmpty();
});

test('a worker that is woken looks at once', async () => {
  let looks = 0;
  const worker = rig.start({
    run: rig.finish,
    // Answered at once, so that the worker idles whenever the test goes on.
    claim: async () => {
      looks += 1;
      return [];
    },
  });
  await setImmediate();
  for (let woken = 0; woken < 50; woken += 1) {
    const before = looks;
    worker.wake();
    // Longer than a turn of the event loop, and far less than the time between two looks of an idle worker.
    await setImmediate();
    expect(looks).toBeGreaterThan(before);
  }
});

test('a failed job is tried again later each time, and given up after five failures', async () => {
  const runs: number[] = [];
  const givenUp: unknown[] = [];
  const subject = await queueJob(rig.installation);
  const worker = rig.start({
    run: (job) => {
      runs.push(job.failures);
      return Promise.reject(new Error('the handler failed'));
    },
    giveUp: async (job, reason) => {
      givenUp.push([job.failures, reason]);
      await rig.finish(job);
    },
  });
  let claimableMs = performance.now();
  for (let failures = 1; failures <= 5; failures += 1) {
    await expect
      .poll(() => jobRows(rig.installation, subject), { interval: 10 })
      .toMatchObject([{ failures, lease_token: null }]);
    expect(await jobRows(rig.installation, subject)).toMatchObject([
      { due_in_ms: putOffBy(5_000 * failures, claimableMs) },
    ]);
    claimableMs = performance.now();
    await makeDue(rig.installation, subject);
    worker.wake();
  }
  await rig.waitUntilEmpty();
  expect(runs).toEqual([0, 1, 2, 3, 4]);
  expect(givenUp).toEqual([[5, 'failures']]);
});

test('a job that nobody can handle fails like any other', async () => {
  const subjectId = await queueJob(rig.installation);
  await rig.installation.database.query(`update job set kind = 'unheard'`);
  rig.start({ run: rig.finish });
  await expect
    .poll(() => jobRows(rig.installation, subjectId))
    .toMatchObject([{ failures: 1, lease_token: null }]);
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

test('a job whose lease is lost is cut when it is to be renewed', async () => {
  await queueJob(rig.installation);
  const cut = Promise.withResolvers<unknown>();
  rig.start({
    run: (_, signal) => untilAborted(signal).catch((error: unknown) => cut.resolve(error)),
  });
  await expect.poll(async () => (await jobRows(rig.installation))[0]?.lease_token).not.toBeNull();
  await rig.installation.database.query('delete from job');
  expect(String(await cut.promise)).toContain('The lease is lost');
});

test('a paused worker that wakes clears its job of suspicion, though another has it', async () => {
  const subject = await queueJob(rig.installation);
  const begun = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const resume = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const start = (n: number): void => {
    rig.start({
      run: async (job) => {
        begun[n]?.resolve();
        await resume[n]?.promise;
        await rig.finish(job);
      },
      concurrency: 1,
    });
  };
  start(0);
  await begun[0]?.promise;
  // The first one does not claim what it runs itself.
  await makeDue(rig.installation, subject);
  start(1);
  await begun[1]?.promise;
  expect(await jobRows(rig.installation, subject)).toMatchObject([{ lost_leases: 1 }]);
  resume[0]?.resolve();
  await expect.poll(() => jobRows(rig.installation, subject)).toMatchObject([{ lost_leases: 0 }]);
  resume[1]?.resolve();
  await rig.waitUntilEmpty();
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
  expect(worker.busy).toBe(1);
  const drained = worker.drain(5_000);
  await queueJob(rig.installation, { n: 2 });
  end.resolve();
  await drained;
  expect(worker.busy).toBe(0);
  expect(await jobRows(rig.installation)).toMatchObject([{ failures: 0, lease_token: null }]);
});

/** Longer than any test may run. */
const forEverMs = 3_600_000;

test('draining an idle worker does not wait for the grace to pass', async () => {
  const worker = rig.start({ run: rig.finish });
  await worker.drain(forEverMs);
  expect(worker.busy).toBe(0);
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
  // Timers may ring a millisecond early.
  expect(performance.now() - startedMs).toBeGreaterThan(198);
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
  await worker.drain(100);
  expect(await jobRows(rig.installation, subject)).toMatchObject([{ lease_token: null, failures: 0 }]);
  never.resolve();
});

test('lost connections and a queue that can not be read: the worker goes on by itself', async () => {
  const worker = rig.start({ run: rig.finish });
  await rig.installation.database.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = 'meetric' and datname = current_database()`,
  );
  await rig.installation.database.query('alter table job rename to job_away');
  await expect.poll(() => worker.sinceLastLookMs()).toBeGreaterThan(600);
  await rig.installation.database.query('alter table job_away rename to job');
  // The pool may not have heard yet that its connections are gone.
  await queueJob({ ...rig.installation, pool: rig.installation.anotherPool() });
  await rig.waitUntilEmpty();
});
