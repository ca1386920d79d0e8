import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { JobKind } from '../../src/jobs/kinds.ts';
import {
  acquitJobs,
  claimSuspect,
  runBesideOthers,
  suspectWaits,
  takeBackLeases,
} from '../../src/jobs/lost-leases.ts';
import {
  claimDueJobs,
  enqueue,
  finishJob,
  type Job,
  putOffFailedJob,
  putOffJob,
  showProgress,
} from '../../src/jobs/queue.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, makeDue, putOffBy } from './job-rows.ts';

let installation: Installation;
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(() => installation.database.query('delete from job'));
afterAll(() => installation.close());

const leaseMs = 20_000;
const lane = 'pipeline';

async function queueStep(kind: JobKind = 'analyse'): Promise<string> {
  const { pool, accountId } = installation;
  const subjectId = randomUUID();
  const payload = kind === 'deliver' ? { deliveryId: subjectId } : {};
  await enqueue(pool, { accountId, kind, subjectId, payload });
  return subjectId;
}

function claim(held: string[] = [], from: 'pipeline' | 'delivery' = lane): Promise<Job[]> {
  return claimDueJobs(installation.pool, from, { limit: 10, leaseMs, perSubject: 10, running: [], held });
}

async function claimAlone(): Promise<Job> {
  const job = await claimSuspect(installation.pool, lane, leaseMs);
  if (!job) throw new Error('No suspect was due');
  return job;
}

/** Two crashes with everything in hand that is due. */
async function crashTwice(): Promise<void> {
  for (const _ of [1, 2]) {
    await claim();
    await takeBackLeases(installation.pool);
  }
  await installation.database.query('update job set due_at = clock_timestamp()');
}

test('what was in hand at two crashes is claimed alone, and what was not as before', async () => {
  const suspects = [await queueStep(), await queueStep()];
  await crashTwice();
  const fresh = await queueStep();
  expect((await claim()).map(({ subjectId }) => subjectId)).toEqual([fresh]);
  expect(await suspectWaits(installation.pool, lane)).toBe(true);
  const alone = [await claimAlone(), await claimAlone()];
  expect(alone.map(({ subjectId }) => subjectId).toSorted()).toEqual(suspects.toSorted());
  expect(alone).toMatchObject(Array(2).fill({ lostLeases: 2, crashes: 0, failures: 0 }));
  expect(await claimSuspect(installation.pool, lane, leaseMs)).toBeNull();
  expect(await suspectWaits(installation.pool, lane)).toBe(false);
});

test('a lease that runs out for the second time is taken back by whoever looks, not claimed beside others', async () => {
  const subject = await queueStep();
  await claim();
  await makeDue(installation, subject);
  expect(await claim()).toMatchObject([{ lostLeases: 1 }]);
  await makeDue(installation, subject);
  const startedMs = performance.now();
  expect(await claim()).toEqual([]);
  expect(await jobRows(installation, subject)).toMatchObject([
    { lost_leases: 2, crashes: 0, lease_token: null, due_in_ms: putOffBy(2_000, startedMs) },
  ]);
});

test('a subject whose lease ran out twice is taken back behind a backlog of another', async () => {
  const { pool, accountId } = installation;
  const lost = await queueStep();
  for (const _ of [1, 2]) {
    await claim();
    await makeDue(installation, lost);
  }
  const [busy] = [randomUUID()];
  for (let n = 0; n < 4; n += 1)
    await enqueue(pool, { accountId, kind: 'analyse', subjectId: busy, payload: {}, delayMs: -60_000 });
  const wish = { limit: 4, leaseMs, perSubject: 1, running: [busy], held: [] };
  expect(await claimDueJobs(pool, lane, wish)).toEqual([]);
  expect(await jobRows(installation, lost)).toMatchObject([{ lost_leases: 2, lease_token: null }]);
});

test('a crash is held only against the one that ran alone, which waits longer each time until it is given up', async () => {
  const guilty = await queueStep();
  const waits: number[] = [];
  await crashTwice();
  for (let crashes = 1; crashes <= 5; crashes += 1) {
    expect(await claimAlone()).toMatchObject({ subjectId: guilty, crashes: crashes - 1 });
    const beside = await queueStep();
    await claim();
    await takeBackLeases(installation.pool);
    const [row] = await jobRows(installation, guilty);
    expect(row).toMatchObject({ crashes });
    waits.push(Math.max(0, Math.ceil((row?.due_in_ms ?? 0) / 1000)));
    expect(await jobRows(installation, beside)).toMatchObject([{ crashes: 0, lost_leases: 1 }]);
    await installation.database.query('delete from job where subject_id = $1', [beside]);
    await makeDue(installation, guilty);
  }
  expect(waits).toEqual([8, 32, 128, 512, 0]);
});

