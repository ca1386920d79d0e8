-- The end of a lease stands in no index: claiming a job and renewing its lease then touch none. It counts while there is a
-- lease_token. Room for the row as claimed is left beside it.
alter table job add column leased_until timestamptz, set (fillfactor = 45);
update job set leased_until = due_at where lease_token is not null;

-- From here on what a body is made of is kept, which the database copies by itself; whoever sends makes the body of it, the
-- same bytes each time (webhooks/payload.ts). Earlier bodies are there as sent.
alter table webhook_body
  alter column body drop not null,
  add column card text,
  -- As in table transcript.
  add column transcript bytea,
  add column transcript_bytes integer,
  add column insights text,
  add column recording_id uuid,
  add column public_url text,
  add column frozen_at timestamptz,
  add constraint webhook_body_is_kept check (body is not null or (card is not null and frozen_at is not null));
alter table webhook_body alter column transcript set storage external;

-- Who has a place free is found by subject, however many jobs of others stand in front.
create index job_subject_due on job (lane, subject_id, due_at);

-- Locks up to in_limit due jobs and gives their places: of each subject no more than in_per_subject together with those that
-- run already, of which in_running names each one's subject. Oldest first; where subjects that have no place free stand in
-- front, others are looked for beginning anywhere, so that each has its turn.
create function pick_due_jobs(in_lane text, in_limit integer, in_per_subject integer, in_running uuid[])
returns tid[] language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  most_subjects constant integer := 256;
  -- A value, not a call: a bound of the index scan.
  now_at timestamptz := clock_timestamp();
  due_count integer;
  fitting tid[];
  places tid[];
  more_places tid[];
  subjects uuid[] := in_running;
  first_subject uuid := gen_random_uuid();
  next_subject uuid := first_subject;
  around boolean := false;
  room integer;
begin
  select count(*), array_agg(ranked.place) filter (where ranked.fits) into due_count, fitting
    from (
      select due.place,
        row_number() over (partition by due.subject_id order by due.due_at) + coalesce(running.jobs, 0) <= in_per_subject as fits
      from (
        select ctid as place, subject_id, due_at from job
        where lane = in_lane and due_at <= now_at and (lease_token is null or leased_until <= now_at)
        order by due_at limit in_limit) due
      left join (select subject, count(*) as jobs from unnest(in_running) subject group by subject) running
        on running.subject = due.subject_id) ranked;
  -- As they are once locked: another may have claimed them meanwhile.
  select array_agg(locked.place), in_running || array_agg(locked.subject_id) into places, subjects
    from (
      select ctid as place, subject_id from job
      where ctid = any(fitting) and due_at <= now_at and (lease_token is null or leased_until <= now_at)
      for update skip locked) locked;
  if due_count = coalesce(cardinality(fitting), 0) then
    return places;
  end if;
  places := coalesce(places, '{}');
  for looked in 1 .. most_subjects loop
    exit when cardinality(places) >= in_limit;
    select subject_id into next_subject from job
      where lane = in_lane and subject_id > next_subject order by subject_id limit 1;
    if next_subject is null then
      exit when around;
      around := true;
      next_subject := '00000000-0000-0000-0000-000000000000';
      continue;
    end if;
    exit when around and next_subject > first_subject;
    room := in_per_subject - (select count(*) from unnest(subjects) subject where subject = next_subject);
    continue when room <= 0;
    select array_agg(locked.place) into more_places
      from (
        select ctid as place from job
        -- Written so that no other index will do.
        where lane = in_lane and (subject_id, due_at) >= (next_subject, '-infinity') and (subject_id, due_at) <= (next_subject, now_at)
          and (lease_token is null or leased_until <= now_at) and ctid <> all(places)
        order by subject_id, due_at limit least(room, in_limit - cardinality(places)) for update skip locked) locked;
    places := places || coalesce(more_places, '{}');
  end loop;
  return places;
end $$;

create or replace function claim_jobs(in_lane text, in_limit integer, in_lease_ms float8, in_per_subject integer, in_running uuid[])
returns setof job language plpgsql as $$
declare
  places tid[] := pick_due_jobs(in_lane, in_limit, in_per_subject, in_running);
begin
  return query update job set lease_token = gen_random_uuid(), claims = claims + 1,
      leased_until = clock_timestamp() + in_lease_ms * interval '1 millisecond'
    where ctid = any(places) returning job.*;
end $$;

