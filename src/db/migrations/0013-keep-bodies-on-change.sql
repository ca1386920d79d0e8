-- A completed conversation hardly ever changes while a delivery of it is pending. What a body is made of is therefore copied only
-- where it is about to change, by whoever changes it, and where the body holds a link, which is of the first claim. Before that a
-- claim reads it from the conversation itself; one snapshot shows either the conversation as it was completed or the copy.
-- Nothing makes a completed conversation anything else than completed.

-- In the order in which transactions of running servers take them.
lock table conversation, transcript, analysis, webhook_delivery in share row exclusive mode;

create index webhook_delivery_conversation on webhook_delivery (conversation_id, account_id);

-- Copies what the bodies of a completed conversation's pending deliveries are made of, but for those that this transaction
-- queued: it is still completing the conversation. A body with a link is kept when it is first claimed; until then it may
-- change.
create function keep_delivery_bodies(in_account_id uuid, in_conversation_id uuid) returns void language plpgsql
set search_path from current
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  insert into webhook_body (account_id, delivery_id, card, transcript, transcript_bytes, insights, frozen_at)
    select d.account_id, d.id, c.card, r.deflated, r.bytes, a.insights, clock_timestamp()
    from webhook_delivery d
    -- offset 0 keeps each look-up to itself.
    cross join lateral (select * from api_token t where t.account_id = d.account_id and t.id = d.token_id offset 0) t
    cross join lateral (select * from conversation c
      where c.account_id = d.account_id and c.id = d.conversation_id and c.status = 'completed'
        and not (c.recording_id is not null and t.include_recordings and 'recordings' = any(t.scopes)) offset 0) c
    left join lateral (select r.deflated, r.bytes from transcript r
      where r.account_id = c.account_id and r.conversation_id = c.id and 'transcripts' = any(t.scopes) offset 0) r on true
    left join lateral (select a.insights from analysis a
      where a.account_id = c.account_id and a.conversation_id = c.id and 'insights' = any(t.scopes) offset 0) a on true
    -- Written so that no other index will do.
    where (d.conversation_id, d.account_id) >= (in_conversation_id, in_account_id)
      and (d.conversation_id, d.account_id) <= (in_conversation_id, in_account_id)
      and d.status = 'pending' and d.xmin <> pg_current_xact_id()::xid
    order by d.id
    on conflict do nothing;
end $$;

create function keep_bodies_of_conversation() returns trigger language plpgsql set search_path from current as $$
begin
  perform keep_delivery_bodies(old.account_id, old.id);
  return new;
end $$;
create trigger keep_bodies before update on conversation for each row
  when (old.status = 'completed'
    and (old.status, old.card, old.recording_id) is distinct from (new.status, new.card, new.recording_id))
  execute function keep_bodies_of_conversation();

create function keep_bodies_of_part() returns trigger language plpgsql set search_path from current as $$
begin
  if tg_op = 'DELETE' then
    perform keep_delivery_bodies(old.account_id, old.conversation_id);
    return old;
  end if;
  perform keep_delivery_bodies(new.account_id, new.conversation_id);
  return new;
end $$;
create trigger keep_bodies before insert or update or delete on transcript for each row
  execute function keep_bodies_of_part();
create trigger keep_bodies before insert or update of insights or delete on analysis for each row
  execute function keep_bodies_of_part();

-- As claim_deliveries, but what a body is made of is copied only for a link, or where one of the triggers is missing. What many
-- have in common is told once: of the subscription, with the first of its deliveries here (tells_subscription), and of the
-- conversation, with one of those that get no link. claim_deliveries stays for processes of the version before.
create function claim_deliveries_to_send(
  in_limit integer, in_lease_ms float8, in_per_subject integer, in_running uuid[], in_now timestamptz, in_public_url text,
  in_most_bytes integer
) returns table (
  account_id uuid, job_id uuid, kind text, subject_id uuid, delivery_id uuid, claims integer, lease_token uuid,
  id uuid, event text, conversation_id uuid, status text, attempts integer, created_at timestamptz,
  tells_subscription boolean, url text, secret_sealed bytea, subscription_status text, lookup text, scopes text[],
  include_recordings boolean, token_expires_at timestamptz, token_revoked_at timestamptz, shares boolean,
  body bytea, card text, transcript bytea, transcript_bytes integer, insights text, recording_id uuid, public_url text,
  frozen_at timestamptz
) language plpgsql set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  places tid[] := pick_due_jobs('delivery', in_limit, in_per_subject, in_running);
  keeps_all boolean := 3 > (select count(*) from pg_trigger where tgname = 'keep_bodies' and tgenabled in ('O', 'A')
    and tgrelid in ('conversation'::regclass, 'transcript'::regclass, 'analysis'::regclass));
