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
