create table api_token (
  account_id uuid not null references account (id),
  id uuid not null,
  -- The eight characters after mt_: public, shown in lists and logs.
  lookup text not null,
  secret_hash bytea not null,
  name text not null,
  scopes text[] not null,
  include_recordings boolean not null,
  requests_per_minute integer not null check (requests_per_minute > 0),
  daily_conversation_quota integer not null check (daily_conversation_quota > 0),
  created_at timestamptz not null,
  expires_at timestamptz,
  revoked_at timestamptz,
  -- Moves with every change; server processes ask for what is newer than they know.
  changed_at timestamptz not null default clock_timestamp(),
  primary key (account_id, id)
);
create unique index api_token_lookup on api_token (lookup);
create index api_token_changed on api_token (changed_at);

-- The sliding log of one token: a ring of the times (microseconds since 1970) at which its last calls were admitted.
-- The next call may come when the ring's oldest entry, slots[head % size + 1], is older than the window.
-- Above 600 calls a minute an entry stands for a block of calls, of which processes lease parts.
create table rate_window (
  account_id uuid not null,
  token_id uuid not null,
  -- Counts the entries that were ever taken.
  head bigint not null default 0,
  slots bigint[] not null,
  -- The newest entry's calls that no process has yet.
  block_left integer not null default 0,
  primary key (account_id, token_id),
  foreign key (account_id, token_id) references api_token (account_id, id)
) with (fillfactor = 40);
-- Here and below the storage is set afterwards: PostgreSQL 15 takes it in no create table.
alter table rate_window alter column slots set storage external;

create table quota_day (
  account_id uuid not null,
  token_id uuid not null,
  day date not null,
  used integer not null default 0,
  primary key (account_id, token_id, day)
) with (fillfactor = 50);

create table quota_read (
  account_id uuid not null,
  token_id uuid not null,
  day date not null,
  conversation_id uuid not null,
  primary key (account_id, token_id, day, conversation_id)
);
