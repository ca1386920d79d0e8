-- Gives every subscription that asked for the event a pending delivery and its job: a webhook whose token is live, or a
-- message for people. Copies once the parts that their bodies are made of: in_contents, JSON as shownConversation makes it,
-- and in_insights. A body without content needs nothing of the conversation. A subscription that is not active gets a
-- delivery too, as skipped, since an event that was not sent must not vanish. The function runs in the transaction of the
-- change, and waits for nobody. It returns the number of jobs.
create or replace function queue_event_deliveries(
  in_account_ids uuid[], in_conversation_ids uuid[], in_events text[], in_event_sequences bigint[], in_contents text[],
  in_insights text[], in_at timestamptz[], in_lane text, in_kind text
) returns bigint language plpgsql as $$
declare
  jobs bigint;
begin
  with happened as materialized (
      select *, case when content is not null then gen_random_uuid() end as content_id
      from unnest(in_account_ids, in_conversation_ids, in_events, in_event_sequences, in_contents, in_insights, in_at)
        as happened (account_id, conversation_id, event, event_sequence, content, insights, at)),
    delivery as (
      insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event,
        event_sequence, status, last_error, created_at, scopes, include_recordings, skipped_at)
      select s.account_id, gen_random_uuid(), s.id, s.token_id, happened.conversation_id, happened.content_id,
        happened.event, happened.event_sequence, case s.status when 'active' then 'pending' else 'skipped' end,
        case s.status when 'active' then null else 'subscription_' || s.status end, happened.at,
        -- A message for people has no token. It shows what was found, and no words.
        coalesce(t.scopes, '{insights}'), coalesce(t.include_recordings, false),
        case s.status when 'active' then null else clock_timestamp() end
      from happened
      join account a on a.id = happened.account_id
      join webhook_subscription s on s.account_id = happened.account_id and happened.event = any(s.events)
      left join api_token t on t.account_id = s.account_id and t.id = s.token_id
      where a.webhooks_enabled
        and (s.form <> 'webhook' or (t.revoked_at is null and (t.expires_at is null or t.expires_at > happened.at)))
      returning account_id, id, subscription_id, content_id, status),
    kept as (
      insert into webhook_content (account_id, conversation_id, id, conversation, transcript, transcript_bytes, insights,
        recording_id, made_at)
      select c.account_id, c.id, happened.content_id, happened.content, t.deflated, t.bytes, happened.insights,
        case when is_whole then c.recording_id end, happened.at
      from happened
      cross join lateral (select happened.event in ('conversation.completed', 'conversation.updated')) body (is_whole)
      join conversation c on c.account_id = happened.account_id and c.id = happened.conversation_id
        and c.deleted_at is null
      left join transcript t on is_whole and t.account_id = c.account_id and t.conversation_id = c.id
      where happened.content_id in (select content_id from delivery)),
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
