-- Writes what conversations are found by, in place of what was there. The caller holds the conversations.
create or replace function index_conversations(
  in_account_ids uuid[], in_ids uuid[], in_vectors tsvector[], in_sentences json[], in_stemmers text[])
returns integer language plpgsql as $$
#variable_conflict use_column
declare
  owner record;
  again boolean := false;
begin
  -- Nobody forgets words of the account until the end of the transaction: one might be taken for known just then.
  for owner in
    select account_id, bool_or(exists (
        select from search_document d where d.account_id = given.account_id and d.conversation_id = given.id)) as is_known
    from unnest(in_account_ids, in_ids) as given (account_id, id) group by account_id order by account_id
  loop
    if owner.is_known then
      again := true;
      perform pg_advisory_xact_lock(4296915, hashtext(owner.account_id::text));
    else
      perform pg_advisory_xact_lock_shared(4296915, hashtext(owner.account_id::text));
    end if;
  end loop;

  insert into search_word (account_id, word)
    select distinct account_id, lexeme
    from unnest(in_account_ids, in_vectors) as given (account_id, vector), unnest(tsvector_to_array(vector)) as lexeme
    -- Not what an analysis found, nor pairs of joined words, nor figures.
    where lexeme !~ '^[0-9]+$|^#| '
      and not exists (select from search_word w where w.account_id = given.account_id and w.word = lexeme)
    order by account_id, lexeme
    on conflict do nothing;
  insert into search_stemmer (account_id, stemmer)
    select distinct account_id, stemmer from unnest(in_account_ids, in_stemmers) as given (account_id, stemmer)
    where stemmer is not null
      and not exists (select from search_stemmer s where s.account_id = given.account_id and s.stemmer = given.stemmer)
    order by account_id, stemmer
    on conflict do nothing;

  if again then perform replace_search_rows(in_account_ids, in_ids, in_vectors, in_sentences); end if;
  insert into search_document (account_id, conversation_id, tsv)
    select account_id, id, vector from unnest(in_account_ids, in_ids, in_vectors) as given (account_id, id, vector)
    on conflict do nothing;
  insert into search_sentence (account_id, conversation_id, ordinal, part, start_ms, speaker, text, tsv)
    select account_id, id, said.*
    from unnest(in_account_ids, in_ids, in_sentences) as given (account_id, id, sentences),
      json_to_recordset(sentences)
        as said (ordinal integer, part integer, start_ms bigint, speaker text, text text, tsv tsvector)
    on conflict do nothing;
  return cardinality(in_ids);
end $$;
