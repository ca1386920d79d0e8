import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import {
  claimDueJobs,
  enqueue,
  finishJob,
  holdJob,
  type Job,
  LeaseLost,
  putOffFailedJob,
  putOffJob,
  renewLeases,
} from '../../src/jobs/queue.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, makeDue, numberOf, putOffBy, queueJob, workKind, workLane } from './job-rows.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(() => installation.database.query('delete from job'));
afterAll(() => installation.close());

function claim(limit: number, running: string[] = [], perSubject = 1): Promise<Job[]> {
  return claimDueJobs(installation.pool, workLane, { limit, leaseMs: 20_000, perSubject, running });
}

async function claimOne(): Promise<Job> {
  const [job] = await claim(1);
  if (!job) throw new Error('Nothing was due');
  return job;
}

test('due jobs are claimed oldest first, and none before its time', async () => {
  for (const n of [1, 2, 3, 4]) await queueJob(installation, { n });
  await queueJob(installation, { n: 5, delayMs: 60_000 });
  const batches = [await claim(2), await claim(1), await claim(10), await claim(10)];
  expect(batches.map((jobs) => jobs.map((job) => numberOf(job)).sort())).toEqual([
    ['1', '2'],
    ['3'],
    ['4'],
    [],
  ]);
});

test('a claim is leased and carries a token of its own; a lease that ran out is counted', async () => {
  const subject = await queueJob(installation, { n: 7 });
  const startedMs = performance.now();
  const first = await claimOne();
  expect(first).toMatchObject({
    accountId: installation.accountId,
    subjectId: subject,
    kind: workKind,
    failures: 0,
    lostLeases: 0,
    crashes: 0,
  });
  const [row] = await jobRows(installation, subject);
  expect(row?.lease_token).toBe(first.leaseToken);
  expect(row?.due_in_ms).toEqual(putOffBy(20_000, startedMs));
  await makeDue(installation, subject);
  const second = await claimOne();
  expect(second).toMatchObject({ id: first.id, failures: 0, lostLeases: 1, crashes: 0 });
  expect(second.leaseToken).not.toBe(first.leaseToken);
});

test('lanes and busy subjects are left alone', async () => {
  const busy = await queueJob(installation, { n: 1 });
  await queueJob(installation, { n: 2 });
  const { accountId } = installation;
  await enqueue(installation.pool, { accountId, kind: 'decode', subjectId: randomUUID(), payload: {} });
  expect((await claim(10, [busy])).map((job) => numberOf(job))).toEqual(['2']);
  expect((await claim(10)).map((job) => numberOf(job))).toEqual(['1']);
});

test('of one subject no more is claimed than it has places free, and others from behind take the rest', async () => {
  const subjectId = randomUUID();
  for (let n = 1; n <= 12; n += 1) await queueJob(installation, { n, subjectId });
  for (let n = 13; n <= 15; n += 1) await queueJob(installation, { n });
  const jobs = await claim(6, [subjectId, randomUUID()], 3);
  expect(jobs.map((job) => Number(numberOf(job))).sort((a, b) => a - b)).toEqual([1, 2, 13, 14, 15]);
  const rows = await jobRows(installation);
  expect(rows.filter((row) => row.lease_token === null)).toHaveLength(10);
  expect(await claim(6, [subjectId, subjectId, subjectId], 3)).toEqual([]);
});

test('what another transaction is just claiming is skipped, not waited for', async () => {
  for (const n of [1, 2, 3]) await queueJob(installation, { n });
  await inTransaction(installation.pool, async (tx) => {
    const mine = await claimDueJobs(tx, workLane, {
      limit: 1,
      leaseMs: 20_000,
      perSubject: 1,
      running: [],
    });
    expect(mine.map((job) => numberOf(job))).toEqual(['1']);
    const theirs = await claimDueJobs(installation.anotherPool(1), workLane, {
      limit: 10,
      leaseMs: 20_000,
      perSubject: 1,
      running: [],
    });
    expect(theirs.map((job) => numberOf(job)).sort()).toEqual(['2', '3']);
  });
});

