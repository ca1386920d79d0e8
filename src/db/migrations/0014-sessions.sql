-- People sign in: roles and passwords of users, and their sessions.
alter table app_user
  add column role text not null default 'member' check (role in ('member', 'manager', 'admin', 'owner')),
  -- argon2id in the PHC string format; null while the user can not sign in.
  add column password_hash text,
  -- A manager sees the conversations of this department.
  add column department_id uuid;
alter table app_user add constraint app_user_department
  foreign key (account_id, department_id) references department (account_id, id);
-- Sign-in knows an address and no account.
create index app_user_address on app_user (lower(email));

alter table account
  add column time_zone text not null default 'UTC',
  -- All users see all conversations.
  add column is_open boolean not null default false;

create table session (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  -- Counts refresh tokens. One of an earlier generation was used twice: somebody has a copy.
  generation integer not null default 1,
  refreshed_at timestamptz not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  user_agent text,
  primary key (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create index session_of_user on session (account_id, user_id) where ended_at is null;

-- Decides on what members may see: participants are people of the account by their address.
alter table conversation add column participant_emails jsonb not null
  generated always as (lower(jsonb_path_query_array(participants, '$[*].email')::text)::jsonb) stored;
create index conversation_participant_emails on conversation using gin (participant_emails);
