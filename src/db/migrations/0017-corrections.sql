-- Counts the changes of words and speakers. An editor names the one that he saw, so that nobody overwrites another.
alter table transcript add column revision integer not null default 1;

-- The words of a sentence before a person corrected them for the first time.
create table transcript_correction (
  account_id uuid not null,
  conversation_id uuid not null,
  -- Its place in the transcript, from 0.
  sentence integer not null,
  -- A JSON string: words may hold what text in PostgreSQL can not.
  original text not null,
  -- The user; null where the operator did it.
  corrected_by uuid,
  corrected_at timestamptz not null,
  primary key (account_id, conversation_id, sentence),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);

-- Action items that are done. An item is known by its words, so that a new analysis finds it again.
create table action_item_tick (
  account_id uuid not null,
  conversation_id uuid not null,
  -- SHA-256, as action-items.ts makes it.
  item_key bytea not null,
  done_by uuid,
  done_at timestamptz not null,
  primary key (account_id, conversation_id, item_key),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
