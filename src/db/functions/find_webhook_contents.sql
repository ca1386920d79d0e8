-- What bodies are made of, of each only the parts that are wanted. Where that is more than in_most_bytes, which may be
-- null, it is left out; the recording is told all the same.
create or replace function find_webhook_contents(
  in_account_ids uuid[], in_conversation_ids uuid[], in_ids uuid[], in_with_transcript boolean[], in_with_insights boolean[],
  in_most_bytes integer
) returns table (
  account_id uuid, id uuid, conversation text, transcript bytea, transcript_bytes integer, insights text, recording_id uuid
) language plpgsql stable
set enable_seqscan = off set enable_bitmapscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
begin
  return query select c.account_id, c.id, case when fits then c.conversation end,
      case when fits and with_transcript then c.transcript end, c.transcript_bytes,
      case when fits and with_insights then c.insights end, c.recording_id
    from unnest(in_account_ids, in_conversation_ids, in_ids, in_with_transcript, in_with_insights)
      as wanted (account_id, conversation_id, id, with_transcript, with_insights)
    -- offset 0 keeps each look-up to itself.
    cross join lateral (select * from webhook_content c where c.account_id = wanted.account_id
      and c.conversation_id = wanted.conversation_id and c.id = wanted.id offset 0) c
    cross join lateral (select in_most_bytes is null or in_most_bytes >= octet_length(c.conversation)
      + case when with_transcript then coalesce(octet_length(c.transcript), 0) else 0 end
      + case when with_insights then coalesce(octet_length(c.insights), 0) else 0 end) size (fits);
end $$;
