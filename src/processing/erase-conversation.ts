import { inTransaction, type Pool } from '../db/pool.ts';
import { appendAudit } from '../domain/audit/audit-log.ts';
import { eraseRows, findDeletion, recordingsToErase, setErasing } from '../domain/conversations/deletion.ts';
import { recordingKey } from '../domain/recordings/recordings.ts';
import type { RecordingStorage } from '../domain/recordings/storage.ts';
import { eraseContents } from '../domain/webhooks/contents.ts';
import { finishJob, holdJob, type Job, putOffJob } from '../jobs/queue.ts';
import { removeJobs } from '../jobs/subject-jobs.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { clearAllWork } from './sound-work.ts';

export interface EraseContext {
  pool: Pool;
  storage: RecordingStorage;
  dataDir: string;
  now(): Date;
}

/** A store that is away for long is asked again now and then, for as long as it takes. */
const laterMs = 3_600_000;

/**
 * Erases a deleted conversation whose time has come: files first, then rows. Between the two it can not be brought back, and
 * whoever comes next finds by its rows what is left to remove. False where it may not be erased, or not yet.
 */
export function eraseConversation(context: EraseContext, accountId: string, id: string): Promise<boolean> {
  return erase(context, accountId, id, null);
}

/** Jobs of kind `erase`: due when a deleted conversation can not be brought back any more. */
export function eraseHandler(context: EraseContext): JobHandler {
  return {
    async run(job) {
      const { accountId, subjectId: id } = job;
      if (await erase(context, accountId, id, job)) return;
      const deletion = await findDeletion(context.pool, accountId, id);
      await inTransaction(context.pool, async (tx) => {
        if (!deletion) return finishJob(tx, job);
        const earlyMs = deletion.eraseAt.getTime() - context.now().getTime();
        await putOffJob(tx, job, Math.max(1_000, earlyMs));
      });
    },
    giveUp: (job) => inTransaction(context.pool, (tx) => putOffJob(tx, job, laterMs)),
  };
}

async function erase(
  context: EraseContext,
  accountId: string,
  id: string,
  job: Job | null,
): Promise<boolean> {
  const { pool, storage, dataDir } = context;
  if (!(await setErasing(pool, accountId, id, context.now()))) return false;
  for (const recording of await recordingsToErase(pool, accountId, id))
    await storage.remove(recordingKey(accountId, recording));
  await clearAllWork(dataDir, id);
  await inTransaction(pool, async (tx) => {
    if (job) await holdJob(tx, job);
    // Jobs before the conversation, as steps lock them: one that still runs loses its lease, and with it the right to write.
    await removeJobs(tx, accountId, id);
    await eraseContents(tx, accountId, id);
    await eraseRows(tx, accountId, id);
    await appendAudit(tx, accountId, {
      by: { kind: 'server' },
      action: 'conversation.erased',
      subjectId: id,
    });
  });
  return true;
}
