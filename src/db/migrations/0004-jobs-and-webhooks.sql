-- Every background step. A job is claimable when due_at has passed; a claim moves due_at to the end of its lease and sets a
-- new lease_token, which every later write of that worker must show.
create table job (
  account_id uuid not null references account (id),
  id uuid not null,
  lane text not null,
  kind text not null,
  -- What the job works on: a conversation, or a webhook subscription.
  subject_id uuid not null,
  payload jsonb not null,
  claims integer not null default 0,
  lease_token uuid,
  due_at timestamptz not null,
  created_at timestamptz not null,
  primary key (account_id, id)
) with (fillfactor = 70);
create index job_due on job (lane, due_at);

create table webhook_subscription (
  account_id uuid not null,
  id uuid not null,
  token_id uuid not null,
  url text not null,
  secret_sealed bytea not null,
  status text not null check (status in ('active', 'disabled')),
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, token_id) references api_token (account_id, id)
);

create table webhook_delivery (
  account_id uuid not null,
  id uuid not null,
  subscription_id uuid not null,
  token_id uuid not null,
  conversation_id uuid not null,
  event text not null,
  status text not null check (status in ('pending', 'succeeded', 'failed', 'skipped', 'cancelled')),
  attempts integer not null default 0,
  response_status integer,
  last_error text,
  -- The bytes as first sent; every later attempt sends the same.
  body bytea,
  created_at timestamptz not null,
  delivered_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, subscription_id) references webhook_subscription (account_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
create index webhook_delivery_newest on webhook_delivery (account_id, token_id, created_at desc, id desc);
