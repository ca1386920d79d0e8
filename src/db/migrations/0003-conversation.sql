create table conversation (
  account_id uuid not null references account (id),
  id uuid not null,
  status text not null check (status in ('processing', 'completed', 'failed')),
  title text not null,
  company text,
  started_at timestamptz not null,
  duration_seconds integer,
  medium text not null,
  conversation_type text,
  language text not null,
  department_id uuid,
  user_id uuid,
  participants jsonb not null,
  sentiment text,
  summary text,
  recording_id uuid,
  failure_code text,
  failure_hint text,
  -- The JSON object that the partner API shows in lists and details, made anew whenever one of its parts changes.
  partner_card text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  -- The format that a file was read as, and what was mended, guessed or left out: [{code, count, first_place}].
  imported_as text,
  notices jsonb not null default '[]',
  -- A deleted conversation is hidden at once and erased from erase_at on; until then it can be brought back.
  -- Once erasing has begun erase_at is set back to deleted_at: no clock brings it back then.
  deleted_at timestamptz,
  erase_at timestamptz,
  primary key (account_id, id),
  foreign key (account_id, department_id) references department (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id),
  constraint conversation_deletion check ((deleted_at is null) = (erase_at is null))
);
-- Each filtered list in its order; without its index a page reads the account's whole window and sorts it.
-- They hold none of the deleted, however many there are.
create index conversation_newest on conversation (account_id, started_at desc, id desc) where deleted_at is null;
create index conversation_newest_of_user on conversation (account_id, user_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_department on conversation (account_id, department_id, started_at desc, id desc)
  where deleted_at is null;
create index conversation_newest_of_type on conversation (account_id, conversation_type, started_at desc, id desc)
  where deleted_at is null;
create index conversation_deleted on conversation (account_id, started_at desc, id desc) where deleted_at is not null;

-- Which transactions changed an account's conversations. A reader who has seen them as of a snapshot learns here, without
-- reading them again, whether they are still the same: they are, unless there is a row that the snapshot does not see.
create table conversation_change (
  account_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (account_id, xid)
);
create trigger note_inserted after insert on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_updated after update on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_deleted after delete on conversation
  referencing old table as changed for each statement execute function note_conversation_change();

-- As stored: raw deflate of its JSON ended by a sync flush, so that a response can append its own last bytes.
create table transcript (
  account_id uuid not null,
  conversation_id uuid not null,
  deflated bytea not null,
  crc32 bigint not null,
  bytes integer not null,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
alter table transcript alter column deflated set storage external;

create table analysis (
  account_id uuid not null,
  conversation_id uuid not null,
  -- JSON as served. Insights and topics are null where the text was not analysed; the reason says why.
  insights text,
  topics text,
  statistics text not null,
  summary text,
  sentiment text,
  not_analysed_reason text,
  not_analysed_language text,
  -- For the operator, such as that the chosen provider failed and another analyser did the work.
  notice text,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
