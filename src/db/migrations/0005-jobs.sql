-- Every background step. A job is claimable when due_at has passed and nobody holds its lease. A claim sets a new
-- lease_token, which every later write of that worker must show.
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
  -- How far a step has come, 0..1, written now and then by whoever works on it.
  progress real not null default 0,
  -- Counts while there is a lease_token. In no index, so that claiming and renewing touch none.
  leased_until timestamptz,
  primary key (account_id, id)
  -- Room for the row as claimed is left beside it.
) with (fillfactor = 45);
create index job_due on job (lane, due_at);
-- A subject with a place free is found by itself, however many jobs of others stand in front.
create index job_subject_due on job (lane, subject_id, due_at);
