/**
 * One pending delivery and its job for every active subscription with a live token of each row `completed` (account_id,
 * conversation_id, at). A disabled one gets a row too, as skipped: what was not sent must not vanish. The event's time is
 * the delivery's; the jobs, `delivery_job`, follow in the same statement.
 */
export const deliveriesOfCompleted = `delivery as (
    insert into webhook_delivery
      (account_id, id, subscription_id, token_id, conversation_id, event, status, last_error, created_at)
    select s.account_id, gen_random_uuid(), s.id, s.token_id, completed.conversation_id, 'conversation.completed',
      case s.status when 'active' then 'pending' else 'skipped' end,
      case s.status when 'active' then null else 'subscription_disabled' end, completed.at
    from completed
    join account a on a.id = completed.account_id
    join webhook_subscription s on s.account_id = completed.account_id
    join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where a.webhooks_enabled and t.revoked_at is null and (t.expires_at is null or t.expires_at > completed.at)
    returning account_id, id, subscription_id, status),
  delivery_job as (
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), 'delivery', 'deliver', subscription_id,
      jsonb_build_object('deliveryId', id), clock_timestamp(), clock_timestamp()
    from delivery where status = 'pending'
    returning account_id)`;
