-- Records the outcomes of jobs that are still leased so, and gives the lease tokens of these. Their jobs end, or are put off
-- by delay_ms; the subscriptions that are named are disabled, as processes of the version before ask for.
-- The jobs are locked first, by a statement of its own: a snapshot from before the wait lacks a lease that was just renewed.
-- Jobs and subscriptions are each locked in their order, so that two batches never wait for each other.
create or replace function settle_deliveries(in_outcomes json) returns setof uuid language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  -- In the order of in_outcomes; null for a job that is not held any more.
  places tid[];
  settled uuid[];
  gone record;
  gone_account_ids uuid[];
  gone_ids uuid[];
begin
  select array_agg(locked.place order by made.n) into places
    from (
      select account_id, job_id, lease_token, n from rows from (
        json_to_recordset(in_outcomes) as (account_id uuid, job_id uuid, lease_token uuid)) with ordinality
        as made (account_id, job_id, lease_token, n)
      order by account_id, job_id) made
    left join lateral (
      select ctid as place from job
      where job.account_id = made.account_id and job.id = made.job_id and job.lease_token = made.lease_token
      offset 0 for update) locked on true;
  with held as materialized (
    select * from rows from (
      json_to_recordset(in_outcomes) as (account_id uuid, lease_token uuid, id uuid, delay_ms float8, status text,
        attempts integer, response_status integer, last_error text, delivered_at timestamptz, disabled_id uuid),
      unnest(places)) as made (account_id, lease_token, id, delay_ms, status, attempts, response_status, last_error,
        delivered_at, disabled_id, place)
    where place is not null),
  ended as (
    delete from job using held where job.ctid = held.place and held.delay_ms is null),
  put_off as (
    update job set due_at = clock_timestamp() + held.delay_ms * interval '1 millisecond', lease_token = null, claims = 0
    from held where job.ctid = held.place and held.delay_ms is not null),
  recorded as (
    update webhook_delivery d set status = held.status, attempts = d.attempts + held.attempts,
      response_status = held.response_status, last_error = held.last_error, delivered_at = held.delivered_at,
      skipped_at = case held.status when 'skipped' then clock_timestamp() end
    from held where d.account_id = held.account_id and d.id = held.id)
  select array_agg(lease_token), array_agg(account_id) filter (where disabled_id is not null),
      array_agg(disabled_id) filter (where disabled_id is not null)
    into settled, gone_account_ids, gone_ids from held;
  for gone in select distinct * from unnest(gone_account_ids, gone_ids) as gone (account_id, id) order by account_id, id
  loop
    update webhook_subscription set status = 'disabled'
      where account_id = gone.account_id and id = gone.id and status = 'active';
  end loop;
  return query select unnest(settled);
end $$;
