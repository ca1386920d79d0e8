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
create table rate_window (
  account_id uuid not null,
  token_id uuid not null,
  head bigint not null default 0,
  slots bigint[] not null,
  primary key (account_id, token_id),
  foreign key (account_id, token_id) references api_token (account_id, id)
) with (fillfactor = 40);
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

-- Counts one read of a conversation and gives the day's count, or -1 where the quota is used up and this conversation is
-- not among those counted. A function, since each of its statements sees what was committed while it waited for the lock.
create function count_conversation_read(
  in_account_id uuid, in_token_id uuid, in_day date, in_conversation_id uuid, in_quota integer
) returns integer language plpgsql as $$
declare
  already integer;
begin
  select used into already from quota_day
    where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  if not found then
    insert into quota_day (account_id, token_id, day) values (in_account_id, in_token_id, in_day)
      on conflict do nothing;
    select used into already from quota_day
      where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  end if;
  if exists (select from quota_read where account_id = in_account_id and token_id = in_token_id
             and day = in_day and conversation_id = in_conversation_id) then
    return already;
  end if;
  if already >= in_quota then
    return -1;
  end if;
  insert into quota_read (account_id, token_id, day, conversation_id)
    values (in_account_id, in_token_id, in_day, in_conversation_id);
  update quota_day set used = used + 1
    where account_id = in_account_id and token_id = in_token_id and day = in_day;
  return already + 1;
end $$;
