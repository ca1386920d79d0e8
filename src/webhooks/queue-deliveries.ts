import { type Db, execute } from '../db/pool.ts';

// The event's time is the delivery's; the job follows in the same statement.
const insertDeliveries = {
  name: 'insert-webhook-deliveries',
  text: `with delivery as (
      insert into webhook_delivery
        (account_id, id, subscription_id, token_id, conversation_id, event, status, last_error, created_at)
      select s.account_id, gen_random_uuid(), s.id, s.token_id, $2, 'conversation.completed',
        case s.status when 'active' then 'pending' else 'skipped' end,
        case s.status when 'active' then null else 'subscription_disabled' end, $3
      from webhook_subscription s
      join api_token t on t.account_id = s.account_id and t.id = s.token_id
      join account a on a.id = s.account_id
      where s.account_id = $1 and a.webhooks_enabled
        and t.revoked_at is null and (t.expires_at is null or t.expires_at > $3)
      returning account_id, id, subscription_id, status)
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), 'delivery', 'deliver', subscription_id,
      jsonb_build_object('deliveryId', id), clock_timestamp(), clock_timestamp()
    from delivery where status = 'pending'`,
};

/**
 * One pending delivery and its job for every active subscription with a live token; gives how many. A disabled one gets a
 * row too, as skipped: what was not sent must not vanish.
 */
export function queueDeliveries(
  tx: Db,
  accountId: string,
  conversationId: string,
  now: Date,
): Promise<number> {
  return execute(tx, insertDeliveries, [accountId, conversationId, now]);
}
