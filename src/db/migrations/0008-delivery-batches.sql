-- The bytes of a delivery as first sent; every later attempt sends the same. Apart from the delivery, whose every change
-- would write them again.
create table webhook_body (
  account_id uuid not null,
  delivery_id uuid not null,
  body bytea not null,
  primary key (account_id, delivery_id)
);
insert into webhook_body select account_id, id, body from webhook_delivery where body is not null;
-- Room for the outcome beside the row: its change then touches no index.
alter table webhook_delivery drop column body, set (fillfactor = 70);

-- What the queue and the deliveries read and write in batches. Functions, since their plans must not hang on what the
-- planner believes of a table that is empty one minute and holds a hundred thousand rows the next: for each row of a batch it
-- then reads the whole table, or all that an account has in it, and a prepared statement keeps that plan. Here each row is
-- looked up by itself with its whole key, in the order of job (account_id, id): two batches never wait for each other.

-- Takes up to in_limit due jobs, oldest first: of each subject no more than in_per_subject together with those that run
-- already, of which in_running names each one's subject.
create function claim_jobs(in_lane text, in_limit integer, in_lease_ms float8, in_per_subject integer, in_running uuid[])
returns setof job language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  -- A value, not a call: a bound of the index scan.
  now_at timestamptz := clock_timestamp();
  subjects uuid[] := in_running;
  full_subjects uuid[];
  places tid[] := '{}';
  more_places tid[];
  more_subjects uuid[];
  found_count integer;
begin
  loop
    full_subjects := array(select subject from unnest(subjects) subject group by subject having count(*) >= in_per_subject);
    select count(*), array_agg(place) filter (where fits), array_agg(subject_id) filter (where fits)
      into found_count, more_places, more_subjects
      from (
        select due.place, due.subject_id,
          row_number() over (partition by due.subject_id order by due.due_at)
            + (select count(*) from unnest(subjects) subject where subject = due.subject_id) <= in_per_subject as fits
        from (
          select ctid as place, subject_id, due_at from job
          where lane = in_lane and due_at <= now_at and subject_id <> all(full_subjects) and ctid <> all(places)
          order by due_at limit in_limit - cardinality(places) for update skip locked) due) ranked;
    exit when more_places is null;
    places := places || more_places;
    subjects := subjects || more_subjects;
    -- Where one subject's jobs stand in front of all others, the others are looked for behind them.
    exit when cardinality(more_places) = found_count;
  end loop;
  return query update job set lease_token = gen_random_uuid(), claims = claims + 1,
      due_at = clock_timestamp() + in_lease_ms * interval '1 millisecond'
    where ctid = any(places) returning job.*;
end $$;

-- The jobs that are still leased so stay leased for in_lease_ms from now; gives their lease tokens.
create function renew_leases(in_account_ids uuid[], in_ids uuid[], in_lease_tokens uuid[], in_lease_ms float8)
returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  held record;
begin
  for held in select * from unnest(in_account_ids, in_ids, in_lease_tokens) as held (account_id, id, lease_token)
    order by account_id, id
  loop
    update job set due_at = clock_timestamp() + in_lease_ms * interval '1 millisecond'
      where account_id = held.account_id and id = held.id and lease_token = held.lease_token;
    if found then
      return next held.lease_token;
    end if;
  end loop;
end $$;

-- All that attempts of these deliveries need to know, but for the conversation.
create function load_deliveries(in_account_ids uuid[], in_ids uuid[]) returns table (
  account_id uuid, id uuid, event text, conversation_id uuid, status text, attempts integer, frozen boolean,
  created_at timestamptz, url text, secret_sealed bytea, subscription_id uuid, subscription_status text, lookup text,
  scopes text[], include_recordings boolean, token_expires_at timestamptz, token_revoked_at timestamptz
) language plpgsql stable set enable_seqscan = off set enable_bitmapscan = off as $$
begin
  -- offset 0 keeps each look-up to itself.
  return query select d.account_id, d.id, d.event, d.conversation_id, d.status, d.attempts,
      exists (select from webhook_body b where b.account_id = d.account_id and b.delivery_id = d.id), d.created_at,
      s.url, s.secret_sealed, s.id, s.status, t.lookup, t.scopes, t.include_recordings, t.expires_at, t.revoked_at
    from unnest(in_account_ids, in_ids) as wanted (account_id, id)
    cross join lateral (
      select * from webhook_delivery d where d.account_id = wanted.account_id and d.id = wanted.id offset 0) d
    cross join lateral (
      select * from webhook_subscription s where s.account_id = d.account_id and s.id = d.subscription_id offset 0) s
    cross join lateral (
      select * from api_token t where t.account_id = d.account_id and t.id = d.token_id offset 0) t;
end $$;

-- Keeps the bodies of the deliveries that have none and whose job is still leased so; gives the lease tokens of these.
-- in_bodies holds one after the other, in_sizes their lengths. The job needs no lock: a delivery gets a body once, whoever
-- comes first, and nothing else is written.
create function freeze_deliveries(
  in_account_ids uuid[], in_job_ids uuid[], in_lease_tokens uuid[], in_ids uuid[], in_bodies bytea, in_sizes integer[]
) returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  made record;
begin
  for made in
    select *, sum(size) over (order by nr)::integer - size + 1 as place
    from unnest(in_account_ids, in_job_ids, in_lease_tokens, in_ids, in_sizes)
      with ordinality as made (account_id, job_id, lease_token, id, size, nr)
    order by account_id, job_id
  loop
    insert into webhook_body (account_id, delivery_id, body)
      select made.account_id, made.id, substring(in_bodies from made.place for made.size)
      where exists (select from job
        where account_id = made.account_id and job.id = made.job_id and lease_token = made.lease_token)
      on conflict do nothing;
    if found then
      return next made.lease_token;
    end if;
  end loop;
end $$;

-- Records what came of jobs that are still leased so, ends these jobs or puts them off by in_delays_ms, and disables the
-- subscriptions named; all in one. Gives the lease tokens of these jobs.
create function settle_deliveries(
  in_account_ids uuid[], in_job_ids uuid[], in_lease_tokens uuid[], in_ids uuid[], in_delays_ms float8[],
  in_statuses text[], in_attempts integer[], in_response_statuses integer[], in_last_errors text[],
  in_delivered_at timestamptz[], in_disabled_ids uuid[]
) returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  made record;
begin
  for made in
    select * from unnest(in_account_ids, in_job_ids, in_lease_tokens, in_ids, in_delays_ms, in_statuses, in_attempts,
        in_response_statuses, in_last_errors, in_delivered_at, in_disabled_ids)
      as made (account_id, job_id, lease_token, id, delay_ms, status, attempts, response_status, last_error,
        delivered_at, disabled_id)
    order by account_id, job_id
  loop
    if made.delay_ms is null then
      delete from job where account_id = made.account_id and id = made.job_id and lease_token = made.lease_token;
    else
      update job set due_at = clock_timestamp() + made.delay_ms * interval '1 millisecond', lease_token = null, claims = 0
        where account_id = made.account_id and id = made.job_id and lease_token = made.lease_token;
    end if;
    continue when not found;
    update webhook_delivery set status = made.status, attempts = attempts + made.attempts,
        response_status = made.response_status, last_error = made.last_error, delivered_at = made.delivered_at
      where account_id = made.account_id and id = made.id;
    if made.disabled_id is not null then
      update webhook_subscription set status = 'disabled'
        where account_id = made.account_id and id = made.disabled_id;
    end if;
    return next made.lease_token;
  end loop;
end $$;
