-- Search: docs/decisions/0024-search.md. The extensions btree_gin and pg_trgm are there: db/extensions.ts.

-- The words of a conversation: of title, company and people, of all its sentences, and what its analysis found.
create table search_document (
  account_id uuid not null,
  conversation_id uuid not null,
  tsv tsvector not null,
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
-- Read by find_search_documents alone; as text, since the primary key could serve the account else. A search reads the list of
-- pending entries from end to end, so that it is short.
create index search_document_words on search_document using gin ((account_id::text), tsv)
  with (gin_pending_list_limit = 512);

-- The sentences or messages, a very long one in parts. Written with its document, and found by its key.
create table search_sentence (
  account_id uuid not null,
  conversation_id uuid not null,
  ordinal integer not null,
  part integer not null,
  -- Null for messages.
  start_ms bigint,
  speaker text,
  text text not null,
  tsv tsvector not null,
  primary key (account_id, conversation_id, ordinal, part)
);

-- Each word of an account once, to be found by a part of it.
create table search_word (
  account_id uuid not null,
  word text collate "C" not null,
  primary key (account_id, word)
);
create index search_word_part on search_word using gin (account_id, word gin_trgm_ops) with (gin_pending_list_limit = 512);

-- The stemmers that the account's conversations were written with.
create table search_stemmer (
  account_id uuid not null,
  stemmer text not null,
  primary key (account_id, stemmer)
);

-- A user's list with its filters, under a name.
create table saved_view (
  account_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  name text not null,
  -- The query string of the list's address.
  query text not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create unique index saved_view_name on saved_view (account_id, user_id, lower(name));

-- Conversations from before are written by a job for each account, once processes of the version before are gone.
insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
  select account_id, gen_random_uuid(), 'pipeline', 'index', account_id, '{}', now() + interval '1 minute', now()
  from (select distinct account_id from conversation) before;
