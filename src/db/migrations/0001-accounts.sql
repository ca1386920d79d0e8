-- Every tenant table starts its primary key with account_id: tenancy by construction, and the distribution key of a cluster.

create table server_meta (
  key text primary key,
  value text not null
);

create table account (
  id uuid primary key,
  name text not null,
  brand_name text,
  brand_logo_url text,
  language text not null,
  webhooks_enabled boolean not null default true,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table app_user (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  email text not null,
  active boolean not null default true,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index app_user_email on app_user (account_id, lower(email));
-- Every import looks for its speakers among the users.
create index app_user_name on app_user (account_id, name);

create table team (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index team_name on team (account_id, lower(name));

create table team_member (
  account_id uuid not null,
  team_id uuid not null,
  user_id uuid not null,
  primary key (account_id, team_id, user_id),
  foreign key (account_id, team_id) references team (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);

create table department (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  enabled boolean not null default true,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index department_name on department (account_id, lower(name));
