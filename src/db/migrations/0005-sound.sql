-- What the decoder found in a recording; null for those kept before it was asked, and until a recording is decoded.
alter table recording
  add column container text,
  add column codec text,
  add column duration_seconds double precision,
  -- The loudest sample of every 100 ms, one byte of 0..127 each, for a player's waveform.
  add column peaks bytea;
alter table recording alter column peaks set storage external;

-- How far a step has come, 0..1, written now and then by whoever works on it.
alter table job add column progress real not null default 0;

-- How the sound of a conversation is to be recognised, and the words between the step that hears them and the step that
-- says who spoke them. Sentences are JSON as the recogniser gave them.
create table recognition (
  account_id uuid not null,
  conversation_id uuid not null,
  speakers_wanted integer,
  accept_truncated boolean not null,
  recogniser text,
  sentences text,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);

-- What the account should know of the analysis, such as that the chosen provider failed and another analyser did the work.
alter table analysis add column notice text;
