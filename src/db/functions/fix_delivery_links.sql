-- Makes in_base_url and in_made_at the links' values in the bodies of these deliveries, but for those that have
-- theirs already. Gives the values that stand then.
create or replace function fix_delivery_links(in_account_ids uuid[], in_ids uuid[], in_base_url text, in_made_at timestamptz)
returns table (account_id uuid, id uuid, link_base_url text, link_made_at timestamptz) language plpgsql
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return query update webhook_delivery d
    set link_base_url = coalesce(d.link_base_url, in_base_url), link_made_at = coalesce(d.link_made_at, in_made_at)
    from unnest(in_account_ids, in_ids) as wanted (account_id, id)
    where d.account_id = wanted.account_id and d.id = wanted.id
    returning d.account_id, d.id, d.link_base_url, d.link_made_at;
end $$;
