import { type Db, inTransaction, type Pool } from '../db/pool.ts';
import { setNotice } from '../domain/conversations/analysis-store.ts';
import type { ConversationKey } from '../domain/conversations/conversation.ts';
import { findDeletion } from '../domain/conversations/deletion.ts';
import { findRecognition } from '../domain/conversations/recognition.ts';
import {
  findConversation,
  findTranscript,
  refreshCard,
  reopenFailed,
  setStatus,
} from '../domain/conversations/store.ts';
import { appendEvent } from '../events/event-log.ts';
import { enqueue, finishJob, type Job } from '../jobs/queue.ts';
import { holdStep } from './while-live.ts';

/** Why a conversation was not completed: a code, and what to do about it. */
export interface Failure {
  code: string;
  hint: string;
  /** Trying again would end the same way. */
  final?: boolean;
}

export const analysisFailed: Failure = {
  code: 'analysis_failed',
  hint: 'The analysis failed repeatedly; the log names the cause. The transcript is kept.',
};
export const soundFailed: Failure = {
  code: 'sound_failed',
  hint: 'The recording could not be worked on repeatedly; the log names the cause. The recording is kept.',
};

/** Ends the pipeline for this conversation with a named code; its input stays. One that was completed before stays so. */
export async function failConversation(
  context: { pool: Pool; now(): Date },
  job: Job,
  failure: Failure,
): Promise<void> {
  const key = { accountId: job.accountId, id: job.subjectId };
  const again = 'again' in job.payload;
  const hint = failure.final ? failure.hint : `${failure.hint} Try again with: bin/meetric retry ${key.id}`;
  await inTransaction(context.pool, async (tx) => {
    await holdStep(tx, job);
    if (again) await setNotice(tx, key, `${failure.code}: ${failure.hint} The earlier analysis stands.`);
    else {
      await setStatus(tx, key, 'failed', { code: failure.code, hint });
      await refreshCard(tx, key.accountId, key.id, context.now());
    }
    await finishJob(tx, job);
    await appendEvent(tx, key.accountId, again ? 'conversation.changed' : 'conversation.failed', key.id);
  });
}

export type RetryResult = 'queued' | 'not_found' | 'not_failed' | 'deleted';

/** Sends a failed conversation through the pipeline again: from its transcript, else its words, else its recording. */
export async function retryConversation(
  pool: Pool,
  accountId: string,
  id: string,
  now: Date,
): Promise<RetryResult> {
  return inTransaction(pool, async (tx) => {
    const conversation = await findConversation(tx, accountId, id);
    if (!conversation) return (await findDeletion(tx, { accountId, id })) ? 'deleted' : 'not_found';
    if (!(await reopenFailed(tx, { accountId, id }))) return 'not_failed';
    await refreshCard(tx, accountId, id, now);
    const kind = await firstStep(tx, { accountId, id });
    await enqueue(tx, { accountId, kind, subjectId: id, payload: {} });
    await appendEvent(tx, accountId, 'conversation.progressed', id);
    return 'queued';
  });
}

async function firstStep(tx: Db, key: ConversationKey): Promise<'analyse' | 'speakers' | 'decode'> {
  if (await findTranscript(tx, key.accountId, key.id)) return 'analyse';
  const { recognition } = await findRecognition(tx, key);
  return recognition ? 'speakers' : 'decode';
}
