-- Takes a try from each of the keys and gives 0, or takes none and gives the milliseconds until all of them have one again.
-- A key has in_bursts tries at once, and one more after each in_interval_ms.
create or replace function take_sign_in_try(in_keys bytea[], in_interval_ms integer[], in_bursts integer[])
returns integer language plpgsql as $$
declare
  found_rows integer;
  moment timestamptz;
  wait_ms integer;
begin
  -- The purge may take a row away between the two statements.
  loop
    insert into sign_in_throttle (key, free_at)
      select wanted, '-infinity' from unnest(in_keys) wanted order by wanted on conflict do nothing;
    perform from sign_in_throttle t where t.key = any(in_keys) order by t.key for update;
    get diagnostics found_rows = row_count;
    exit when found_rows = cardinality(in_keys);
  end loop;
  moment := clock_timestamp();
  select ceil(max(extract(epoch from greatest(t.free_at, moment) - moment) * 1000 - (wanted.burst - 1) * wanted.interval_ms))
    into wait_ms
    from unnest(in_keys, in_interval_ms, in_bursts) wanted (key, interval_ms, burst)
      join sign_in_throttle t on t.key = wanted.key;
  if wait_ms > 0 then
    return wait_ms;
  end if;
  update sign_in_throttle t set free_at = greatest(t.free_at, moment) + wanted.interval_ms * interval '1 millisecond'
    from unnest(in_keys, in_interval_ms) wanted (key, interval_ms) where t.key = wanted.key;
  return 0;
end $$;