const fenced: [string, (job: Job) => Promise<void>][] = [
  ['finishJob', (job) => finishJob(installation.pool, job)],
  ['putOffJob', (job) => putOffJob(installation.pool, job, 0)],
  ['holdJob', (job) => holdJob(installation.pool, job)],
];
test.each(fenced)('%s is refused to whoever lost the lease, and allowed to its holder', async (_, act) => {
  const subject = await queueJob(installation);
  const old = await claimOne();
  await makeDue(installation, subject);
  const current = await claimOne();
  await expect(act(old)).rejects.toThrow(LeaseLost);
  expect(await jobRows(installation, subject)).toMatchObject([
    { lease_token: current.leaseToken, lost_leases: 1 },
  ]);
  await expect(act(current)).resolves.toBeUndefined();
});

test('what was written together with a lost lease is rolled back', async () => {
  const subject = await queueJob(installation);
  const old = await claimOne();
  await makeDue(installation, subject);
  await claimOne();
  const follower = randomUUID();
  const work = inTransaction(installation.pool, async (tx) => {
    const { accountId } = installation;
    await enqueue(tx, { accountId, kind: 'decode', subjectId: follower, payload: {} });
    await finishJob(tx, old);
  });
  await expect(work).rejects.toThrow(LeaseLost);
  expect(await jobRows(installation, follower)).toEqual([]);
  expect(await jobRows(installation, subject)).toHaveLength(1);
});

test('a held job can not be claimed while its transaction lasts, though its lease runs out', async () => {
  const subject = await queueJob(installation);
  const job = await claimOne();
  await inTransaction(installation.pool, async (tx) => {
    await tx.query({
      text: 'update job set leased_until = clock_timestamp() where id = $1',
      values: [job.id],
    });
    await holdJob(tx, job);
    expect(
      await claimDueJobs(installation.anotherPool(1), workLane, {
        limit: 1,
        leaseMs: 1,
        perSubject: 1,
        running: [],
      }),
    ).toEqual([]);
    await finishJob(tx, job);
  });
  expect(await jobRows(installation, subject)).toEqual([]);
});

test('only leases that are still held are renewed', async () => {
  const subjects = [await queueJob(installation), await queueJob(installation)];
  const jobs = await claim(2);
  await installation.database.query(`update job set leased_until = clock_timestamp() + interval '1 second'`);
  const lost = jobs.find((job) => job.subjectId === subjects[0]);
  const kept = jobs.find((job) => job.subjectId === subjects[1]);
  if (!lost || !kept) throw new Error('Both jobs should be claimed');
  await makeDue(installation, lost.subjectId);
  await claimOne();
  await installation.database.query(`update job set leased_until = clock_timestamp() + interval '1 second'`);
  const startedMs = performance.now();
  expect(await renewLeases(installation.pool, jobs, 20_000)).toEqual(new Set([kept.leaseToken]));
  const [keptRow] = await jobRows(installation, kept.subjectId);
  const [lostRow] = await jobRows(installation, lost.subjectId);
  expect(keptRow?.due_in_ms).toEqual(putOffBy(20_000, startedMs));
  expect(lostRow?.due_in_ms).toBeLessThan(1_000);
});

const returned: [string, (job: Job) => Promise<void>, { failures: number; dueInMs: number }][] = [
  [
    'put off as planned',
    (job) => putOffJob(installation.pool, job, 300_000),
    { failures: 0, dueInMs: 300_000 },
  ],
  [
    'failed',
    (job) => putOffFailedJob(installation.pool, job, { delayMs: 10_000 }),
    { failures: 2, dueInMs: 10_000 },
  ],
];
test.each(returned)('a job that is given back %s', async (_, giveBack, { failures, dueInMs }) => {
  const subject = await queueJob(installation);
  await putOffFailedJob(installation.pool, await claimOne(), { delayMs: 0 });
  const startedMs = performance.now();
  await giveBack(await claimOne());
  const [row] = await jobRows(installation, subject);
  expect(row).toMatchObject({ failures, lease_token: null, due_in_ms: putOffBy(dueInMs, startedMs) });
});

test('a job is queued with the change that it follows from, or not at all', async () => {
  const subjectId = randomUUID();
  const change = inTransaction(installation.pool, async (tx) => {
    const { accountId } = installation;
    await enqueue(tx, { accountId, kind: 'decode', subjectId, payload: {} });
    throw new Error('the change failed');
  });
  await expect(change).rejects.toThrow('the change failed');
  expect(await jobRows(installation, subjectId)).toEqual([]);
});
