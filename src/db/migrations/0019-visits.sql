-- When a user looked at the start page, to tell what changed since. A visit ends after half an hour without a look.
create table user_visit (
  account_id uuid not null,
  user_id uuid not null,
  last_at timestamptz not null,
  -- The last look of the visit before; null on the first.
  before_at timestamptz,
  primary key (account_id, user_id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
