import { announceNews } from '../db/notifications.ts';
import { type Db, execute } from '../db/pool.ts';
import { conversationLanes, type JobKind, parked } from './kinds.ts';
import { type Job, LeaseLost, uncounted } from './queue.ts';

// Of all jobs of one conversation, but for its deliveries, whose subjects are subscriptions.
// A parked job is never due and nobody's. A transaction that holds a job's row may wait for the conversation, since
// none that has locked the conversation waits for the job.
const park = {
  name: 'park-jobs',
  text: `update job set due_at = $4, lease_token = null, ${uncounted}
    where account_id = $1 and id in (
      select id from job where account_id = $1 and lane = any($3) and subject_id = $2 for update skip locked)`,
};
const parkOne = {
  name: 'park-job',
  text: `update job set due_at = $4, lease_token = null, ${uncounted}
    where account_id = $1 and id = $2 and lease_token = $3`,
};
const resume = {
  name: 'resume-jobs',
  text: `update job set due_at = clock_timestamp()
    where account_id = $1 and id in (
      select id from job where account_id = $1 and lane = any($3) and subject_id = $2 and due_at = $4
      for update skip locked)`,
};
const removeKind = {
  name: 'remove-jobs-of-kind',
  text: `delete from job where account_id = $1 and lane = any($3) and subject_id = $2 and kind = $4`,
};
const remove = {
  name: 'remove-jobs',
  text: 'delete from job where account_id = $1 and lane = any($3) and subject_id = $2',
};

/** Takes the jobs from whoever runs them, until they are resumed; those that another transaction works on stay as they are. */
export async function parkJobs(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await execute(tx, park, [accountId, conversationId, conversationLanes, parked]);
}

/** The same for a held job; throws LeaseLost like finishJob. */
export async function parkJob(tx: Db, job: Job): Promise<void> {
  const changed = await execute(tx, parkOne, [job.accountId, job.id, job.leaseToken, parked]);
  if (changed !== 1) throw new LeaseLost(job);
}

/** Parked jobs are due now; workers hear of it with the commit. */
export async function resumeJobs(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await execute(tx, resume, [accountId, conversationId, conversationLanes, parked]);
  await execute(tx, announceNews, ['jobs']);
}

export async function removeJobsOfKind(
  tx: Db,
  accountId: string,
  conversationId: string,
  kind: JobKind,
): Promise<void> {
  await execute(tx, removeKind, [accountId, conversationId, conversationLanes, kind]);
}

export async function removeJobs(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await execute(tx, remove, [accountId, conversationId, conversationLanes]);
}
