import type { FaultCode } from '../base/fault.ts';
import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { type Actor, appendAudit } from '../domain/audit/audit-log.ts';
import type { CardMaking } from '../domain/conversations/card.ts';
import { findDeletion } from '../domain/conversations/deletion.ts';
import { findRecognition } from '../domain/conversations/recognition.ts';
import {
  findConversation,
  findTranscript,
  refreshCard,
  reopenFailed,
} from '../domain/conversations/store.ts';
import { appendEvent } from '../events/event-log.ts';
import { enqueue } from '../jobs/queue.ts';

export type RetryResult = 'queued' | 'not_found' | 'not_failed' | 'deleted';

/**
 * A file stays as it is, so another try ends the same. A part that this machine or a provider lacks may be there
 * the next time.
 */
const finalCodes: ReadonlySet<FaultCode> = new Set([
  'not_media',
  'media_truncated',
  'media_no_audio',
  'media_empty',
  'media_format_unclear',
  'media_protected',
  'media_too_long',
]);

/** Whether another try may end otherwise. */
export function isWorthRetry(failure: { code: FaultCode }): boolean {
  return !finalCodes.has(failure.code);
}

/** Sends a failed conversation through the pipeline again: from its transcript, else its words, else its recording. */
export async function retryConversation(
  pool: Pool,
  accountId: string,
  id: string,
  making: CardMaking & { by: Actor },
): Promise<RetryResult> {
  return inTransaction(pool, async (tx) => {
    const conversation = await findConversation(tx, accountId, id);
    if (!conversation) return (await findDeletion(tx, accountId, id)) ? 'deleted' : 'not_found';
    if (!(await reopenFailed(tx, accountId, id))) return 'not_failed';
    await refreshCard(tx, accountId, id, making);
    const kind = await firstStep(tx, accountId, id);
    await enqueue(tx, { accountId, kind, subjectId: id, payload: {} });
    await appendAudit(tx, accountId, { by: making.by, action: 'conversation.retried', subjectId: id });
    await appendEvent(tx, accountId, 'conversation.progressed', id);
    return 'queued';
  });
}

async function firstStep(tx: Db, accountId: string, id: string): Promise<'analyse' | 'speakers' | 'decode'> {
  if (await findTranscript(tx, accountId, id)) return 'analyse';
  const { recognition } = await findRecognition(tx, accountId, id);
  return recognition ? 'speakers' : 'decode';
}
