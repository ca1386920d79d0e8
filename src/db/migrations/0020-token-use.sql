-- A rotated token has two secrets for a while; its public characters stay.
alter table api_token
  -- The secret before the present one is taken until then. Both are null while only one is.
  add column old_secret_hash bytea,
  add column old_secret_until timestamptz,
  add constraint api_token_old_secret check ((old_secret_hash is null) = (old_secret_until is null));
create index api_token_old_secret on api_token (old_secret_until) where old_secret_until is not null;

-- When each token was last shown. Apart from the token, since processes write it once a minute, for all that called meanwhile.
create table token_use (
  account_id uuid not null,
  token_id uuid not null,
  last_used_at timestamptz not null,
  primary key (account_id, token_id),
  foreign key (account_id, token_id) references api_token (account_id, id)
) with (fillfactor = 50);
