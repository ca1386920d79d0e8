-- Claims the suspect of a lane that has been due for longest: one job, which is to run alone. Suspects whose leases were
-- lost meanwhile are taken back before.
create or replace function claim_suspect(in_lane text, in_lease_ms float8) returns table (
  account_id uuid, id uuid, kind text, subject_id uuid, payload jsonb, failures integer, lost_leases integer, crashes integer,
  lease_token uuid
) language plpgsql set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off as $$
#variable_conflict use_column
declare
  most_lost constant integer := 100;
  now_at timestamptz := clock_timestamp();
  lost_places tid[];
  places tid[];
begin
  select array_agg(locked.place) into lost_places
    from (
      select ctid as place from job
      where lane = in_lane and lost_leases >= 2 and due_at <= now_at and lease_token is not null and leased_until <= now_at
      order by due_at limit most_lost for update skip locked) locked;
  if lost_places is not null then
    perform take_back_leases(lost_places);
  end if;
  select array_agg(locked.place) into places
    from (
      select ctid as place from job
      where lane = in_lane and lost_leases >= 2 and due_at <= now_at and lease_token is null
      order by due_at limit 1 for update skip locked) locked;
  return query update job set lease_token = gen_random_uuid(), is_alone = true,
      leased_until = clock_timestamp() + in_lease_ms * interval '1 millisecond'
    where ctid = any(places)
    returning job.account_id, job.id, job.kind, job.subject_id, job.payload, job.failures, job.lost_leases, job.crashes,
      job.lease_token;
end $$;
