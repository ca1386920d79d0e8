-- Removes those of the words that no conversation of the account has. The caller has locked the account's words.
create or replace function forget_search_words(in_account_id uuid, in_words text[])
returns void language plpgsql as $$
begin
  delete from search_word w where w.account_id = in_account_id and w.word = any(in_words) and not exists (
    select find_search_documents(in_account_id, ('''' || w.word || '''')::tsquery));
end $$;
