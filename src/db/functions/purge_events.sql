-- Removes the first events of accounts where they are older than in_before: of up to in_most_accounts up to in_most each.
-- Gives how many. Two of these wait for each other, so that what is left has no gap at any moment.
create or replace function purge_events(in_before timestamptz, in_most_accounts integer, in_most integer)
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
