import { inTransaction, type Pool } from '../db/pool.ts';
import { setAnalysisNotice } from '../domain/conversations/analysis-store.ts';
import type { PresentCard } from '../domain/conversations/card.ts';
import type { Failure } from '../domain/conversations/failure.ts';
import { refreshCard, setFailed } from '../domain/conversations/store.ts';
import { appendEvent } from '../events/event-log.ts';
import { finishJob, type Job } from '../jobs/queue.ts';
import type { GivenUpFor } from '../jobs/worker.ts';
import { announceFailure } from './announce.ts';
import { holdStep } from './while-live.ts';

/** Why a step was given up. */
export function failureFor(reason: GivenUpFor, failed: 'analysis_failed' | 'sound_failed'): Failure {
  return { code: reason === 'crashes' ? 'crashed_repeatedly' : failed };
}

/** Ends the pipeline for this conversation with a failure; its input stays. One that was completed before stays so. */
export async function failConversation(
  context: { pool: Pool; presentCard: PresentCard; now(): Date },
  job: Job,
  failure: Failure,
): Promise<void> {
  const { accountId, subjectId: id } = job;
  const again = 'again' in job.payload;
  const now = context.now();
  await inTransaction(context.pool, async (tx) => {
    await holdStep(tx, job);
    if (again) await setAnalysisNotice(tx, accountId, id, { code: 'earlier_analysis_stands', failure });
    else {
      await setFailed(tx, accountId, id, failure);
      await refreshCard(tx, accountId, id, { ...context, now });
    }
    await finishJob(tx, job);
    // Nothing of a body changed where an earlier analysis stands.
    if (again) await appendEvent(tx, accountId, 'conversation.changed', id);
    else await announceFailure(tx, { accountId, id }, failure, now);
  });
}
