-- Appends events and tells listeners of their accounts. Last of a transaction, which then holds the counters for its commit
-- only, and takes them in order. After it nothing may be waited for.
create or replace function append_events(in_account_ids uuid[], in_types text[], in_subject_ids uuid[])
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
    -- The text is as listenForNews reads it. News that is told twice in a transaction is sent once.
    perform pg_notify('meetric_news', 'events:' || happened.account_id);
  end loop;
end $$;
