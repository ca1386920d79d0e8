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

-- Tells what was sent to whom. It outlives its conversation and holds nothing of it.
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
  created_at timestamptz not null,
  delivered_at timestamptz,
  -- The id of a webhook_content; null in deliveries that were over before there was that table.
  content_id uuid,
  -- The recording's link in the body is as at the first claim.
  link_base_url text,
  link_made_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, subscription_id) references webhook_subscription (account_id, id)
  -- Room for the outcome beside the row: its change then touches no index.
) with (fillfactor = 70);
create index webhook_delivery_newest on webhook_delivery (account_id, token_id, created_at desc, id desc);
create index webhook_delivery_conversation on webhook_delivery (account_id, conversation_id);

-- Bodies are made of it. It is copied once for a completion and never changed: docs/decisions/0011-webhook-contents.md.
create table webhook_content (
  account_id uuid not null,
  conversation_id uuid not null,
  id uuid not null,
  -- JSON as bodies show it, but for what a token's scopes add.
  conversation text not null,
  -- As in table transcript.
  transcript bytea,
  transcript_bytes integer,
  insights text,
  recording_id uuid,
  made_at timestamptz not null,
  primary key (account_id, conversation_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
alter table webhook_content alter column transcript set storage external;
create index webhook_content_oldest on webhook_content (made_at);
