-- What happened in an account, in order: each event is written in the transaction of its change, and kept for 90 days.
create table event (
  account_id uuid not null,
  -- 1, 2, 3 … without a gap.
  sequence bigint not null,
  type text not null,
  -- What it happened to, as a conversation. It may be erased by now.
  subject_id uuid not null,
  at timestamptz not null,
  primary key (account_id, sequence)
);

-- Whoever appends holds the account's row until commit: a sequence is seen only when all before it are.
create table event_counter (
  account_id uuid primary key references account (id),
  last_sequence bigint not null,
  last_at timestamptz not null
) with (fillfactor = 40);

-- The event that the delivery tells of.
alter table webhook_delivery add column event_sequence bigint;

-- Appends events and tells listeners of their accounts. Last of a transaction, which then holds the counters for its commit
-- only, and takes them in order. After it nothing may be waited for.
create function append_events(in_account_ids uuid[], in_types text[], in_subject_ids uuid[])
returns table (account_id uuid, subject_id uuid, sequence bigint) language plpgsql as $$
#variable_conflict use_column
declare
  happened record;
  last bigint;
  moment timestamptz;
begin
  for happened in
    select account_id, count(*) as events from unnest(in_account_ids) as account_id group by account_id order by account_id
  loop
    -- The moment is read under the lock and never goes back, so that the oldest events are the first ones.
    insert into event_counter as counter (account_id, last_sequence, last_at)
      values (happened.account_id, happened.events, clock_timestamp())
      on conflict (account_id) do update set last_sequence = counter.last_sequence + excluded.last_sequence,
        last_at = greatest(counter.last_at, clock_timestamp())
      returning last_sequence, last_at into last, moment;
    return query insert into event as e (account_id, sequence, type, subject_id, at)
      select account_id, last - happened.events + row_number() over (order by place), type, subject_id, moment
      from unnest(in_account_ids, in_types, in_subject_ids) with ordinality as given (account_id, type, subject_id, place)
      where account_id = happened.account_id
      returning e.account_id, e.subject_id, e.sequence;
    -- As listenForNews reads it; what is told twice in a transaction is sent once.
    perform pg_notify('meetric_news', 'events:' || happened.account_id);
  end loop;
end $$;

-- Removes the first events of accounts where they are older than in_before: of up to in_most_accounts up to in_most each.
-- Gives how many. Two of these wait for each other, so that what is left has no gap at any moment.
create function purge_events(in_before timestamptz, in_most_accounts integer, in_most integer)
returns integer language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  purged integer;
begin
  with aged as materialized (
      select counter.account_id from event_counter counter
      cross join lateral (
        select at from event where event.account_id = counter.account_id order by event.sequence limit 1) oldest
      where oldest.at < in_before limit in_most_accounts),
    old as materialized (
      select kept.account_id, kept.sequence from aged
      cross join lateral (
        select account_id, sequence, at from event where event.account_id = aged.account_id
        order by event.sequence limit in_most) kept
      where kept.at < in_before)
  delete from event using old where event.account_id = old.account_id and event.sequence = old.sequence;
  get diagnostics purged = row_count;
  return purged;
end $$;
