-- The schema that the seventeen migrations before these made, for test/db/adopt.test.ts alone: their texts, one after the other.
create table migration (id text primary key, applied_at timestamptz not null);

-- 0001-foundation
-- Every tenant table starts its primary key with account_id: tenancy by construction, and the distribution key of a cluster.

create table server_meta (
  key text primary key,
  value text not null
);

create table account (
  id uuid primary key,
  name text not null,
  brand_name text,
  brand_logo_url text,
  language text not null default 'en',
  webhooks_enabled boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table app_user (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  email text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index app_user_email on app_user (account_id, lower(email));

create table team (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index team_name on team (account_id, lower(name));

create table team_member (
  account_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (account_id, team_id, user_id),
  foreign key (account_id, team_id) references team (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);

create table department (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  enabled boolean not null default true,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index department_name on department (account_id, lower(name));
insert into migration values ('0001-foundation', now());

-- 0002-tokens-and-limits
create table api_token (
  account_id uuid not null references account (id),
  id uuid not null,
  -- The eight characters after mt_: public, shown in lists and logs.
  lookup text not null,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  include_recordings boolean not null,
  requests_per_minute integer not null check (requests_per_minute > 0),
  daily_conversation_quota integer not null check (daily_conversation_quota > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Moves with every change; server processes ask for what is newer than they know.
  changed_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id)
);
create unique index api_token_lookup on api_token (lookup);
create index api_token_changed on api_token (changed_at);

-- The sliding log of one token: a ring of the times (microseconds since 1970) at which its last calls were admitted.
-- The next call may come when the ring's oldest entry, slots[head % size + 1], is older than the window.
create table rate_window (
  account_id uuid not null,
  token_id uuid not null,
  head bigint not null default 0,
  slots bigint[] not null,
  primary key (account_id, token_id),
  foreign key (account_id, token_id) references api_token (account_id, id)
) with (fillfactor = 40);
alter table rate_window alter column slots set storage external;

create table quota_day (
  account_id uuid not null,
  token_id uuid not null,
  day date not null,
  used integer not null default 0,
  primary key (account_id, token_id, day)
) with (fillfactor = 50);

create table quota_read (
  account_id uuid not null,
  token_id uuid not null,
  day date not null,
  conversation_id uuid not null,
  primary key (account_id, token_id, day, conversation_id)
);

-- Counts one read of a conversation and gives the day's count, or -1 where the quota is used up and this conversation is
-- not among those counted. A function, since each of its statements sees what was committed while it waited for the lock.
create function count_conversation_read(
  in_account_id uuid, in_token_id uuid, in_day date, in_conversation_id uuid, in_quota integer
) returns integer language plpgsql as $$
declare
  already integer;
begin
  select used into already from quota_day
    where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  if not found then
    insert into quota_day (account_id, token_id, day) values (in_account_id, in_token_id, in_day)
      on conflict do nothing;
    select used into already from quota_day
      where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  end if;
  if exists (select from quota_read where account_id = in_account_id and token_id = in_token_id
             and day = in_day and conversation_id = in_conversation_id) then
    return already;
  end if;
  if already >= in_quota then
    return -1;
  end if;
  insert into quota_read (account_id, token_id, day, conversation_id)
    values (in_account_id, in_token_id, in_day, in_conversation_id);
  update quota_day set used = used + 1
    where account_id = in_account_id and token_id = in_token_id and day = in_day;
  return already + 1;
end $$;
insert into migration values ('0002-tokens-and-limits', now());

-- 0003-conversations
create table conversation (
  account_id uuid not null references account (id),
  id uuid not null,
  status text not null check (status in ('processing', 'completed', 'failed')),
  title text not null,
  company text,
  started_at timestamptz not null,
  duration_seconds integer,
  medium text not null,
  conversation_type text,
  language text not null,
  department_id uuid,
  user_id uuid,
  participants jsonb not null,
  sentiment text,
  summary text,
  recording_id uuid,
  failure_code text,
  failure_hint text,
  -- The JSON object that lists and details show, made anew whenever one of its parts changes.
  card text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, department_id) references department (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create index conversation_newest on conversation (account_id, started_at desc, id desc);

-- One transcript, as stored: raw deflate of its JSON ended by a sync flush, so that a response can append its own last bytes.
create table transcript (
  account_id uuid not null,
  conversation_id uuid not null,
  deflated bytea not null,
  crc32 bigint not null,
  bytes integer not null,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
alter table transcript alter column deflated set storage external;

create table analysis (
  account_id uuid not null,
  conversation_id uuid not null,
  -- JSON as served. Insights and topics are null where the text was not analysed; the reason says why.
  insights text,
  topics text,
  statistics text not null,
  summary text,
  sentiment text,
  not_analysed_reason text,
  not_analysed_language text,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);

create table recording (
  account_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  media_type text not null,
  extension text not null,
  bytes bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
insert into migration values ('0003-conversations', now());

-- 0004-jobs-and-webhooks
-- Every background step. A job is claimable when due_at has passed; a claim moves due_at to the end of its lease and sets a
-- new lease_token, which every later write of that worker must show.
create table job (
  account_id uuid not null references account (id),
  id uuid not null,
  lane text not null,
  kind text not null,
  -- What the job works on: a conversation, or a webhook subscription.
  subject_id uuid not null,
  payload jsonb not null,
  claims integer not null default 0,
  lease_token uuid,
  due_at timestamptz not null,
  created_at timestamptz not null,
  primary key (account_id, id)
) with (fillfactor = 70);
create index job_due on job (lane, due_at);

create table webhook_subscription (
  account_id uuid not null,
  id uuid not null,
  token_id uuid not null,
  url text not null,
  secret_sealed bytea not null,
  status text not null check (status in ('active', 'disabled')),
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, token_id) references api_token (account_id, id)
);

create table webhook_delivery (
  account_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  token_id uuid not null,
  conversation_id uuid not null,
  event text not null,
  status text not null check (status in ('pending', 'succeeded', 'failed', 'skipped', 'cancelled')),
  attempts integer not null default 0,
  response_status integer,
  last_error text,
  -- The bytes as first sent; every later attempt sends the same.
  body bytea,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, subscription_id) references webhook_subscription (account_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
create index webhook_delivery_newest on webhook_delivery (account_id, token_id, created_at desc, id desc);
insert into migration values ('0004-jobs-and-webhooks', now());

-- 0005-sound
-- What the decoder found in a recording; null for those kept before it was asked, and until a recording is decoded.
alter table recording
  add column container text,
  add column codec text,
  add column duration_seconds double precision,
  -- The loudest sample of every 100 ms, one byte of 0..127 each, for a player's waveform.
  add column peaks bytea;
alter table recording alter column peaks set storage external;

-- How far a step has come, 0..1, written now and then by whoever works on it.
alter table job add column progress real not null default 0;

-- How the sound of a conversation is to be recognised, and the words between the step that hears them and the step that
-- says who spoke them. Sentences are JSON as the recogniser gave them.
create table recognition (
  account_id uuid not null,
  conversation_id uuid not null,
  speakers_wanted integer,
  accept_truncated boolean not null,
  recogniser text,
  sentences text,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);

-- What the account should know of the analysis, such as that the chosen provider failed and another analyser did the work.
alter table analysis add column notice text;
insert into migration values ('0005-sound', now());

-- 0006-hot-paths
-- Filtered lists in their order: without them a page reads the account's whole window and sorts it.
create index conversation_newest_of_user on conversation (account_id, user_id, started_at desc, id desc);
create index conversation_newest_of_department on conversation (account_id, department_id, started_at desc, id desc);
create index conversation_newest_of_type on conversation (account_id, conversation_type, started_at desc, id desc);

-- Above 600 calls a minute an entry of the ring stands for a block of calls, of which processes lease parts. block_left are
-- the newest entry's calls that no process has yet.
alter table rate_window add column block_left integer not null default 0;

-- Gives a process up to in_wanted calls of the token, of the newest block or else of a new one, or no row where every entry
-- is in use. The calls may be made until ends_us. A function, since all its steps must go by one moment after the lock.
create function lease_calls(
  in_account_id uuid, in_token_id uuid, in_slots integer, in_calls_per_slot integer, in_wanted integer,
  in_lease_us bigint, in_window_us bigint, out calls integer, out ends_us bigint, out now_us bigint,
  out calls_left integer, out oldest_us bigint
) returns setof record language plpgsql as $$
declare
  ring bigint[];
  next_entry bigint;
  left_of_block integer;
  in_use integer;
begin
  select slots, head, block_left into strict ring, next_entry, left_of_block from rate_window
    where account_id = in_account_id and token_id = in_token_id for update;
  now_us := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
  if cardinality(ring) <> in_slots then
    -- A ring of another size: as many new entries as hold all calls of the old ones in use, all as young as the youngest.
    select max(entry), least(in_slots,
        ceil(count(*)::numeric * in_slots * (in_calls_per_slot + 1) / (cardinality(ring) * in_calls_per_slot)))
      into ends_us, in_use from unnest(ring) entry where entry > now_us - in_window_us;
    ring := array_fill(0::bigint, array[in_slots - in_use]) || array_fill(ends_us, array[in_use]);
    next_entry := 0;
    left_of_block := 0;
    update rate_window set slots = ring, head = 0, block_left = 0
      where account_id = in_account_id and token_id = in_token_id;
  end if;
  ends_us := ring[((next_entry + in_slots - 1) % in_slots)::int + 1];
  -- The end of a block's time is not worth a trip.
  if left_of_block > 0 and ends_us > now_us + in_lease_us / 20 then
    calls := least(in_wanted, left_of_block);
    left_of_block := left_of_block - calls;
    update rate_window set block_left = left_of_block
      where account_id = in_account_id and token_id = in_token_id;
  elsif ring[(next_entry % in_slots)::int + 1] <= now_us - in_window_us then
    calls := in_wanted;
    left_of_block := in_calls_per_slot - calls;
    ends_us := now_us + in_lease_us;
    ring[(next_entry % in_slots)::int + 1] := ends_us;
    update rate_window set slots = ring, head = next_entry + 1, block_left = left_of_block
      where account_id = in_account_id and token_id = in_token_id;
  else
    return;
  end if;
  select (in_slots - count(*)) * in_calls_per_slot + left_of_block, min(entry) into calls_left, oldest_us
    from unnest(ring) entry where entry > now_us - in_window_us;
  return next;
end $$;

-- Counts reads of several conversations at once, in their order: for each the day's count, or -1 where the quota is used up
-- and the conversation is not among those counted. One commit for all of them, since they wait for the same row anyway.
create function count_conversation_reads(
  in_account_id uuid, in_token_id uuid, in_day date, in_conversation_ids uuid[], in_quota integer
) returns integer[] language plpgsql as $$
declare
  before integer;
  counted integer;
  conversation uuid;
  results integer[] := '{}';
begin
  select used into before from quota_day
    where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  if not found then
    insert into quota_day (account_id, token_id, day) values (in_account_id, in_token_id, in_day)
      on conflict do nothing;
    select used into before from quota_day
      where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  end if;
  counted := before;
  foreach conversation in array in_conversation_ids loop
    if counted < in_quota then
      insert into quota_read (account_id, token_id, day, conversation_id)
        values (in_account_id, in_token_id, in_day, conversation) on conflict do nothing;
      if found then
        counted := counted + 1;
      end if;
      results := results || counted;
    elsif exists (select from quota_read where account_id = in_account_id and token_id = in_token_id
                  and day = in_day and conversation_id = conversation) then
      results := results || counted;
    else
      results := results || -1;
    end if;
  end loop;
  if counted > before then
    update quota_day set used = counted
      where account_id = in_account_id and token_id = in_token_id and day = in_day;
  end if;
  return results;
end $$;
drop function count_conversation_read(uuid, uuid, date, uuid, integer);
insert into migration values ('0006-hot-paths', now());

-- 0007-imports
-- Who spoke is looked for among the account's users by name, with every import.
create index app_user_name on app_user (account_id, name);
insert into migration values ('0007-imports', now());

-- 0008-delivery-batches
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
insert into migration values ('0008-delivery-batches', now());

-- 0009-conversation-changes
-- Which transactions changed an account's conversations. Who has read them as of a snapshot learns here, without reading
-- them again, whether they are still the same: they are, unless there is a row that the snapshot does not see.
create table conversation_change (
  account_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (account_id, xid)
);

-- A change stands for the ones before it that it sees: a snapshot that misses one of those misses this one too. So each
-- removes one, the newest that nobody else is removing, and as many stay as overlapped once. Not all: an old snapshot
-- somewhere, as of a backup, keeps the index entries of removed rows, which each change would go through again.
create function note_conversation_change() returns trigger language plpgsql
set search_path from current set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  changed_id uuid;
begin
  for changed_id in select distinct account_id from changed loop
    delete from conversation_change where account_id = changed_id and xid = (
      select xid from conversation_change where account_id = changed_id and xid < pg_current_xact_id()
      order by xid desc limit 1 for update skip locked);
    insert into conversation_change (account_id) values (changed_id) on conflict do nothing;
  end loop;
  return null;
end $$;

create trigger note_inserted after insert on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_updated after update on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_deleted after delete on conversation
  referencing old table as changed for each statement execute function note_conversation_change();
insert into migration values ('0009-conversation-changes', now());

-- 0010-disable-in-order
-- As before, but subscriptions are disabled in an order of their own, after all jobs. In that of the jobs, two batches with
-- the same two subscriptions could wait for each other; one was then rolled back, and its deliveries sent again.
create or replace function settle_deliveries(
  in_account_ids uuid[], in_job_ids uuid[], in_lease_tokens uuid[], in_ids uuid[], in_delays_ms float8[],
  in_statuses text[], in_attempts integer[], in_response_statuses integer[], in_last_errors text[],
  in_delivered_at timestamptz[], in_disabled_ids uuid[]
) returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  made record;
  gone record;
  gone_account_ids uuid[] := '{}';
  gone_ids uuid[] := '{}';
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
      gone_account_ids := gone_account_ids || made.account_id;
      gone_ids := gone_ids || made.disabled_id;
    end if;
    return next made.lease_token;
  end loop;
  for gone in select distinct * from unnest(gone_account_ids, gone_ids) as gone (account_id, id) order by account_id, id
  loop
    update webhook_subscription set status = 'disabled'
      where account_id = gone.account_id and id = gone.id and status = 'active';
  end loop;
end $$;
insert into migration values ('0010-disable-in-order', now());

-- 0011-count-reads-together
-- As before, but where the quota has room for all conversations they go in one insertion, and each gets the count that
-- includes them all; one by one where it may end among them.
create or replace function count_conversation_reads(
  in_account_id uuid, in_token_id uuid, in_day date, in_conversation_ids uuid[], in_quota integer
) returns integer[] language plpgsql as $$
declare
  asked integer := cardinality(in_conversation_ids);
  before integer;
  counted integer;
  added integer;
  conversation uuid;
  results integer[] := '{}';
begin
  select used into before from quota_day
    where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  if not found then
    insert into quota_day (account_id, token_id, day) values (in_account_id, in_token_id, in_day)
      on conflict do nothing;
    select used into before from quota_day
      where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  end if;
  counted := before;
  if before + asked <= in_quota then
    insert into quota_read (account_id, token_id, day, conversation_id)
      select in_account_id, in_token_id, in_day, conversation_id from unnest(in_conversation_ids) conversation_id
      on conflict do nothing;
    get diagnostics added = row_count;
    counted := before + added;
    results := array_fill(counted, array[asked]);
  else
    foreach conversation in array in_conversation_ids loop
      if counted < in_quota then
        insert into quota_read (account_id, token_id, day, conversation_id)
          values (in_account_id, in_token_id, in_day, conversation) on conflict do nothing;
        if found then
          counted := counted + 1;
        end if;
        results := results || counted;
      elsif exists (select from quota_read where account_id = in_account_id and token_id = in_token_id
                    and day = in_day and conversation_id = conversation) then
        results := results || counted;
      else
        results := results || -1;
      end if;
    end loop;
  end if;
  if counted > before then
    update quota_day set used = counted
      where account_id = in_account_id and token_id = in_token_id and day = in_day;
  end if;
  return results;
end $$;
insert into migration values ('0011-count-reads-together', now());

-- 0012-claim-deliveries-ready
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
insert into migration values ('0012-claim-deliveries-ready', now());

-- 0013-keep-bodies-on-change
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
insert into migration values ('0013-keep-bodies-on-change', now());

-- 0014-lease-blocks
-- As lease_calls, with these differences. While more than a quarter of the ring is free a lease is four times as long, and of four times
-- as many calls, also of several blocks: a commit less often. Whole blocks are shared by nobody, so their holder tells later when
-- each was used up, from entry in_spent_from on, in_spent_ages_us ago, and they are stamped with that moment instead of the end
-- of the lease. And what is left of the newest block is given however old that is, its entry being stamped anew: its
-- calls count as younger that way, never older, and all other entries come round before it. The head counts entries ever taken, here also over a change
-- of the ring's size, so that an entry has one number: first_entry is the head, from which entries were taken. lease_calls stays for processes of the version before.
create function lease_blocks(
  in_account_id uuid, in_token_id uuid, in_slots integer, in_calls_per_slot integer, in_wanted integer,
  in_lease_us bigint, in_window_us bigint, in_spent_from bigint, in_spent_ages_us bigint[],
  out calls integer, out ends_us bigint, out now_us bigint, out calls_left integer, out oldest_us bigint,
  out first_entry bigint, out entries integer
) returns setof record language plpgsql as $$
declare
  ring bigint[];
  left_of_block integer;
  in_use integer;
  longer integer;
  place integer;
begin
  select slots, head, block_left into strict ring, first_entry, left_of_block from rate_window
    where account_id = in_account_id and token_id = in_token_id for update;
  now_us := (extract(epoch from clock_timestamp()) * 1000000)::bigint;
  if cardinality(ring) <> in_slots then
    -- A ring of another size: as many new entries as hold all calls of the old ones in use, all as young as the youngest.
    select max(entry), least(in_slots,
        ceil(count(*)::numeric * in_slots * (in_calls_per_slot + 1) / (cardinality(ring) * in_calls_per_slot)))
      into ends_us, in_use from unnest(ring) entry where entry > now_us - in_window_us;
    ring := array_fill(0::bigint, array[in_slots - in_use]) || array_fill(ends_us, array[in_use]);
    first_entry := (first_entry / in_slots + 2) * in_slots;
    left_of_block := 0;
  elsif in_spent_from >= first_entry - in_slots and in_spent_from + cardinality(in_spent_ages_us) <= first_entry then
    for i in 1 .. cardinality(in_spent_ages_us) loop
      place := ((in_spent_from + i - 1) % in_slots)::int + 1;
      ring[place] := least(ring[place], now_us - in_spent_ages_us[i]);
    end loop;
  end if;
  select count(*) into in_use from unnest(ring) entry where entry > now_us - in_window_us;
  longer := case when in_use < in_slots - in_slots / 4 then 4 else 1 end;
  ends_us := now_us + longer * in_lease_us;
  entries := 0;
  if left_of_block > 0 then
    calls := least(longer * in_wanted, left_of_block);
    left_of_block := left_of_block - calls;
    place := ((first_entry + in_slots - 1) % in_slots)::int + 1;
    ring[place] := greatest(ring[place], ends_us);
  else
    while entries < greatest(1, longer * in_wanted / in_calls_per_slot)
      and (entries = 0 or in_use + entries < in_slots - in_slots / 4)
      and ring[((first_entry + entries) % in_slots)::int + 1] <= now_us - in_window_us
    loop
      ring[((first_entry + entries) % in_slots)::int + 1] := ends_us;
      entries := entries + 1;
    end loop;
    calls := least(longer * in_wanted, entries * in_calls_per_slot);
    left_of_block := entries * in_calls_per_slot - calls;
  end if;
  -- Also where nothing is granted: the ring may have another size now, and used up entries other stamps.
  update rate_window set slots = ring, head = first_entry + entries, block_left = left_of_block
    where account_id = in_account_id and token_id = in_token_id;
  if calls > 0 then
    select (in_slots - count(*)) * in_calls_per_slot + left_of_block, min(entry) into calls_left, oldest_us
      from unnest(ring) entry where entry > now_us - in_window_us;
    return next;
  end if;
end $$;
insert into migration values ('0014-lease-blocks', now());

-- 0015-analyse-what-was-left
-- Jobs that processes of an earlier version queued between analysis and completion: both are one step now.
update job set kind = 'analyse' where lane = 'pipeline' and kind = 'complete';
insert into migration values ('0015-analyse-what-was-left', now());

-- 0016-what-was-read
-- The format that a file was read as, and what was mended, guessed or left out: [{code, count, first_place}].
alter table conversation add column imported_as text, add column notices jsonb not null default '[]';
insert into migration values ('0016-what-was-read', now());

-- 0017-deleted-conversations
-- A deleted conversation is hidden at once and erased from erase_at on; until then it can be brought back. Once erasing has
-- begun erase_at is set back to deleted_at: no clock brings it back then.
alter table conversation add column deleted_at timestamptz, add column erase_at timestamptz,
  add constraint conversation_deletion check ((deleted_at is null) = (erase_at is null));

-- Lists hold none of the deleted, however many there are.
drop index conversation_newest, conversation_newest_of_user, conversation_newest_of_department, conversation_newest_of_type;
create index conversation_newest on conversation (account_id, started_at desc, id desc) where deleted_at is null;
create index conversation_newest_of_user on conversation (account_id, user_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_department on conversation (account_id, department_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_type on conversation (account_id, conversation_type, started_at desc, id desc)
  where deleted_at is null;
create index conversation_deleted on conversation (account_id, started_at desc, id desc) where deleted_at is not null;

create index recording_conversation on recording (account_id, conversation_id);

-- What was sent to whom stays known when the conversation is erased: a delivery holds nothing of its content.
alter table webhook_delivery drop constraint webhook_delivery_account_id_conversation_id_fkey;
insert into migration values ('0017-deleted-conversations', now());
