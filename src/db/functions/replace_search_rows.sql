-- Changes the documents of conversations that were indexed before, and removes sentences that they have no more or have in
-- another form. Words that stand nowhere else are forgotten. Sentences that are new are left to the caller.
create or replace function replace_search_rows(
  in_account_ids uuid[], in_ids uuid[], in_vectors tsvector[], in_sentences json[])
returns void language plpgsql as $$
#variable_conflict use_column
declare
  owner record;
  vanished jsonb;
begin
  select jsonb_object_agg(account_id, words) into vanished from (
    select account_id, jsonb_agg(distinct word) as words
    from unnest(in_account_ids, in_ids, in_vectors) as given (account_id, id, vector)
    join search_document d using (account_id), unnest(tsvector_to_array(d.tsv)) as word
    where d.conversation_id = given.id and word <> all (tsvector_to_array(vector))
    group by account_id) gone;
  update search_document d set tsv = vector
    from unnest(in_account_ids, in_ids, in_vectors) as given (account_id, id, vector)
    where d.account_id = given.account_id and d.conversation_id = given.id and d.tsv <> vector;
  with said as materialized (
    select account_id, id, line.*
    from unnest(in_account_ids, in_ids, in_sentences) as given (account_id, id, sentences),
      json_to_recordset(sentences)
        as line (ordinal integer, part integer, start_ms bigint, speaker text, text text, tsv tsvector))
  delete from search_sentence s using unnest(in_account_ids, in_ids) as given (account_id, id)
    where s.account_id = given.account_id and s.conversation_id = given.id and not exists (
      select from said
      where said.account_id = s.account_id and said.id = s.conversation_id and said.ordinal = s.ordinal
        and said.part = s.part and said.text = s.text and said.tsv = s.tsv
        and said.start_ms is not distinct from s.start_ms and said.speaker is not distinct from s.speaker);
  for owner in select key::uuid as account_id, value as words from jsonb_each(vanished) loop
    perform forget_search_words(owner.account_id, array(select jsonb_array_elements_text(owner.words)));
  end loop;
end $$;
