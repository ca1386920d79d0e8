-- The row of a deleted subscription stays, emptied, so that the log of its deliveries stands.
alter table webhook_subscription
  drop constraint webhook_subscription_status_check,
  add constraint webhook_subscription_status_check check (status in ('active', 'paused', 'disabled', 'deleted')),
  drop constraint if exists webhook_subscription_known_form_check,
  drop constraint if exists webhook_subscription_webhook_check,
  drop constraint if exists webhook_subscription_form_check,
  add constraint webhook_subscription_known_form_check check (form in ('webhook', 'slack', 'teams', 'mail')),
  add constraint webhook_subscription_form_check
    check (status = 'deleted' or form <> 'webhook' or (token_id is not null and url is not null and secret_sealed is not null));

alter table webhook_replay
  -- The request that the key stands for.
  add column request text not null default '',
  -- Beside those that were queued again: pending ones, those that have nothing to be made of, and those beyond the most.
  add column due_now integer not null default 0,
  add column erased integer not null default 0,
  add column deleted integer not null default 0,
  add column beyond integer not null default 0;
