-- Removes all that a conversation is found by, and the words that stand nowhere else.
create or replace function unindex_conversation(in_account_id uuid, in_conversation_id uuid)
returns void language plpgsql as $$
declare
  words text[];
begin
  perform pg_advisory_xact_lock(4296915, hashtext(in_account_id::text));
  delete from search_sentence where account_id = in_account_id and conversation_id = in_conversation_id;
  delete from search_document where account_id = in_account_id and conversation_id = in_conversation_id
    returning tsvector_to_array(tsv) into words;
  perform forget_search_words(in_account_id, words);
end $$;
