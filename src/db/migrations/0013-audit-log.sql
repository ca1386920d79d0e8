-- The deeds in an account: docs/decisions/0016-audit-log.md. An entry is stored as the very text that its hash covers.
create table audit_entry (
  account_id uuid not null references account (id),
  -- 1, 2, 3 … without a gap.
  sequence bigint not null,
  -- JSON: account_id, sequence, at, actor, action, subject_id, details.
  entry text not null,
  -- SHA-256 of the hash before, 32 zero bytes at first, and of the entry.
  hash bytea not null,
  primary key (account_id, sequence)
);

-- The end of each chain. A transaction that appends holds its account's row until commit.
create table audit_head (
  account_id uuid primary key references account (id),
  last_sequence bigint not null,
  last_at timestamptz not null,
  last_hash bytea not null
) with (fillfactor = 40);

create trigger audit_entry_append_only before update or delete or truncate on audit_entry
  for each statement execute function refuse_audit_change();
