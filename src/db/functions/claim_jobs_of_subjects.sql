-- Claims like claim_due_jobs, but of these subjects alone, in their order: of each as many as its room says, oldest first.
create or replace function claim_jobs_of_subjects(
  in_lane text, in_limit integer, in_lease_ms float8, in_subjects uuid[], in_rooms integer[], in_held uuid[]
) returns table (
  account_id uuid, id uuid, kind text, subject_id uuid, payload jsonb, failures integer, lost_leases integer, crashes integer,
  lease_token uuid
) language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  now_at timestamptz := clock_timestamp();
  places tid[] := '{}';
  more_places tid[];
  lost_places tid[];
  more_lost tid[];
begin
  for n in 1 .. coalesce(cardinality(in_subjects), 0) loop
    exit when cardinality(places) >= in_limit;
    select array_agg(locked.place) filter (where not locked.again), array_agg(locked.place) filter (where locked.again)
      into more_places, more_lost
      from (
        select ctid as place, lease_token is not null and lost_leases >= 1 as again from job
        -- Written so that no other index will do.
        where lane = in_lane and (subject_id, due_at) >= (in_subjects[n], '-infinity') and (subject_id, due_at) <= (in_subjects[n], now_at)
          and (lease_token is null or leased_until <= now_at and lease_token <> all(in_held))
        order by subject_id, due_at limit least(in_rooms[n], in_limit - cardinality(places)) for update skip locked) locked;
    places := places || coalesce(more_places, '{}');
    lost_places := lost_places || more_lost;
  end loop;
  if lost_places is not null then
    perform take_back_leases(lost_places);
  end if;
  return query update job set lease_token = gen_random_uuid(), lost_token = coalesce(job.lease_token, job.lost_token),
      lost_leases = job.lost_leases + (job.lease_token is not null)::integer, is_alone = false,
      leased_until = clock_timestamp() + in_lease_ms * interval '1 millisecond'
    where ctid = any(places)
    returning job.account_id, job.id, job.kind, job.subject_id, job.payload, job.failures, job.lost_leases, job.crashes,
      job.lease_token;
end $$;
