-- The changes in an account, in order. Each event is written in the transaction of its change, and kept for 90
-- days.
create table event (
  account_id uuid not null,
  -- 1, 2, 3 … without a gap.
  sequence bigint not null,
  type text not null,
  -- The object that changed, such as a conversation. It may be erased by now.
  subject_id uuid not null,
  at timestamptz not null,
  primary key (account_id, sequence)
);

-- A transaction that appends holds its account's row until commit, so a sequence is seen only when all before it
-- are.
create table event_counter (
  account_id uuid primary key references account (id),
  last_sequence bigint not null,
  last_at timestamptz not null
) with (fillfactor = 40);

-- The event that the delivery tells of.
alter table webhook_delivery add column event_sequence bigint;

-- Accounts from before there was a log begin as if its first event were purged: a reader from 0 is told to read all anew.
insert into event_counter (account_id, last_sequence, last_at) select id, 1, now() from account;
