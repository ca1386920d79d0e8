-- The content and metadata that came with a key which a program chose: the same key with others is another request.
-- Null where the key is of the content itself, or was given at the command line.
alter table import_key add column fingerprint text;

-- Files that people upload piece by piece. The bytes lie in DATA_DIR/uploads of the machine that took the first piece.
create table upload (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  file_name text not null,
  bytes bigint not null,
  -- As in UploadWishes.
  wishes jsonb not null,
  -- open: pieces are missing. received: all are there. Then taken_in, already_here or refused.
  state text not null,
  conversation_id uuid,
  -- How often its taking in was begun: a file that ends the process must not do so for ever.
  tries integer not null default 0,
  -- Of one that is refused, as in IntakeFault.
  fault jsonb,
  notices jsonb not null default '[]',
  created_at timestamptz not null,
  -- An open one is removed then, and a settled one is forgotten.
  expires_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create index upload_of_user on upload (account_id, user_id, created_at);
create index upload_expiry on upload (expires_at);
