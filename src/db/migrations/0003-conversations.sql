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
  -- The JSON object that lists and details show, made anew whenever one of its parts changes.
  card text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, department_id) references department (account_id, id),
  foreign key (account_id, user_id) references app_user (account_id, id)
);
create index conversation_newest on conversation (account_id, started_at desc, id desc);

-- One transcript, as stored: raw deflate of its JSON ended by a sync flush, so that a response can append its own last bytes.
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
  primary key (account_id, conversation_id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);

create table recording (
  account_id uuid not null,
  id uuid not null,
  conversation_id uuid not null,
  media_type text not null,
  extension text not null,
  bytes bigint not null,
  sha256 bytea not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  foreign key (account_id, conversation_id) references conversation (account_id, id)
);
