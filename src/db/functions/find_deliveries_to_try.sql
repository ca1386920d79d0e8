-- All that attempts of these deliveries need to know, but for what their bodies are made of.
create or replace function find_deliveries_to_try(in_account_ids uuid[], in_ids uuid[]) returns table (
  account_id uuid, id uuid, event text, conversation_id uuid, content_id uuid, status text, attempts integer,
  created_at timestamptz, link_base_url text, link_made_at timestamptz, scopes text[], include_recordings boolean, is_cut boolean,
  subscription_id uuid, form text, url text, secret_sealed bytea, next_secret_sealed bytea, next_secret_at timestamptz,
  subscription_status text, lookup text, token_scopes text[], token_includes_recordings boolean,
  token_expires_at timestamptz, token_revoked_at timestamptz
) language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  -- offset 0 keeps each look-up to itself.
  return query select d.account_id, d.id, d.event, d.conversation_id, d.content_id, d.status, d.attempts, d.created_at,
      d.link_base_url, d.link_made_at, d.scopes, d.include_recordings, d.is_cut, s.id, s.form, s.url, s.secret_sealed,
      s.next_secret_sealed, s.next_secret_at, s.status, t.lookup,
      -- A message for people has no token. It shows what was found, and no words.
      case when s.form = 'webhook' then t.scopes else '{insights}' end,
      case when s.form = 'webhook' then t.include_recordings else false end, t.expires_at, t.revoked_at
    from unnest(in_account_ids, in_ids) as wanted (account_id, id)
    cross join lateral (
      select * from webhook_delivery d where d.account_id = wanted.account_id and d.id = wanted.id offset 0) d
    cross join lateral (
      select * from webhook_subscription s where s.account_id = d.account_id and s.id = d.subscription_id offset 0) s
    left join lateral (
      select * from api_token t where t.account_id = d.account_id and t.id = d.token_id offset 0) t on true;
end $$;
