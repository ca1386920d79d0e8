import { type Db, execute, queryAll, queryOne } from '../db/pool.ts';
import type { KindIn, Lane } from './kinds.ts';
import { claimedColumns, type Job } from './queue.ts';

const takeBack = {
  name: 'take-back-leases',
  text: 'select take_back_leases(array(select ctid from job where lease_token is not null)) as taken',
};
const claim = {
  name: 'claim-suspect',
  text: `select ${claimedColumns} from claim_suspect($1, $2)`,
};
const look = {
  name: 'look-for-suspect',
  text: `select exists (
      select from job
      where lane = $1 and lost_leases >= 2 and due_at <= clock_timestamp()
        and (lease_token is null or leased_until <= clock_timestamp())) as waits`,
};
const besides = {
  name: 'run-suspect-beside-others',
  text: 'update job set is_alone = false where account_id = $1 and id = $2 and lease_token = $3',
};
const acquit = {
  name: 'acquit-jobs',
  text: `update job set lost_leases = 0, crashes = 0, lost_token = null
    from unnest($1::uuid[], $2::uuid[], $3::uuid[]) as lost (account_id, id, token)
    where job.account_id = lost.account_id and job.id = lost.id and job.lost_token = lost.token`,
};

/** Where the database belongs to one process: whoever had a lease is dead, so each job is due again. Gives their number. */
export async function takeBackLeases(db: Db): Promise<number> {
  const row = await queryOne<{ taken: number }>(db, takeBack, []);
  return row?.taken ?? 0;
}

/** One due job that was in hand at two crashes, to run alone. */
export async function claimSuspect<L extends Lane>(
  db: Db,
  lane: L,
  leaseMs: number,
): Promise<Job<KindIn<L>> | null> {
  const [job] = await queryAll<Job<KindIn<L>>>(db, claim, [lane, leaseMs]);
  return job ?? null;
}

export async function suspectWaits(db: Db, lane: Lane): Promise<boolean> {
  return (await queryOne<{ waits: boolean }>(db, look, [lane]))?.waits ?? false;
}

/** Others run beside the job from now on: a crash is no proof against it. */
export async function runBesideOthers(db: Db, job: Job): Promise<void> {
  await execute(db, besides, [job.accountId, job.id, job.leaseToken]);
}

/** Their holder lost these leases and lives: it was no crash, and nothing is held against the jobs. */
export async function acquitJobs(db: Db, jobs: readonly Job[]): Promise<void> {
  await execute(db, acquit, [
    jobs.map((job) => job.accountId),
    jobs.map((job) => job.id),
    jobs.map((job) => job.leaseToken),
  ]);
}
