import { announceNews, announcingProgress } from '../db/notifications.ts';
import { type Db, execute, queryAll, queryOne } from '../db/pool.ts';
import {
  awaitedKinds,
  isApart,
  type JobKind,
  jobKinds,
  type KindIn,
  type Lane,
  type Payload,
  parked,
  stepKinds,
} from './kinds.ts';

export interface Job<Kind extends JobKind = JobKind> {
  accountId: string;
  id: string;
  kind: Kind;
  subjectId: string;
  payload: Payload<Kind>;
  /** How often its handler threw since it was last put off as planned. */
  failures: number;
  /** How often its lease ended with whoever held it: a crash, or a pause or cut that was longer than the lease. */
  lostLeases: number;
  /** How often that happened while it ran alone. */
  crashes: number;
  leaseToken: string;
}

/** Another worker has the job by now: whatever was being done must not be written. */
export class LeaseLost extends Error {
  constructor(job: Job) {
    super(`The lease of job ${job.id} is lost`);
    this.name = 'LeaseLost';
  }
}

const after = (parameter: string): string => `clock_timestamp() + ${parameter} * interval '1 millisecond'`;

const insertJob = {
  name: 'insert-job',
  text: `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    values ($1, gen_random_uuid(), $2, $3, $4, $5, ${after('$6')}, clock_timestamp())`,
};
const insertUnlessWaiting = {
  name: 'insert-job-unless-waiting',
  text: `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select $1, gen_random_uuid(), $2, $3, $4, $5, ${after('$6')}, clock_timestamp()
    where not exists (
      select from job where account_id = $1 and lane = $2 and kind = $3 and subject_id = $4 and lease_token is null)`,
};
export const claimedColumns = `account_id as "accountId", id, kind, subject_id as "subjectId", payload, failures,
  lost_leases as "lostLeases", crashes, lease_token as "leaseToken"`;
const claim = {
  name: 'claim-due-jobs',
  text: `select ${claimedColumns} from claim_due_jobs($1, $2, $3, $4, $5, $6, $7)`,
};
const claimOfSubjects = {
  name: 'claim-jobs-of-subjects',
  text: `select ${claimedColumns} from claim_jobs_of_subjects($1, $2, $3, $4, $5, $6)`,
};
const renew = {
  name: 'renew-leases',
  text: 'select * from renew_leases($1, $2, $3, $4) as "leaseToken"',
};
const finish = {
  name: 'finish-job',
  text: 'delete from job where account_id = $1 and id = $2 and lease_token = $3',
};
/** Nothing of what went wrong until now counts any more. */
export const uncounted = 'failures = 0, lost_leases = 0, crashes = 0, furthest = 0';
const putOff = {
  name: 'put-off-job',
  text: `update job set due_at = ${after('$4')}, lease_token = null, ${uncounted}
    where account_id = $1 and id = $2 and lease_token = $3`,
};
const putOffFailed = {
  name: 'put-off-failed-job',
  text: `update job set due_at = ${after('$4')}, lease_token = null, failures = failures + $5
    where account_id = $1 and id = $2 and lease_token = $3`,
};
const hold = {
  name: 'hold-job',
  text: 'select from job where account_id = $1 and id = $2 and lease_token = $3 for update',
};

const updateProgress = {
  name: 'update-job-progress',
  text: `with updated as (
      update job set progress = $4 where account_id = $1 and id = $2 and lease_token = $3
      returning account_id, subject_id, kind, progress)
    select ${announcingProgress} from updated`,
};
const selectSteps = {
  name: 'select-steps',
  text: `select kind, progress from job
    where account_id = $1 and subject_id = $2 and kind = any($3) and due_at < $4 order by created_at limit 1`,
};
const countAwaited = {
  name: 'count-jobs',
  text: `select lane, count(*)::int as jobs from (
      select lane from job where due_at < $1 and kind = any($2) limit 100000) counted
    group by lane`,
};

export interface NewJob<Kind extends JobKind> {
  accountId: string;
  kind: Kind;
  subjectId: string;
  payload: Payload<Kind>;
  delayMs?: number;
}

/** Call it in the transaction of the change that the job follows from. Workers hear of it with the commit. */
export async function enqueue<Kind extends JobKind>(tx: Db, job: NewJob<Kind>): Promise<void> {
  const { accountId, kind, subjectId, payload, delayMs = 0 } = job;
  const { lane } = jobKinds[kind];
  await execute(tx, insertJob, [accountId, lane, kind, subjectId, payload, delayMs]);
  if (delayMs <= 0) await execute(tx, announceNews, ['jobs']);
}

/**
 * The same where no such job waits for the subject already. The transaction holds the subject locked: a job that is claimed
 * meanwhile reads it after the commit, or finds that it has changed.
 */
