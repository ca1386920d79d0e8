import { announceNews } from '../../db/notifications.ts';
import { type Db, execute } from '../../db/pool.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';
import type { Settlement } from './settle.ts';

/** In `last_error` of a delivery that was cancelled with its conversation. */
export const deletedWithConversation = 'conversation_deleted';
/** The same of the news of its deletion, which is none once it is back. */
const broughtBack = 'conversation_restored';
/** The same, with its subscription. */
export const subscriptionDeleted = 'subscription_deleted';

// Jobs before deliveries, and in their order, as settle_deliveries locks them.
const cancel = {
  name: 'cancel-deliveries',
  text: `with pending as materialized (
      select account_id, id, subscription_id from webhook_delivery
      where account_id = $1 and conversation_id = $2 and status = 'pending' and (event = 'conversation.deleted') = $4),
    locked as materialized (
      select job.account_id, job.id from pending
      join job on job.account_id = pending.account_id and job.lane = $3
        and job.subject_id = pending.subscription_id and job.payload ->> 'deliveryId' = pending.id::text
      order by job.account_id, job.id for update of job),
    ended as (
      delete from job using locked where job.account_id = locked.account_id and job.id = locked.id
      returning job.id)
    select count(*) from ended`,
};
const markCancelled = {
  name: 'mark-deliveries-cancelled',
  text: `update webhook_delivery set status = 'cancelled', last_error = $4
    where account_id = $1 and conversation_id = $2 and status = 'pending' and (event = 'conversation.deleted') = $3`,
};
const resume = {
  name: 'resume-deliveries',
  text: `with resumed as (
      update webhook_delivery set status = 'pending', last_error = null
      where account_id = $1 and conversation_id = $2 and status = 'cancelled' and last_error = '${deletedWithConversation}'
      returning account_id, id, subscription_id, attempts)
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), $3, $4, subscription_id,
      jsonb_build_object('deliveryId', id, 'attemptsBefore', attempts),
      clock_timestamp(), clock_timestamp()
    from resumed`,
};
const recordCancelled = {
  name: 'record-attempt-of-cancelled',
  text: `with recorded as (
      update webhook_delivery set attempts = attempts + 1, response_status = $3,
        status = case when $4::timestamptz is null then status else 'succeeded' end,
        last_error = case when $4::timestamptz is null then last_error end, delivered_at = $4
      where account_id = $1 and id = $2 and status = 'cancelled'
        and last_error in ('${deletedWithConversation}', '${broughtBack}', '${subscriptionDeleted}')
      returning account_id, id, attempts)
    insert into webhook_attempt (account_id, delivery_id, attempt, at, outcome, response_status, latency_ms)
    select account_id, id, attempts, clock_timestamp() - $6::float8 * interval '1 millisecond', $5, $3, $6 from recorded`,
};

/**
 * Cancels what is pending, with its jobs, but for the news of a deletion: call it in the transaction that hides the
 * conversation.
 */
export async function cancelDeliveries(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await cancelPending(tx, accountId, conversationId, { ofDeletion: false, reason: deletedWithConversation });
}

/** Cancels pending news of the deletion: call it in the transaction that brings the conversation back. */
export async function cancelDeletionNews(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await cancelPending(tx, accountId, conversationId, { ofDeletion: true, reason: broughtBack });
}

async function cancelPending(
  tx: Db,
  accountId: string,
  conversationId: string,
  { ofDeletion, reason }: { ofDeletion: boolean; reason: string },
): Promise<void> {
  await execute(tx, cancel, [accountId, conversationId, jobKinds.deliver.lane, ofDeletion]);
  // A statement of its own: what was settled while the first one waited is not in its snapshot.
  await execute(tx, markCancelled, [accountId, conversationId, ofDeletion, reason]);
}

/** Deliveries that were cancelled with the conversation are due again, on a fresh schedule. Workers hear of it with the commit. */
export async function resumeDeliveries(tx: Db, accountId: string, conversationId: string): Promise<void> {
  await execute(tx, resume, [accountId, conversationId, jobKinds.deliver.lane, 'deliver' satisfies JobKind]);
  await execute(tx, announceNews, ['jobs']);
}

/**
 * Writes down an attempt that was under way when its delivery was cancelled: what a receiver has got counts as sent. False where it was not so.
 */
export async function recordAttemptOfCancelled(
  db: Db,
  { job, record, attempt }: Settlement,
): Promise<boolean> {
  const { responseStatus, deliveredAt, lastError } = record;
  const outcome = lastError ?? 'delivered';
  const latencyMs = attempt?.latencyMs ?? 0;
  const values = [job.accountId, job.payload.deliveryId, responseStatus, deliveredAt, outcome, latencyMs];
  return (await execute(db, recordCancelled, values)) === 1;
}
