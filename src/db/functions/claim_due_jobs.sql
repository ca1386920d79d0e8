-- Claims up to in_limit due jobs of a lane, oldest first. A subject gets at most in_per_subject, those that run already
-- included; in_running names the subject of each of these. Leases of in_held are not claimed, though they ran out: their jobs run.
-- Where subjects without a free place stand in front, others are looked for from anywhere on, so that each has its turn.
-- With in_apart suspects are left to claim_suspect. A job whose lease is lost for the second time is taken back, not claimed.
-- Why the plan is forced, here and in others: docs/decisions/0012-sql-functions.md.
create or replace function claim_due_jobs(
  in_lane text, in_limit integer, in_lease_ms float8, in_per_subject integer, in_running uuid[], in_held uuid[], in_apart boolean
) returns table (
  account_id uuid, id uuid, kind text, subject_id uuid, payload jsonb, failures integer, lost_leases integer, crashes integer,
  lease_token uuid
) language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_sort = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  most_subjects constant integer := 256;
  -- A value and not a call, so that it bounds the index scan.
  now_at timestamptz := clock_timestamp();
  due_count integer;
  fitting tid[];
  places tid[];
  more_places tid[];
  lost_places tid[];
  more_lost tid[];
  subjects uuid[];
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
        where lane = in_lane and due_at <= now_at and not (in_apart and lost_leases >= 2)
          and (lease_token is null or leased_until <= now_at and lease_token <> all(in_held))
        order by due_at limit in_limit) due
      left join (select subject, count(*) as jobs from unnest(in_running) subject group by subject) running
        on running.subject = due.subject_id) ranked;
  -- The jobs as they are once locked, since another worker may have claimed them meanwhile.
  select coalesce(array_agg(locked.place) filter (where not locked.again), '{}'),
      in_running || array_agg(locked.subject_id), array_agg(locked.place) filter (where locked.again)
    into places, subjects, lost_places
    from (
      select ctid as place, subject_id, lease_token is not null and lost_leases >= 1 as again from job
      where ctid = any(fitting) and due_at <= now_at and not (in_apart and lost_leases >= 2)
        and (lease_token is null or leased_until <= now_at and lease_token <> all(in_held))
      for update skip locked) locked;
  if due_count > coalesce(cardinality(fitting), 0) then
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
      room := in_per_subject - cardinality(array_positions(subjects, next_subject));
      continue when room <= 0;
      select array_agg(locked.place) filter (where not locked.again), array_agg(locked.place) filter (where locked.again)
        into more_places, more_lost
        from (
          select ctid as place, lease_token is not null and lost_leases >= 1 as again from job
          -- Written so that no other index will do.
          where lane = in_lane and (subject_id, due_at) >= (next_subject, '-infinity') and (subject_id, due_at) <= (next_subject, now_at)
            and not (in_apart and lost_leases >= 2)
            and (lease_token is null or leased_until <= now_at and lease_token <> all(in_held)) and ctid <> all(places)
          order by subject_id, due_at limit least(room, in_limit - cardinality(places)) for update skip locked) locked;
      places := places || coalesce(more_places, '{}');
      lost_places := lost_places || more_lost;
    end loop;
  end if;
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
