-- A lease that ended with its process is no failed attempt: errors that were thrown are counted, and apart from them the
-- crashes. Of `claims`, which counted both, nothing is taken over; processes of the version before still count in it.
alter table job
  -- Errors that were thrown since the job was last put off as planned.
  add column failures integer not null default 0,
  -- How often its lease ended with whoever held it.
  add column lost_leases integer not null default 0,
  -- How often while it ran alone, and came no further than before.
  add column crashes integer not null default 0,
  -- Of the lease that was lost last: who held it and lives says so by this.
  add column lost_token uuid,
  -- The present lease is held by a process that runs no other suspect, and in its lane nothing else.
  add column is_alone boolean not null default false,
  -- Of all runs that were lost, the greatest progress.
  add column furthest real not null default 0;
-- Suspects: they were in hand at two crashes.
create index job_suspect on job (lane, due_at) where lost_leases >= 2;
