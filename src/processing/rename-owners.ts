import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { type Renaming, storeDepartmentName, storeUserName } from '../domain/accounts/people-changes.ts';
import { type Actor, type AuditAction, appendAudit } from '../domain/audit/audit-log.ts';
import type { CardMaking, PresentCard } from '../domain/conversations/card.ts';
import { type Owner, refreshOwnerCards } from '../domain/conversations/owner-cards.ts';
import { enqueue, finishJob, holdJob, type Job, putOffJob } from '../jobs/queue.ts';
import type { JobHandler } from '../jobs/worker.ts';
import { announceChanges } from './announce.ts';

/** Cards that a rename makes anew at once: about a second. */
const atOnce = 2_000;
/** Cards of one transaction of the job that does the rest. */
const perBatch = 500;
const laterMs = 3_600_000;
/** Webhooks hear of a new name as far back as lists of the API reach: a receiver is not flooded with years of calls. */
const toldMs = 30 * 86_400_000;

type Making = CardMaking & { by: Actor };

/** Renames a user; no conversation that shows the user keeps the old name or address. */
export function renameUser(
  pool: Pool,
  accountId: string,
  { email, change }: { email: string; change: { name?: string; email?: string } },
  making: Making,
): Promise<Renaming['kind']> {
  const store = (tx: Db): Promise<Renaming> => storeUserName(tx, accountId, email, change);
  return rename(pool, accountId, { store, action: 'user.renamed' }, making);
}

export function renameDepartment(
  pool: Pool,
  accountId: string,
  { name, change }: { name: string; change: { name: string } },
  making: Making,
): Promise<Renaming['kind']> {
  const store = (tx: Db): Promise<Renaming> => storeDepartmentName(tx, accountId, name, change.name);
  return rename(pool, accountId, { store, action: 'department.renamed' }, making);
}

function rename(
  pool: Pool,
  accountId: string,
  { store, action }: { store(tx: Db): Promise<Renaming>; action: AuditAction },
  making: Making,
): Promise<Renaming['kind']> {
  return inTransaction(pool, async (tx) => {
    const renamed = await store(tx);
    if (renamed.kind !== 'renamed') return renamed.kind;
    const owner: Owner = { accountId, id: renamed.id };
    const { last, changed } = await refreshOwnerCards(tx, owner, { after: null, limit: atOnce }, making);
    if (last !== null)
      await enqueue(tx, { accountId, kind: 'cards', subjectId: owner.id, payload: { after: last } });
    await appendAudit(tx, accountId, { by: making.by, action, subjectId: owner.id });
    await announceChanges(tx, accountId, changed, recently(making.now));
    return 'renamed';
  });
}

function recently(now: Date): { now: Date; since: Date } {
  return { now, since: new Date(now.getTime() - toldMs) };
}

/** Jobs of kind `cards`: the cards that a rename left, a transaction for each batch. */
export function cardsHandler(context: {
  pool: Pool;
  presentCard: PresentCard;
  now(): Date;
}): JobHandler<Job<'cards'>> {
  return {
    async run(job, signal) {
      const owner = { accountId: job.accountId, id: job.subjectId };
      let after: string | null = job.payload.after;
      do {
        signal.throwIfAborted();
        after = await inTransaction(context.pool, async (tx) => {
          await holdJob(tx, job);
          const making = { ...context, now: context.now() };
          const { last, changed } = await refreshOwnerCards(tx, owner, { after, limit: perBatch }, making);
          if (last === null) await finishJob(tx, job);
          await announceChanges(tx, owner.accountId, changed, recently(making.now));
          return last;
        });
      } while (after !== null);
    },
    giveUp: (job) => inTransaction(context.pool, (tx) => putOffJob(tx, job, laterMs)),
  };
}