-- Claims like claim_jobs, and gives with each job all that its attempt needs. What the body of a delivery is made of is kept in
-- the same transaction, the first time: in_now and in_public_url are of its link. Where that is more than in_most_bytes it is
-- not given: read it from webhook_body when it is needed. Nothing is kept of what may not be sent any more.
create function claim_deliveries(
  in_limit integer, in_lease_ms float8, in_per_subject integer, in_running uuid[], in_now timestamptz, in_public_url text,
  in_most_bytes integer
) returns table (
  account_id uuid, job_id uuid, kind text, subject_id uuid, delivery_id uuid, claims integer, lease_token uuid,
  id uuid, event text, conversation_id uuid, status text, attempts integer, created_at timestamptz,
  url text, secret_sealed bytea, subscription_id uuid, subscription_status text, lookup text, scopes text[],
  include_recordings boolean, token_expires_at timestamptz, token_revoked_at timestamptz,
  body bytea, card text, transcript bytea, transcript_bytes integer, insights text, recording_id uuid, public_url text, frozen_at timestamptz
) language plpgsql set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  places tid[] := pick_due_jobs('delivery', in_limit, in_per_subject, in_running);
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
    select claimed.*, d.id, d.event, d.conversation_id, d.status, d.attempts, d.created_at, s.url, s.secret_sealed,
      s.id as subscription_id, s.status as subscription_status, t.lookup, t.scopes, t.include_recordings,
      t.expires_at as token_expires_at, t.revoked_at as token_revoked_at, b.delivery_id is null and c.card is not null as is_new,
      b.body, coalesce(b.card, c.card) as card, coalesce(b.transcript, r.deflated) as transcript,
      coalesce(b.transcript_bytes, r.bytes) as transcript_bytes,
      coalesce(b.insights, a.insights) as insights, coalesce(b.recording_id, l.recording_id) as recording_id,
      coalesce(b.public_url, l.public_url) as public_url, coalesce(b.frozen_at, in_now) as frozen_at
    from claimed
    left join lateral (select * from webhook_delivery d
      where d.account_id = claimed.account_id and d.id = claimed.delivery_id offset 0) d on true
    left join lateral (select * from webhook_subscription s
      where s.account_id = d.account_id and s.id = d.subscription_id offset 0) s on true
    left join lateral (select * from api_token t where t.account_id = d.account_id and t.id = d.token_id offset 0) t on true
    left join lateral (select * from webhook_body b
      where b.account_id = d.account_id and b.delivery_id = d.id offset 0) b on true
    left join lateral (select * from conversation c
      where c.account_id = d.account_id and c.id = d.conversation_id and b.delivery_id is null and d.status = 'pending'
        and s.status = 'active' and t.revoked_at is null and (t.expires_at is null or t.expires_at > in_now) offset 0) c on true
    left join lateral (select r.deflated, r.bytes from transcript r
      where r.account_id = c.account_id and r.conversation_id = c.id and 'transcripts' = any(t.scopes) offset 0) r on true
    left join lateral (select a.insights from analysis a
      where a.account_id = c.account_id and a.conversation_id = c.id and c.status = 'completed'
        and 'insights' = any(t.scopes) offset 0) a on true
    left join lateral (select c.recording_id, in_public_url as public_url
      where c.recording_id is not null and t.include_recordings and 'recordings' = any(t.scopes)) l on true),
  kept as (
    insert into webhook_body
        (account_id, delivery_id, card, transcript, transcript_bytes, insights, recording_id, public_url, frozen_at)
      select account_id, delivery_id, card, transcript, transcript_bytes, insights, recording_id, public_url, frozen_at
      from due where is_new
      on conflict do nothing),
  sized as (
    select due.*, coalesce(octet_length(body), 0) + coalesce(octet_length(card), 0) + coalesce(octet_length(transcript), 0)
      + coalesce(octet_length(insights), 0) <= in_most_bytes as fits
    from due)
  select account_id, job_id, kind, subject_id, delivery_id, claims, lease_token, id, event, conversation_id, status, attempts,
    created_at, url, secret_sealed, subscription_id, subscription_status, lookup, scopes, include_recordings, token_expires_at,
    token_revoked_at, case when fits then body end, case when fits then card end, case when fits then transcript end,
    transcript_bytes, case when fits then insights end, recording_id, public_url, frozen_at
  from sized;
end $$;

-- freeze_deliveries and what it is told by load_deliveries stay for processes of the version before.

create or replace function renew_leases(in_account_ids uuid[], in_ids uuid[], in_lease_tokens uuid[], in_lease_ms float8)
returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  held record;
begin
  for held in select * from unnest(in_account_ids, in_ids, in_lease_tokens) as held (account_id, id, lease_token)
    order by account_id, id
  loop
    update job set leased_until = clock_timestamp() + in_lease_ms * interval '1 millisecond'
      where account_id = held.account_id and id = held.id and lease_token = held.lease_token;
    if found then
      return next held.lease_token;
    end if;
  end loop;
end $$;
