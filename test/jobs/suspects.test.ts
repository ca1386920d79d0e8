import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type JobKind, jobKinds } from '../../src/jobs/kinds.ts';
import { claimSuspect } from '../../src/jobs/lost-leases.ts';
import { claimDueJobs, enqueue, finishJob, type Job } from '../../src/jobs/queue.ts';
import { Suspects, SuspectTurn } from '../../src/jobs/suspects.ts';
import { Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, silent } from './job-rows.ts';

let installation: Installation;
const started: Worker[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
afterEach(async () => {
  await Promise.all(started.splice(0).map((worker) => worker.drain(0)));
  await installation.database.query('delete from job');
});
afterAll(() => installation.close());

interface Run {
  subjectId: string;
  /** Those that ran as it began, and how many in all lanes were suspects. */
  beside: number;
  suspects: number;
}

/** Workers of one process that note who runs beside whom; a run lasts as long as `until` says. */
function startProcess(until: (job: Job) => Promise<void> = async () => {}): Run[] {
  const runs: Run[] = [];
  const running: Job[] = [];
  const turn = new SuspectTurn();
  for (const lane of ['sound', 'pipeline'] as const) {
    const pool = installation.anotherPool(4);
    const run = async (job: Job): Promise<void> => {
      const ofLane = running.filter(({ kind }) => jobKinds[kind].lane === lane);
      const suspects = running.filter(({ lostLeases }) => lostLeases >= 2);
      runs.push({ subjectId: job.subjectId, beside: ofLane.length, suspects: suspects.length });
      running.push(job);
      await until(job);
      await finishJob(pool, job);
      running.splice(running.indexOf(job), 1);
    };
    const giveUp = (): Promise<void> => Promise.reject(new Error('given up'));
    const handler = { run, giveUp };
    const worker = new Worker({
      pool,
      log: silent,
      lane,
      claim: (wish) => claimDueJobs(pool, lane, wish),
      suspects: new Suspects({ pool, lane, turn, claim: () => claimSuspect(pool, lane, 20_000) }),
      concurrency: 4,
      perSubject: 1,
      handlers: { decode: handler, analyse: handler },
    });
    started.push(worker);
    worker.start();
  }
  return runs;
}

async function queueSteps(kind: JobKind, count: number, lostLeases = 0): Promise<Set<string>> {
  const { pool, accountId, database } = installation;
  const subjects = new Set<string>();
  for (let n = 0; n < count; n += 1) {
    const subjectId = randomUUID();
    await enqueue(pool, { accountId, kind, subjectId, payload: {} });
    await database.query('update job set lost_leases = $2 where subject_id = $1', [subjectId, lostLeases]);
    subjects.add(subjectId);
  }
  return subjects;
}

const untilEmpty = (): Promise<void> => expect.poll(() => jobRows(installation)).toEqual([]);

test('each suspect runs alone in its lane, one in the whole process, and the others run as they do', async () => {
  const suspects = new Set([...(await queueSteps('analyse', 4, 2)), ...(await queueSteps('decode', 4, 3))]);
  await queueSteps('analyse', 20);
  await queueSteps('decode', 20);
  const runs = startProcess(() => new Promise((resolve) => setImmediate(resolve)));
  await untilEmpty();
  expect(runs).toHaveLength(48);
  const alone = runs.filter(({ subjectId }) => suspects.has(subjectId));
  expect(alone).toHaveLength(8);
  for (const { beside, suspects: others } of alone) expect([beside, others]).toEqual([0, 0]);
  expect(Math.max(...runs.map(({ beside }) => beside))).toBeGreaterThan(0);
});

test('while a suspect runs nothing of its lane is claimed, and other lanes go on', async () => {
  const [suspect] = await queueSteps('analyse', 1, 2);
  const end = Promise.withResolvers<void>();
  const runs = startProcess((job) => (job.subjectId === suspect ? end.promise : Promise.resolve()));
  await expect.poll(() => runs.length).toBe(1);
  const waiting = await queueSteps('analyse', 3);
  await queueSteps('decode', 3);
  await expect.poll(() => runs.length).toBe(4);
  expect(runs.filter(({ subjectId }) => waiting.has(subjectId))).toEqual([]);
  end.resolve();
  await untilEmpty();
  expect(runs).toHaveLength(7);
});

test('a lane that is never idle makes room for a suspect', async () => {
  const next = async (): Promise<void> => {
    await queueSteps('analyse', 1);
  };
  let isOver = false;
  const [suspect] = await queueSteps('analyse', 1, 2);
  await queueSteps('analyse', 8);
  // Each queues the next, so that there is always one due.
  const runs = startProcess((job) => {
    isOver ||= job.subjectId === suspect;
    return isOver ? Promise.resolve() : next();
  });
  await untilEmpty();
  expect(runs.find(({ subjectId }) => subjectId === suspect)).toMatchObject({ beside: 0 });
});
