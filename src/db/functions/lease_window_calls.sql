-- Gives a process up to in_wanted calls of a token, of the newest block or else of new ones, or no row where every entry of
-- the ring is in use. The calls may be made until ends_us. While more than a quarter of the ring is free a lease is four
-- times as long and of four times as many calls: a commit less often.
-- Whole blocks are shared by nobody, so their holder tells later when each was used up: from entry in_spent_from on,
-- in_spent_ages_us ago. They are stamped with that moment instead of the end of the lease. What is left of the newest block
-- is given however old that is, its entry being stamped anew: its calls count as younger that way, never older.
-- first_entry is the head, from which entries were taken; it goes on over a change of the ring's size.
-- A function, since all its steps must go by one moment after the lock.
create or replace function lease_window_calls(
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
