-- A subscription asks for the events that it wants, in a form: a webhook, or a message for people.
alter table webhook_subscription
  drop constraint webhook_subscription_status_check,
  add constraint webhook_subscription_status_check check (status in ('active', 'paused', 'disabled')),
  add column form text not null default 'webhook' constraint webhook_subscription_known_form_check check (form in ('webhook', 'slack', 'teams', 'mail')),
  add column events text[] not null default '{conversation.completed}',
  -- Why and since when nothing is sent: 'operator', 'gone' or 'no_success'. Null while it is active.
  add column stopped_reason text,
  add column stopped_at timestamptz,
  -- The secret that takes over at next_secret_at. Until then signatures are made with both.
  add column next_secret_sealed bytea,
  add column next_secret_at timestamptz,
  -- A message for people has no token and no secret, and one by mail no address of its own.
  alter column token_id drop not null,
  alter column url drop not null,
  alter column secret_sealed drop not null,
  add constraint webhook_subscription_form_check
    check (form <> 'webhook' or (token_id is not null and url is not null and secret_sealed is not null));
update webhook_subscription set stopped_reason = 'operator', stopped_at = now() where status = 'disabled';

-- How a subscription's receiver has answered. Apart from the subscription, since outcomes change it.
create table webhook_health (
  account_id uuid not null,
  subscription_id uuid not null,
  -- Since the last success.
  failures integer not null default 0,
  failing_since timestamptz,
  -- To the minute: a success that follows another within the minute writes nothing.
  last_success_at timestamptz,
  primary key (account_id, subscription_id),
  foreign key (account_id, subscription_id) references webhook_subscription (account_id, id) on delete cascade
) with (fillfactor = 40);

-- One row an attempt, for seven days. Nothing that a receiver wrote is in it.
create table webhook_attempt (
  account_id uuid not null,
  delivery_id uuid not null,
  attempt integer not null,
  at timestamptz not null,
  -- As DeliveryOutcome: 'delivered', 'http_status', 'timeout', 'dns_error' …
  outcome text not null,
  response_status integer,
  latency_ms integer not null,
  primary key (account_id, delivery_id, attempt)
);
create index webhook_attempt_oldest on webhook_attempt (at);

alter table webhook_delivery
  alter column token_id drop not null,
  -- Its conversation is made up: somebody tried the receiver.
  add column is_test boolean not null default false,
  -- The delivery that took its place when the token lost scopes after the first attempt.
  add column replaced_by uuid,
  -- Bodies show what the token might have when the event happened, less what it lost before the first attempt. Null until
  -- the first attempt of what another version queued.
  add column scopes text[],
  add column include_recordings boolean,
  -- The outcome of an attempt was not written down: the receiver may have the body.
  add column is_cut boolean not null default false,
  -- When its turn came while the subscription was stopped.
  add column skipped_at timestamptz;
update webhook_delivery d set scopes = t.scopes, include_recordings = t.include_recordings
  from api_token t where t.account_id = d.account_id and t.id = d.token_id
    and (d.status = 'pending' or d.created_at > now() - interval '8 days');
-- Replays look for what failed or was skipped, subscription by subscription.
create index webhook_delivery_subscription on webhook_delivery (account_id, subscription_id, created_at);

-- A request to replay is carried out once: who repeats it gets its answer again.
create table webhook_replay (
  account_id uuid not null references account (id),
  key text not null,
  made_at timestamptz not null,
  deliveries integer not null,
  primary key (account_id, key)
);
create index webhook_replay_oldest on webhook_replay (made_at);
