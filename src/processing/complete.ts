import { findAnalysis } from '../conversations/analysis-store.ts';
import { refreshCard, setFindings, setStatus } from '../conversations/store.ts';
import { inTransaction } from '../db/pool.ts';
import { finishJob } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { queueDeliveries } from '../webhooks/queue-deliveries.ts';
import type { PipelineContext } from './analyse.ts';
import { completionFailed, failConversation } from './fail.ts';

/**
 * Jobs of kind `complete`, as processes of earlier versions queue them after the analysis: the conversation is shown as
 * completed and its webhooks are queued, in one transaction. One that was completed before and analysed again sends no
 * second webhook.
 */
export function completeHandler(context: PipelineContext): JobHandler {
  return {
    async run(job) {
      const now = context.now();
      const key = { accountId: job.accountId, id: job.subjectId };
      await inTransaction(context.pool, async (tx) => {
        const analysis = await findAnalysis(tx, key.accountId, key.id);
        if (!analysis) throw new Error(`Conversation ${key.id} has no analysis to complete it with`);
        await setFindings(tx, key, analysis);
        await setStatus(tx, key, 'completed', null);
        await refreshCard(tx, key.accountId, key.id, now);
        if (job.payload['again'] !== 'true') await queueDeliveries(tx, key.accountId, key.id, now);
        await finishJob(tx, job);
      });
      context.onCompleted();
    },
    giveUp: (job) => failConversation(context, job, completionFailed),
  };
}
