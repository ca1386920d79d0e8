-- First run, invitations and new passwords go by links that are good once.
create table user_link (
  account_id uuid not null references account (id),
  -- HMAC-SHA-256: a copy of the database opens nothing.
  secret_hash bytea not null,
  purpose text not null check (purpose in ('first_run', 'invitation', 'reset', 'sign_in')),
  -- Null: the first run, before there is a user.
  user_id uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (account_id, secret_hash),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create index user_link_of_user on user_link (account_id, user_id, purpose) where used_at is null;

alter table app_user
  -- When the user was last asked to join; null for those who were imported and never asked.
  add column invited_at timestamptz;
-- Sign-in knows an address and no account, and asks only those who have a password.
create index app_user_sign_in on app_user (lower(email)) where password_hash is not null and active;
drop index app_user_address;
-- When a user was last seen.
create index session_seen on session (account_id, user_id, refreshed_at);

-- How fast somebody may try to sign in. A key is a hash of an address or a name, since nobody is known yet.
create table sign_in_throttle (
  key bytea primary key,
  -- Each try moves it on; one that is too far ahead of the clock refuses.
  free_at timestamptz not null
);
