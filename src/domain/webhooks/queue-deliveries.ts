import { type Db, execute } from '../../db/pool.ts';
import { rowArrays } from '../../db/row-arrays.ts';
import { type JobKind, jobKinds } from '../../jobs/kinds.ts';

/** A conversation that was completed just now. */
export interface Completed {
  accountId: string;
  conversationId: string;
  /** Of the event that says so. */
  eventSequence: number;
  /** JSON, as `shownConversation` makes it. */
  conversation: string;
  at: Date;
}

const completed = rowArrays('completed', {
  ...{ account_id: 'uuid', conversation_id: 'uuid', event_sequence: 'bigint', conversation: 'text' },
  at: 'timestamptz',
});
const queue = {
  name: 'queue-deliveries',
  text: `with completed as materialized (select *, gen_random_uuid() as content_id from ${completed.from}),
    delivery as (
      insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event,
        event_sequence, status, last_error, created_at)
      select s.account_id, gen_random_uuid(), s.id, s.token_id, completed.conversation_id, completed.content_id,
        'conversation.completed', completed.event_sequence, case s.status when 'active' then 'pending' else 'skipped' end,
        case s.status when 'active' then null else 'subscription_disabled' end, completed.at
      from completed
      join account a on a.id = completed.account_id
      join webhook_subscription s on s.account_id = completed.account_id
      join api_token t on t.account_id = s.account_id and t.id = s.token_id
      where a.webhooks_enabled and t.revoked_at is null and (t.expires_at is null or t.expires_at > completed.at)
      returning account_id, id, subscription_id, content_id, status),
    content as (
      insert into webhook_content (account_id, conversation_id, id, conversation, transcript, transcript_bytes, insights,
        recording_id, made_at)
      select c.account_id, c.id, completed.content_id, completed.conversation, t.deflated, t.bytes, a.insights,
        c.recording_id, completed.at
      from completed
      join conversation c on c.account_id = completed.account_id and c.id = completed.conversation_id
        and c.deleted_at is null
      left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
      left join analysis a on a.account_id = c.account_id and a.conversation_id = c.id
      where completed.content_id in (select content_id from delivery))
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), $${completed.count + 1}, $${completed.count + 2}, subscription_id,
      jsonb_build_object('deliveryId', id), clock_timestamp(), clock_timestamp()
    from delivery where status = 'pending'`,
};

/**
 * One pending delivery and its job for every active subscription with a live token of each account, and a copy of what their
 * bodies are made of. A disabled subscription gets a delivery too, as skipped: what was not sent must not vanish. Call it in
 * the transaction that completes the conversations. Gives the number of jobs.
 */
export async function queueDeliveries(tx: Db, conversations: readonly Completed[]): Promise<number> {
  const rows = conversations.map(({ accountId, conversationId, eventSequence, conversation, at }) => ({
    account_id: accountId,
    conversation_id: conversationId,
    event_sequence: eventSequence,
    ...{ conversation, at },
  }));
  return execute(tx, queue, [...completed.values(rows), jobKinds.deliver.lane, 'deliver' satisfies JobKind]);
}
