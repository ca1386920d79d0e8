import { findConversation, refreshCard, reopenFailed, setStatus } from '../conversations/store.ts';
import { announceNews } from '../db/notifications.ts';
import { execute, inTransaction, type Pool } from '../db/pool.ts';
import { enqueue, finishJob, type Job } from '../jobs/queue.ts';

const hints = {
  analysis_failed: 'The analysis failed repeatedly; the log names the cause. The transcript is kept.',
  completion_failed:
    'The analysis is stored but the conversation could not be completed; the log names the cause.',
} as const;

export type FailureCode = keyof typeof hints;

/** Ends the pipeline for this conversation with a named code; its input stays. */
export async function failConversation(
  context: { pool: Pool; now(): Date },
  job: Job,
  code: FailureCode,
): Promise<void> {
  const key = { accountId: job.accountId, id: job.subjectId };
  const hint = `${hints[code]} Try again with: bin/meetric retry ${key.id}`;
  await inTransaction(context.pool, async (tx) => {
    await setStatus(tx, key, 'failed', { code, hint });
    await refreshCard(tx, key.accountId, key.id, context.now());
    await finishJob(tx, job);
  });
}

export type RetryResult = 'queued' | 'not_found' | 'not_failed';

/** Sends a failed conversation through the pipeline again, from its stored transcript. */
export async function retryConversation(
  pool: Pool,
  accountId: string,
  id: string,
  now: Date,
): Promise<RetryResult> {
  return inTransaction(pool, async (tx) => {
    const conversation = await findConversation(tx, accountId, id);
    if (!conversation) return 'not_found';
    if (!(await reopenFailed(tx, { accountId, id }))) return 'not_failed';
    await refreshCard(tx, accountId, id, now);
    await enqueue(tx, { accountId, lane: 'pipeline', kind: 'analyse', subjectId: id, payload: {} });
    await execute(tx, announceNews, ['jobs']);
    return 'queued';
  });
}
