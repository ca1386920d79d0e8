create table recording (
  account_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  media_type text not null,
  extension text not null,
  bytes bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  -- Container, codec and length as the file announces them, the length as decoded once it is.
  container text,
  codec text,
  duration_seconds double precision,
  -- The loudest sample of every 100 ms, one byte of 0..127 each, for a player's waveform. Null until it is decoded.
  peaks bytea,
  primary key (account_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
alter table recording alter column peaks set storage external;
create index recording_conversation on recording (account_id, conversation_id);

-- Wishes for the recognition of a conversation's sound. Between the step that hears the words and the step that
-- says who spoke them, the row holds the words too. They are sentences as JSON, as the recogniser gave them.
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
