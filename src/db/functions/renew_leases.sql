-- Keeps jobs that still have these lease tokens leased for in_lease_ms from now. Gives the lease tokens of those
-- jobs.
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
