-- Gives every active subscription with a live token of each account a pending delivery and its job. Copies once the
-- parts that their bodies are made of: in_contents, JSON as shownConversation makes it, and in_insights. A stopped
-- subscription gets a delivery too, as skipped, since an event that was not sent must not vanish. The function runs
-- in the transaction that completes the conversations, and waits for nobody. It returns the number of jobs.
create or replace function queue_deliveries(
  in_account_ids uuid[], in_conversation_ids uuid[], in_event_sequences bigint[], in_contents text[], in_insights text[],
  in_completed_at timestamptz[], in_lane text, in_kind text
) returns bigint language plpgsql as $$
declare
  jobs bigint;
begin
  with completed as materialized (
      select *, gen_random_uuid() as content_id
      from unnest(in_account_ids, in_conversation_ids, in_event_sequences, in_contents, in_insights, in_completed_at)
        as completed (account_id, conversation_id, event_sequence, content, insights, at)),
    delivery as (
      insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event,
        event_sequence, status, last_error, created_at, skipped_at, scopes, include_recordings)
      select s.account_id, gen_random_uuid(), s.id, s.token_id, completed.conversation_id, completed.content_id,
        'conversation.completed', completed.event_sequence, case s.status when 'active' then 'pending' else 'skipped' end,
        case s.status when 'active' then null else 'subscription_' || s.status end, completed.at,
        case s.status when 'active' then null else clock_timestamp() end, t.scopes, t.include_recordings
      from completed
      join account a on a.id = completed.account_id
      join webhook_subscription s on s.account_id = completed.account_id
      join api_token t on t.account_id = s.account_id and t.id = s.token_id
      where a.webhooks_enabled and t.revoked_at is null and (t.expires_at is null or t.expires_at > completed.at)
      returning account_id, id, subscription_id, content_id, status),
    kept as (
      insert into webhook_content (account_id, conversation_id, id, conversation, transcript, transcript_bytes, insights,
        recording_id, made_at)
      select c.account_id, c.id, completed.content_id, completed.content, t.deflated, t.bytes, completed.insights,
        c.recording_id, completed.at
      from completed
      join conversation c on c.account_id = completed.account_id and c.id = completed.conversation_id
        and c.deleted_at is null
      left join transcript t on t.account_id = c.account_id and t.conversation_id = c.id
      where completed.content_id in (select content_id from delivery)),
    queued as (
      insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
      select account_id, gen_random_uuid(), in_lane, in_kind, subscription_id, jsonb_build_object('deliveryId', id),
        clock_timestamp(), clock_timestamp()
      from delivery where status = 'pending'
      returning account_id)
  select count(*) into jobs from queued;
  if jobs > 0 then
    -- As listenForNews reads it.
    perform pg_notify('meetric_news', 'jobs');
  end if;
  return jobs;
end $$;
