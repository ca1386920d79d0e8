import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, queryAll } from '../../db/pool.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';

// An attempt that is under way, or whose outcome nobody knows, may have arrived.
const selectTold = {
  name: 'select-told-of-deletion',
  text: `select distinct d.subscription_id as id from webhook_delivery d
    join webhook_subscription s on s.account_id = d.account_id and s.id = d.subscription_id
      and 'conversation.completed' = any(s.events) and not 'conversation.updated' = any(s.events)
    where d.account_id = $1 and d.conversation_id = $2 and d.event = 'conversation.deleted' and d.created_at >= $3
      and (d.attempts > 0 or d.is_cut or exists (
        select from job where job.account_id = d.account_id and job.lane = $4 and job.subject_id = d.subscription_id
          and job.payload ->> 'deliveryId' = d.id::text and job.lease_token is not null))`,
};
// As queue_event_deliveries makes them, for these subscriptions alone. One that still has its first news to come needs no other.
const queue = {
  name: 'queue-deliveries-of-return',
  text: `with wanted as materialized (
      select s.id, s.token_id, s.status, coalesce(t.scopes, '{insights}') as scopes,
        coalesce(t.include_recordings, false) as include_recordings
      from webhook_subscription s
      join account a on a.id = s.account_id and a.webhooks_enabled
      left join api_token t on t.account_id = s.account_id and t.id = s.token_id
      where s.account_id = $1 and s.id = any($3::uuid[])
        and (s.form <> 'webhook' or (t.revoked_at is null and (t.expires_at is null or t.expires_at > $5)))
        and not exists (
          select from webhook_delivery d where d.account_id = s.account_id and d.conversation_id = $2
            and d.subscription_id = s.id and d.event = 'conversation.completed' and d.status = 'pending')),
    kept as (
      insert into webhook_content (account_id, conversation_id, id, conversation, transcript, transcript_bytes, insights,
        recording_id, made_at)
      select c.account_id, c.id, gen_random_uuid(), $4, t.deflated, t.bytes, f.insights, c.recording_id, $5
      from conversation c
      left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
      left join analysis f on f.account_id = c.account_id and f.conversation_id = c.id
      where c.account_id = $1 and c.id = $2 and c.deleted_at is null and exists (select from wanted)
      returning id),
    delivery as (
      insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event,
        event_sequence, status, last_error, created_at, scopes, include_recordings, skipped_at)
      select $1, gen_random_uuid(), wanted.id, wanted.token_id, $2, kept.id, 'conversation.completed',
        (select last_sequence from event_counter where account_id = $1),
        case wanted.status when 'active' then 'pending' else 'skipped' end,
        case wanted.status when 'active' then null else 'subscription_' || wanted.status end, $5, wanted.scopes,
        wanted.include_recordings, case wanted.status when 'active' then null else clock_timestamp() end
      from wanted cross join kept
      returning account_id, id, subscription_id, status)
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), $6, $7, subscription_id, jsonb_build_object('deliveryId', id),
      clock_timestamp(), clock_timestamp()
    from delivery where status = 'pending'`,
};

/**
 * Subscriptions that may have been told of the deletion, hear of completions, and do not hear of updates. Call it before the news
 * of the deletion is cancelled.
 */
export async function findToldOfDeletion(
  tx: Db,
  accountId: string,
  conversationId: string,
  deletedAt: Date,
): Promise<string[]> {
  const values = [accountId, conversationId, deletedAt, jobKinds.deliver.lane];
  return (await queryAll<{ id: string }>(tx, selectTold, values)).map(({ id }) => id);
}

/**
 * Tells them once more that the conversation is completed, last of the transaction that brings it back. `content` is JSON as
 * shownConversation makes it.
 */
export async function tellReturn(
  tx: Db,
  { accountId, id }: { accountId: string; id: string },
  { subscriptionIds, content }: { subscriptionIds: readonly string[]; content: string },
  now: Date,
): Promise<void> {
  const values = [accountId, id, subscriptionIds, content, now, jobKinds.deliver.lane];
  await execute(tx, queue, [...values, 'deliver' satisfies JobKind]);
  await execute(tx, announceNews, ['jobs']);
}
