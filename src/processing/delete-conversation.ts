import { announceNews } from '../db/notifications.ts';
import { execute, inTransaction, type Pool } from '../db/pool.ts';
import { appendAudit, type Doing } from '../domain/audit/audit-log.ts';
import { type Deletion, lockDeletion, setDeletion } from '../domain/conversations/deletion.ts';
import {
  cancelDeletionNews,
  cancelDeliveries,
  resumeDeliveries,
} from '../domain/webhooks/cancel-deliveries.ts';
import { findToldOfDeletion } from '../domain/webhooks/tell-return.ts';
import { enqueue } from '../jobs/queue.ts';
import { parkJobs, removeJobsOfKind, resumeJobs } from '../jobs/subject-jobs.ts';
import { announceDeletion, announceReturn } from './announce.ts';

/** How long a deleted conversation can be brought back. */
const keptForMs = 7 * 24 * 3_600_000;
/** An erasure that is wanted now is done at once. A job takes over where it did not come to its end. */
const takenOverAfterMs = 30_000;

export type DeleteResult =
  | { kind: 'deleted' | 'already_deleted'; deletion: Deletion }
  | { kind: 'not_found' };
export type UndeleteResult = 'undeleted' | 'not_deleted' | 'not_found' | 'too_late';

/**
 * Hides the conversation from everybody at once: its steps wait, its pending deliveries are cancelled, and it is erased in a
 * week. With `erase` it can not be brought back from now on; follow with eraseConversation.
 */
export function deleteConversation(
  pool: Pool,
  accountId: string,
  id: string,
  { by, now, erase = false }: Doing & { erase?: boolean },
): Promise<DeleteResult> {
  return inTransaction(pool, async (tx) => {
    const before = await lockDeletion(tx, accountId, id);
    if (before === undefined) return { kind: 'not_found' };
    if (before && (!erase || before.eraseAt <= now)) return { kind: 'already_deleted', deletion: before };
    const deletedAt = before?.deletedAt ?? now;
    const deletion = { deletedAt, eraseAt: erase ? now : new Date(now.getTime() + keptForMs) };
    await setDeletion(tx, accountId, id, deletion);
    await parkJobs(tx, accountId, id);
    await cancelDeliveries(tx, accountId, id);
    await removeJobsOfKind(tx, accountId, id, 'erase');
    const delayMs = erase ? takenOverAfterMs : keptForMs;
    await enqueue(tx, { accountId, kind: 'erase', subjectId: id, payload: {}, delayMs });
    await execute(tx, announceNews, ['deletions']);
    await appendAudit(tx, accountId, {
      by,
      action: 'conversation.deleted',
      subjectId: id,
      ...(erase && { details: { erase: 'now' } }),
    });
    if (before) return { kind: 'already_deleted', deletion };
    await announceDeletion(tx, accountId, id, now);
    return { kind: 'deleted', deletion };
  });
}

/** Brings a deleted conversation back as it was: its steps go on, and what was not sent is sent. */
export function undeleteConversation(
  pool: Pool,
  accountId: string,
  id: string,
  { by, now }: Doing,
): Promise<UndeleteResult> {
  return inTransaction(pool, async (tx) => {
    const deletion = await lockDeletion(tx, accountId, id);
    if (deletion === undefined) return 'not_found';
    if (deletion === null) return 'not_deleted';
    if (deletion.eraseAt <= now) return 'too_late';
    const told = await findToldOfDeletion(tx, accountId, id, deletion.deletedAt);
    await setDeletion(tx, accountId, id, null);
    await removeJobsOfKind(tx, accountId, id, 'erase');
    await resumeJobs(tx, accountId, id);
    await resumeDeliveries(tx, accountId, id);
    await cancelDeletionNews(tx, accountId, id);
    await execute(tx, announceNews, ['deletions']);
    await appendAudit(tx, accountId, { by, action: 'conversation.undeleted', subjectId: id });
    await announceReturn(tx, { accountId, id }, told, now);
    return 'undeleted';
  });
}
