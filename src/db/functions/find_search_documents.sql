-- The conversations of an account that have the words. The planner takes the reading of a whole document for cheap, and would
-- read all of an account to find a frequent word. Nothing but the index on words can serve this: so no document is read.
create or replace function find_search_documents(in_account_id uuid, in_query tsquery)
returns setof uuid language plpgsql stable rows 500 set enable_seqscan = off as $$
begin
  return query select conversation_id from search_document
    where account_id::text = in_account_id::text and tsv @@ in_query;
end $$;
