-- As before, but subscriptions are disabled in an order of their own, after all jobs. In that of the jobs, two batches with
-- the same two subscriptions could wait for each other; one was then rolled back, and its deliveries sent again.
create or replace function settle_deliveries(
  in_account_ids uuid[], in_job_ids uuid[], in_lease_tokens uuid[], in_ids uuid[], in_delays_ms float8[],
  in_statuses text[], in_attempts integer[], in_response_statuses integer[], in_last_errors text[],
  in_delivered_at timestamptz[], in_disabled_ids uuid[]
) returns setof uuid language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  made record;
  gone record;
  gone_account_ids uuid[] := '{}';
  gone_ids uuid[] := '{}';
begin
  for made in
    select * from unnest(in_account_ids, in_job_ids, in_lease_tokens, in_ids, in_delays_ms, in_statuses, in_attempts,
        in_response_statuses, in_last_errors, in_delivered_at, in_disabled_ids)
      as made (account_id, job_id, lease_token, id, delay_ms, status, attempts, response_status, last_error,
        delivered_at, disabled_id)
    order by account_id, job_id
  loop
    if made.delay_ms is null then
      delete from job where account_id = made.account_id and id = made.job_id and lease_token = made.lease_token;
    else
      update job set due_at = clock_timestamp() + made.delay_ms * interval '1 millisecond', lease_token = null, claims = 0
        where account_id = made.account_id and id = made.job_id and lease_token = made.lease_token;
    end if;
    continue when not found;
    update webhook_delivery set status = made.status, attempts = attempts + made.attempts,
        response_status = made.response_status, last_error = made.last_error, delivered_at = made.delivered_at
      where account_id = made.account_id and id = made.id;
    if made.disabled_id is not null then
      gone_account_ids := gone_account_ids || made.account_id;
      gone_ids := gone_ids || made.disabled_id;
    end if;
    return next made.lease_token;
  end loop;
  for gone in select distinct * from unnest(gone_account_ids, gone_ids) as gone (account_id, id) order by account_id, id
  loop
    update webhook_subscription set status = 'disabled'
      where account_id = gone.account_id and id = gone.id and status = 'active';
  end loop;
end $$;
