-- Records the outcomes of jobs as settle_deliveries does, and with them each attempt and the health of each subscription: one
-- transaction. Gives the lease tokens of the jobs that were still held, and apart from them the subscriptions that are
-- failing or disabled from now on.
-- A subscription is disabled by a failure that comes five days or more after the first of its row, and is the tenth at least.
-- Successes write no health while there are no failures and the last success is less than a minute old.
-- Locks go in this order: jobs, deliveries, then by subscription its health and itself, then event counters. Each other
-- transaction that takes several of them begins with the jobs.
create or replace function settle_attempts(in_outcomes json)
returns table (lease_token uuid, account_id uuid, subscription_id uuid, state text, reason text, failures integer)
language plpgsql set enable_seqscan = off set enable_bitmapscan = off as $$
#variable_conflict use_column
declare
  failing_after constant integer := 5;
  disabled_after constant interval := '5 days';
  disabled_from constant integer := 10;
  settled uuid[];
  seen record;
  known record;
  now_at timestamptz;
  why text;
  changed_accounts uuid[] := '{}';
  changed_types text[] := '{}';
  changed_ids uuid[] := '{}';
begin
  select array_agg(settled_token) into settled from settle_deliveries(in_outcomes) as settled_token;
  now_at := clock_timestamp();
  for seen in
    with made as materialized (
      select * from rows from (
        json_to_recordset(in_outcomes) as (account_id uuid, lease_token uuid, id uuid, subscription_id uuid, attempt integer,
          outcome text, response_status integer, latency_ms integer, gone boolean)) with ordinality
        as made (account_id, lease_token, id, subscription_id, attempt, outcome, response_status, latency_ms, gone, n)
      join unnest(settled) as held (token) on held.token = made.lease_token
      where made.attempt is not null),
    kept as (
      insert into webhook_attempt (account_id, delivery_id, attempt, at, outcome, response_status, latency_ms)
      select account_id, id, attempt, now_at - latency_ms * interval '1 millisecond', outcome, response_status, latency_ms
      from made on conflict do nothing)
    select tried.account_id, tried.subscription_id, tried.failed, tried.succeeded, tried.gone, h.failures is not null as is_known
    from (
      select account_id, subscription_id, bool_or(is_success) as succeeded, bool_or(gone) as gone,
        count(*) filter (where not is_success and n > coalesce(last_success, 0)) as failed
      from (
        select made.*, outcome = 'delivered' as is_success,
          max(n) filter (where outcome = 'delivered') over (partition by account_id, subscription_id) as last_success
        from made) made
      group by account_id, subscription_id) tried
    left join lateral (
      select * from webhook_health h
      where h.account_id = tried.account_id and h.subscription_id = tried.subscription_id offset 0) h on true
    where tried.failed > 0 or h.failures is distinct from 0 or h.last_success_at is null
      or h.last_success_at <= now_at - interval '1 minute'
    order by account_id, subscription_id
  loop
    if not seen.is_known then
      insert into webhook_health (account_id, subscription_id) values (seen.account_id, seen.subscription_id)
        on conflict do nothing;
    end if;
    update webhook_health h set
        failures = case when seen.succeeded then 0 else h.failures end + seen.failed,
        failing_since = case when seen.failed = 0 then null
          when seen.succeeded or h.failures = 0 then now_at else h.failing_since end,
        last_success_at = case when seen.succeeded then now_at else h.last_success_at end
      where h.account_id = seen.account_id and h.subscription_id = seen.subscription_id
      returning h.failures, h.failing_since into known;
    why := case when seen.gone then 'gone'
      when known.failures >= disabled_from and known.failing_since <= now_at - disabled_after then 'no_success' end;
    if why is not null then
      update webhook_subscription s set status = 'disabled', stopped_reason = why, stopped_at = now_at
        where s.account_id = seen.account_id and s.id = seen.subscription_id and s.status = 'active';
      continue when not found;
      state := 'disabled';
    else
      -- The failures before those of this batch were fewer.
      continue when known.failures < failing_after or known.failures - seen.failed >= failing_after
        or not exists (select from webhook_subscription s
          where s.account_id = seen.account_id and s.id = seen.subscription_id and s.status = 'active');
      state := 'failing';
    end if;
    account_id := seen.account_id;
    subscription_id := seen.subscription_id;
    reason := why;
    failures := known.failures;
    return next;
    changed_accounts := changed_accounts || seen.account_id;
    changed_types := changed_types || ('webhook.' || state);
    changed_ids := changed_ids || seen.subscription_id;
  end loop;
  if cardinality(changed_ids) > 0 then
    perform append_events(changed_accounts, changed_types, changed_ids);
  end if;
  return query select held.token, null::uuid, null::uuid, null::text, null::text, null::integer from unnest(settled) as held (token);
end $$;
