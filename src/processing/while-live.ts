import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { findDeletion, lockDeletion } from '../domain/conversations/deletion.ts';
import { appendEvent } from '../events/event-log.ts';
import type { JobKind } from '../jobs/kinds.ts';
import { finishJob, holdJob, isHeld, type Job } from '../jobs/queue.ts';
import { parkJob } from '../jobs/subject-jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';

/** A step's conversation was deleted while the step ran. */
class ConversationGone extends Error {
  override name = 'ConversationGone';
}

/**
 * In the transaction that ends a step, before it writes: the job stays ours and the conversation as it is until it ends.
 * Throws where either is not so any more; steps lock in this order.
 */
export async function holdStep(tx: Db, job: Job): Promise<void> {
  await holdJob(tx, job);
  const deletion = await lockDeletion(tx, job.accountId, job.subjectId);
  if (deletion !== null) throw new ConversationGone(`Conversation ${job.subjectId} is deleted`);
}

/** Ends a step after which its conversation is neither completed nor failed; last of its transaction. */
export async function endStep(tx: Db, job: Job): Promise<void> {
  await finishJob(tx, job);
  await appendEvent(tx, job.accountId, 'conversation.progressed', job.subjectId);
}

/**
 * The handler of a step, which may fail in any way where its conversation was deleted meanwhile. The job then
 * waits, parked, for the conversation to be brought back, or ends with it.
 */
export function whileLive<Kind extends JobKind>(
  context: { pool: Pool; onErased?(job: Job): Promise<void> },
  handler: JobHandler<Job<Kind>>,
): JobHandler<Job<Kind>> {
  const guarded = async (job: Job, work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const state = await putAside(context.pool, job).catch(() => 'unknown' as const);
      if (state === 'live' || state === 'unknown') throw error;
      if (state === 'erased') await context.onErased?.(job);
    }
  };
  return {
    run: (job, signal) => guarded(job, () => handler.run(job, signal)),
    giveUp: (job, reason) => guarded(job, () => handler.giveUp(job, reason)),
  };
}

/** Tells the state of the job's conversation. Where that is not live, a job that is still ours waits or ends. */
function putAside(pool: Pool, job: Job): Promise<'live' | 'deleted' | 'erased'> {
  return inTransaction(pool, async (tx) => {
    const held = await isHeld(tx, job);
    const deletion = await (held ? lockDeletion : findDeletion)(tx, job.accountId, job.subjectId);
    if (deletion === null) return 'live';
    if (held) await (deletion ? parkJob : finishJob)(tx, job);
    return deletion ? 'deleted' : 'erased';
  });
}