test('a suspect whose lease runs out elsewhere is counted when the next one is looked for', async () => {
  const subject = await queueStep();
  await crashTwice();
  await claimAlone();
  await makeDue(installation, subject);
  expect(await claim()).toEqual([]);
  expect(await claimSuspect(installation.pool, lane, leaseMs)).toBeNull();
  expect(await jobRows(installation, subject)).toMatchObject([{ lost_leases: 3, crashes: 1 }]);
});

test('one that comes further each time is not counted, one that ends at the same place is', async () => {
  const subject = await queueStep();
  const counted: number[] = [];
  await crashTwice();
  for (const progress of [0.2, 0.4, 0.4, 0.3, 0.5]) {
    await showProgress(installation.pool, await claimAlone(), progress);
    await takeBackLeases(installation.pool);
    counted.push((await jobRows(installation, subject))[0]?.crashes ?? -1);
    await makeDue(installation, subject);
  }
  expect(counted).toEqual([1, 1, 2, 3, 1]);
});

test('one that made room for others is not counted any more', async () => {
  const subject = await queueStep();
  await crashTwice();
  await runBesideOthers(installation.pool, await claimAlone());
  await takeBackLeases(installation.pool);
  expect(await jobRows(installation, subject)).toMatchObject([{ lost_leases: 3, crashes: 0 }]);
});

test('a lease that ran out is still of who holds it: it is not claimed where its job runs', async () => {
  const subject = await queueStep();
  const [job] = await claim();
  if (!job) throw new Error('Nothing was due');
  await makeDue(installation, subject);
  expect(await claim([job.leaseToken])).toEqual([]);
  expect(await jobRows(installation, subject)).toMatchObject([
    { lost_leases: 0, lease_token: job.leaseToken },
  ]);
});

test('whoever lost a lease and lives clears the job, whoever has it by now', async () => {
  const subject = await queueStep();
  const [paused] = await claim();
  await makeDue(installation, subject);
  const [other] = await claim();
  if (!paused || !other) throw new Error('The job should be claimed twice');
  await acquitJobs(installation.pool, [paused]);
  expect(await jobRows(installation, subject)).toMatchObject([
    { lost_leases: 0, lease_token: other.leaseToken },
  ]);
  await makeDue(installation, subject);
  await claim();
  // It says nothing of the second one.
  await acquitJobs(installation.pool, [paused]);
  expect(await jobRows(installation, subject)).toMatchObject([{ lost_leases: 1 }]);
});

test('a suspect that is cleared is claimed with others again', async () => {
  const subject = await queueStep();
  await crashTwice();
  const alone = await claimAlone();
  await takeBackLeases(installation.pool);
  await acquitJobs(installation.pool, [alone]);
  await makeDue(installation, subject);
  expect(await claim()).toMatchObject([{ subjectId: subject, lostLeases: 0, crashes: 0 }]);
});

test('one that ran alone, failed and is claimed with others later is not counted then', async () => {
  const subject = await queueStep();
  await crashTwice();
  await putOffFailedJob(installation.pool, await claimAlone(), { delayMs: 0 });
  await installation.database.query('update job set lost_leases = 0');
  await claim();
  await takeBackLeases(installation.pool);
  expect(await jobRows(installation, subject)).toMatchObject([{ lost_leases: 1, crashes: 0, failures: 1 }]);
});

test('what was put off as planned, and what is done, is held against nobody', async () => {
  const subject = await queueStep();
  await crashTwice();
  await putOffJob(installation.pool, await claimAlone(), 0);
  expect(await jobRows(installation, subject)).toMatchObject([{ lost_leases: 0, crashes: 0 }]);
  const [job] = await claim();
  if (!job) throw new Error('Nothing was due');
  await finishJob(installation.pool, job);
  expect(await takeBackLeases(installation.pool)).toBe(0);
});

test('deliveries do not run alone: they wait longer each time', async () => {
  const subject = await queueStep('deliver');
  for (const _ of [1, 2, 3, 4]) {
    await claim([], 'delivery');
    await takeBackLeases(installation.pool);
    await makeDue(installation, subject);
  }
  expect(await claim([], 'delivery')).toMatchObject([{ subjectId: subject, lostLeases: 4, crashes: 0 }]);
});
