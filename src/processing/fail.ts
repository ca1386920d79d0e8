import { inTransaction, type Pool } from '../db/pool.ts';
import { setAnalysisNotice } from '../domain/conversations/analysis-store.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import type { Failure } from '../domain/conversations/failure.ts';
import { refreshCard, setStatus } from '../domain/conversations/store.ts';
import { appendEvent } from '../events/event-log.ts';
import { finishJob, type Job } from '../jobs/queue.ts';
import { holdStep } from './while-live.ts';

/** Ends the pipeline for this conversation with a failure; its input stays. One that was completed before stays so. */
export async function failConversation(
  context: { pool: Pool; presentCard: PresentCard; now(): Date },
  job: Job,
  failure: Failure,
): Promise<void> {
  const key = { accountId: job.accountId, id: job.subjectId };
  const again = 'again' in job.payload;
  await inTransaction(context.pool, async (tx) => {
    await holdStep(tx, job);
    if (again) await setAnalysisNotice(tx, key, { code: 'earlier_analysis_stands', failure });
    else {
      await setStatus(tx, key, 'failed', failure);
      await refreshCard(tx, key.accountId, key.id, { ...context, now: context.now() });
    }
    await finishJob(tx, job);
    await appendEvent(tx, key.accountId, again ? 'conversation.changed' : 'conversation.failed', key.id);
  });
}