export async function enqueueUnlessWaiting<Kind extends JobKind>(tx: Db, job: NewJob<Kind>): Promise<void> {
  const { accountId, kind, subjectId, payload, delayMs = 0 } = job;
  const { lane } = jobKinds[kind];
  await execute(tx, insertUnlessWaiting, [accountId, lane, kind, subjectId, payload, delayMs]);
  if (delayMs <= 0) await execute(tx, announceNews, ['jobs']);
}

/**
 * At most `limit` due jobs, oldest first. No subject gets more than `perSubject`, together with its running jobs.
 * `running` names the subject of each job that runs.
 */
export interface ClaimWish {
  limit: number;
  leaseMs: number;
  perSubject: number;
  running: string[];
  /** Their lease tokens: a lease that ran out under a job that still runs here is no reason to claim it. */
  held?: string[];
}

/** The rows are as `enqueue` wrote them: a kind of the lane with its payload. */
export function claimDueJobs<L extends Lane>(db: Db, lane: L, wish: ClaimWish): Promise<Job<KindIn<L>>[]> {
  const { limit, leaseMs, perSubject, running, held = [] } = wish;
  const values = [lane, limit, leaseMs, perSubject, running, held, isApart(lane)];
  return queryAll<Job<KindIn<L>>>(db, claim, values);
}

/** How many jobs of which subjects, in their order; together at most `limit`. */
export interface SubjectsWish {
  limit: number;
  leaseMs: number;
  rooms: readonly { subjectId: string; room: number }[];
  /** As in ClaimWish. */
  held: readonly string[];
}

/** The same of these subjects alone. */
export function claimJobsOfSubjects<L extends Lane>(
  db: Db,
  lane: L,
  { limit, leaseMs, rooms, held }: SubjectsWish,
): Promise<Job<KindIn<L>>[]> {
  const subjects = rooms.map(({ subjectId }) => subjectId);
  const values = [lane, limit, leaseMs, subjects, rooms.map(({ room }) => room), held];
  return queryAll<Job<KindIn<L>>>(db, claimOfSubjects, values);
}

/** The lease tokens of those jobs that are still held; their leases last `leaseMs` from now. */
export async function renewLeases(db: Db, jobs: Job[], leaseMs: number): Promise<Set<string>> {
  const rows = await queryAll<{ leaseToken: string }>(db, renew, [
    jobs.map((job) => job.accountId),
    jobs.map((job) => job.id),
    jobs.map((job) => job.leaseToken),
    leaseMs,
  ]);
  return new Set(rows.map((row) => row.leaseToken));
}

/** Ends the job together with what it did; throws LeaseLost, which rolls both back, where another worker has it. */
export async function finishJob(tx: Db, job: Job): Promise<void> {
  if ((await execute(tx, finish, [job.accountId, job.id, job.leaseToken])) !== 1) throw new LeaseLost(job);
}

/** Gives the job back as planned, due again after `delayMs`; throws LeaseLost like finishJob. */
export async function putOffJob(tx: Db, job: Job, delayMs: number): Promise<void> {
  const changed = await execute(tx, putOff, [job.accountId, job.id, job.leaseToken, delayMs]);
  if (changed !== 1) throw new LeaseLost(job);
}

/** Gives back a job whose handler failed, and counts that, unless the `fault` was not the job's. */
export async function putOffFailedJob(
  db: Db,
  job: Job,
  { delayMs, fault = 'job' }: { delayMs: number; fault?: 'job' | 'outage' },
): Promise<void> {
  const values = [job.accountId, job.id, job.leaseToken, delayMs, fault === 'job' ? 1 : 0];
  await execute(db, putOffFailed, values);
}

/** Makes sure that the job stays ours until the transaction ends; throws LeaseLost where it is not. */
export async function holdJob(tx: Db, job: Job): Promise<void> {
  if (!(await isHeld(tx, job))) throw new LeaseLost(job);
}

/** The same, told as a value. */
export async function isHeld(tx: Db, job: Job): Promise<boolean> {
  return (await execute(tx, hold, [job.accountId, job.id, job.leaseToken])) === 1;
}

/** How far the job has come, 0..1, for whoever looks on. */
export async function showProgress(db: Db, job: Job, fraction: number): Promise<void> {
  await execute(db, updateProgress, [job.accountId, job.id, job.leaseToken, fraction]);
}

/** The step that a conversation waits for or is in, and how far that has come; undefined where all is done. */
export function currentStep(
  db: Db,
  accountId: string,
  conversationId: string,
): Promise<{ kind: string; progress: number } | undefined> {
  const values = [accountId, conversationId, stepKinds, parked];
  return queryOne<{ kind: string; progress: number }>(db, selectSteps, values);
}

/** How many jobs somebody waits for, by lane; of what waits with a deleted conversation none. */
export async function countJobs(db: Db): Promise<ReadonlyMap<string, number>> {
  const rows = await queryAll<{ lane: string; jobs: number }>(db, countAwaited, [parked, awaitedKinds]);
  return new Map(rows.map(({ lane, jobs }) => [lane, jobs]));
}
