-- Settings of an account: types of conversations, its own domains, its logo.
create table conversation_type (
  account_id uuid not null references account (id),
  id uuid not null,
  name text not null,
  enabled boolean not null default true,
  created_at timestamptz not null,
  primary key (account_id, id)
);
create unique index conversation_type_name on conversation_type (account_id, lower(name));
insert into conversation_type (account_id, id, name, created_at)
  select account_id, gen_random_uuid(), min(conversation_type), now() from conversation
  where conversation_type is not null group by account_id, lower(conversation_type);

alter table account
  -- In lower case. People with addresses there are colleagues.
  add column internal_domains text[] not null default '{}',
  -- Of account_logo, so that its address changes with it; null where brand_logo_url holds a link, or there is none.
  add column logo_hash text;

create table account_logo (
  account_id uuid primary key references account (id),
  media_type text not null,
  bytes bytea not null
);
