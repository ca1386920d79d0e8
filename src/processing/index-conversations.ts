import { inTransaction, type Pool } from '../db/pool.ts';
import { indexStored, lockToIndex, nextToIndex } from '../domain/search/index-stored.ts';
import { Stems } from '../domain/search/stemmers.ts';
import { finishJob, holdJob, type Job, putOffJob } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';

const lookedAtOnce = 500;
/** Transcripts may be large. */
const indexedAtOnce = 4;
/** A process of the version before may go on for a while, and writes conversations that no search finds. */
const lookAgainMs = 600_000;
const laterMs = 3_600_000;

/**
 * Jobs of kind `index`: makes the conversations of an account found that were stored by the version before. It begins at the
 * first each time, and is over when it found nothing to do.
 */
export function indexHandler({ pool }: { pool: Pool }): JobHandler<Job<'index'>> {
  return {
    async run(job, signal) {
      const stems = new Stems();
      let found = 0;
      let after: string | null = null;
      do {
        const rows = await nextToIndex(pool, job.accountId, after, lookedAtOnce);
        const missing = rows.flatMap(({ id, isMissing }) => (isMissing ? [id] : []));
        found += missing.length;
        for (let i = 0; i < missing.length; i += indexedAtOnce) {
          signal.throwIfAborted();
          await indexSome(pool, stems, job, missing.slice(i, i + indexedAtOnce));
        }
        after = rows.length < lookedAtOnce ? null : (rows.at(-1)?.id ?? null);
      } while (after !== null);
      await inTransaction(pool, (tx) => (found > 0 ? putOffJob(tx, job, lookAgainMs) : finishJob(tx, job)));
    },
    giveUp: (job) => inTransaction(pool, (tx) => putOffJob(tx, job, laterMs)),
  };
}

function indexSome(pool: Pool, stems: Stems, job: Job, ids: readonly string[]): Promise<void> {
  return inTransaction(pool, async (tx) => {
    await holdJob(tx, job);
    await lockToIndex(tx, job.accountId, ids);
    await indexStored(tx, stems, job.accountId, ids);
  });
}