begin
  return query
  with claimed as (
    update job set lease_token = gen_random_uuid(), claims = job.claims + 1,
        leased_until = clock_timestamp() + in_lease_ms * interval '1 millisecond'
      where ctid = any(places)
      returning job.account_id, job.id as job_id, job.kind, job.subject_id, (job.payload ->> 'deliveryId')::uuid as delivery_id,
        job.claims, job.lease_token),
  -- offset 0 keeps each look-up to itself.
  due as materialized (
    select claimed.*, d.id, d.event, d.conversation_id, d.status, d.attempts, d.created_at, s.id as subscription_id,
      s.url, s.secret_sealed, s.status as subscription_status, t.lookup, t.scopes, t.include_recordings, t.expires_at as token_expires_at,
      t.revoked_at as token_revoked_at, b.body, b.card, b.transcript, b.transcript_bytes, b.insights, b.recording_id,
      b.public_url, b.frozen_at,
      b.delivery_id is null and d.status = 'pending' and s.status = 'active' and t.revoked_at is null
        and (t.expires_at is null or t.expires_at > in_now) as is_live,
      keeps_all or (t.include_recordings and 'recordings' = any(t.scopes)) as is_own
    from claimed
    left join lateral (select * from webhook_delivery d
      where d.account_id = claimed.account_id and d.id = claimed.delivery_id offset 0) d on true
    left join lateral (select * from webhook_subscription s
      where s.account_id = d.account_id and s.id = d.subscription_id offset 0) s on true
    left join lateral (select * from api_token t where t.account_id = d.account_id and t.id = d.token_id offset 0) t on true
    left join lateral (select * from webhook_body b
      where b.account_id = d.account_id and b.delivery_id = d.id offset 0) b on true),
  common as (
    select due.*, row_number() over (partition by account_id, subscription_id) = 1 as tells_subscription,
      is_live and not is_own as shares, is_live and (is_own or row_number() over conversation = 1) as reads,
      bool_or('transcripts' = any(scopes)) over conversation as with_transcript,
      bool_or('insights' = any(scopes)) over conversation as with_insights
    from due window conversation as (partition by account_id, conversation_id, is_live, is_own)),
  filled as materialized (
    select common.*, c.card as live_card, r.deflated as live_transcript, r.bytes as live_transcript_bytes, a.insights as live_insights,
      l.recording_id as live_recording_id, reads and c.card is not null and (keeps_all or l.recording_id is not null) as to_keep
    from common
    left join lateral (select * from conversation c
      where c.account_id = common.account_id and c.id = common.conversation_id and common.reads offset 0) c on true
    left join lateral (select r.deflated, r.bytes from transcript r
      where r.account_id = c.account_id and r.conversation_id = c.id and common.with_transcript offset 0) r on true
    left join lateral (select a.insights from analysis a
      where a.account_id = c.account_id and a.conversation_id = c.id and c.status = 'completed'
        and common.with_insights offset 0) a on true
    left join lateral (select c.recording_id
      where common.include_recordings and 'recordings' = any(common.scopes)) l on true),
  keeping as (
    insert into webhook_body
        (account_id, delivery_id, card, transcript, transcript_bytes, insights, recording_id, public_url, frozen_at)
      select account_id, delivery_id, live_card, case when 'transcripts' = any(scopes) then live_transcript end,
        case when 'transcripts' = any(scopes) then live_transcript_bytes end,
        case when 'insights' = any(scopes) then live_insights end, live_recording_id,
        case when live_recording_id is not null then in_public_url end, in_now
      from filled where to_keep
      on conflict do nothing
      returning delivery_id as kept_id),
  sized as (
    -- Where another has just kept it, that is read later.
    select filled.*, (not to_keep or delivery_id in (select kept_id from keeping)) and
      coalesce(octet_length(body), 0) + coalesce(octet_length(coalesce(card, live_card)), 0)
      + coalesce(octet_length(coalesce(transcript, live_transcript)), 0)
      + coalesce(octet_length(coalesce(insights, live_insights)), 0) <= in_most_bytes as fits
    from filled)
  select account_id, job_id, kind, subject_id, delivery_id, claims, lease_token, id, event, conversation_id, status, attempts,
    created_at, tells_subscription, case when tells_subscription then url end,
    case when tells_subscription then secret_sealed end, case when tells_subscription then subscription_status end,
    case when tells_subscription then lookup end, case when tells_subscription then scopes end,
    case when tells_subscription then include_recordings end, case when tells_subscription then token_expires_at end,
    case when tells_subscription then token_revoked_at end, shares,
    case when fits then body end, case when fits then coalesce(card, live_card) end,
    case when fits then coalesce(transcript, live_transcript) end, coalesce(transcript_bytes, live_transcript_bytes),
    case when fits then coalesce(insights, live_insights) end, coalesce(recording_id, live_recording_id),
    coalesce(public_url, case when live_recording_id is not null then in_public_url end), coalesce(frozen_at, in_now)
  from sized;
