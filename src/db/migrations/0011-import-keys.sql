-- Imports of an account by their keys: by default the hash of the file's bytes. A repeated import finds its conversation
-- here and stores nothing. The row is written with the conversation and goes with it.
create table import_key (
  account_id uuid not null,
  key text not null,
  conversation_id uuid not null,
  primary key (account_id, key),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
create index import_key_conversation on import_key (account_id, conversation_id);