end $$;

-- What the bodies of pending deliveries are made of, as kept or else as it is.
create function load_body_parts(in_account_ids uuid[], in_ids uuid[]) returns table (
  account_id uuid, id uuid, body bytea, card text, transcript bytea, transcript_bytes integer, insights text, recording_id uuid,
  public_url text, frozen_at timestamptz
) language plpgsql set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return query
  select d.account_id, d.id, b.body, coalesce(b.card, c.card), coalesce(b.transcript, r.deflated),
      coalesce(b.transcript_bytes, r.bytes), coalesce(b.insights, a.insights), b.recording_id, b.public_url, b.frozen_at
    from unnest(in_account_ids, in_ids) as wanted (account_id, id)
    cross join lateral (select * from webhook_delivery d
      where d.account_id = wanted.account_id and d.id = wanted.id and d.status = 'pending' offset 0) d
    left join lateral (select * from webhook_body b
      where b.account_id = d.account_id and b.delivery_id = d.id offset 0) b on true
    left join lateral (select * from conversation c
      where c.account_id = d.account_id and c.id = d.conversation_id and b.delivery_id is null offset 0) c on true
    left join lateral (select r.deflated, r.bytes from transcript r
      where r.account_id = c.account_id and r.conversation_id = c.id offset 0) r on true
    left join lateral (select a.insights from analysis a
      where a.account_id = c.account_id and a.conversation_id = c.id and c.status = 'completed' offset 0) a on true;
end $$;

-- As before, but in one statement for all. The jobs are locked before, in their order, and by a statement of its own: what
-- another has just renewed is not in the snapshot of one that waited for it.
create or replace function settle_deliveries(
  in_account_ids uuid[], in_job_ids uuid[], in_lease_tokens uuid[], in_ids uuid[], in_delays_ms float8[],
  in_statuses text[], in_attempts integer[], in_response_statuses integer[], in_last_errors text[],
  in_delivered_at timestamptz[], in_disabled_ids uuid[]
) returns setof uuid language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  -- In the order of the arguments; null for a job that is not held any more.
  places tid[];
  settled uuid[];
  gone record;
  gone_account_ids uuid[];
  gone_ids uuid[];
begin
  select array_agg(locked.place order by made.n) into places
    from (
      select * from unnest(in_account_ids, in_job_ids, in_lease_tokens) with ordinality as made (account_id, job_id, lease_token, n)
      order by account_id, job_id) made
    left join lateral (
      select ctid as place from job
      where job.account_id = made.account_id and job.id = made.job_id and job.lease_token = made.lease_token
      offset 0 for update) locked on true;
  with held as materialized (
    select * from unnest(in_account_ids, in_lease_tokens, in_ids, in_delays_ms, in_statuses, in_attempts, in_response_statuses,
        in_last_errors, in_delivered_at, in_disabled_ids, places)
      as made (account_id, lease_token, id, delay_ms, status, attempts, response_status, last_error, delivered_at, disabled_id,
        place)
    where place is not null),
  ended as (
    delete from job using held where job.ctid = held.place and held.delay_ms is null),
  put_off as (
    update job set due_at = clock_timestamp() + held.delay_ms * interval '1 millisecond', lease_token = null, claims = 0
    from held where job.ctid = held.place and held.delay_ms is not null),
  recorded as (
    update webhook_delivery d set status = held.status, attempts = d.attempts + held.attempts,
      response_status = held.response_status, last_error = held.last_error, delivered_at = held.delivered_at
    from held where d.account_id = held.account_id and d.id = held.id)
  select array_agg(lease_token), array_agg(account_id) filter (where disabled_id is not null),
      array_agg(disabled_id) filter (where disabled_id is not null)
    into settled, gone_account_ids, gone_ids from held;
  for gone in select distinct * from unnest(gone_account_ids, gone_ids) as gone (account_id, id) order by account_id, id
  loop
    update webhook_subscription set status = 'disabled'
      where account_id = gone.account_id and id = gone.id and status = 'active';
  end loop;
  return query select unnest(settled);
end $$;
