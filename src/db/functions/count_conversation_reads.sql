-- Counts reads of several conversations: for each the day's count, or -1 where the quota is used up and the conversation is
-- not among those counted. Where there is room for all they go in one insertion, and each gets the count that includes them
-- all; else one by one, in their order. A function, since each statement sees what was committed while it waited for the lock.
create or replace function count_conversation_reads(
  in_account_id uuid, in_token_id uuid, in_day date, in_conversation_ids uuid[], in_quota integer
) returns integer[] language plpgsql as $$
declare
  asked integer := cardinality(in_conversation_ids);
  before integer;
  counted integer;
  added integer;
  conversation uuid;
  results integer[] := '{}';
begin
  select used into before from quota_day
    where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  if not found then
    insert into quota_day (account_id, token_id, day) values (in_account_id, in_token_id, in_day)
      on conflict do nothing;
    select used into before from quota_day
      where account_id = in_account_id and token_id = in_token_id and day = in_day for update;
  end if;
  counted := before;
  if before + asked <= in_quota then
    insert into quota_read (account_id, token_id, day, conversation_id)
      select in_account_id, in_token_id, in_day, conversation_id from unnest(in_conversation_ids) conversation_id
      on conflict do nothing;
    get diagnostics added = row_count;
    counted := before + added;
    results := array_fill(counted, array[asked]);
  else
    foreach conversation in array in_conversation_ids loop
      if counted < in_quota then
        insert into quota_read (account_id, token_id, day, conversation_id)
          values (in_account_id, in_token_id, in_day, conversation) on conflict do nothing;
        if found then
          counted := counted + 1;
        end if;
        results := results || counted;
      elsif exists (select from quota_read where account_id = in_account_id and token_id = in_token_id
                    and day = in_day and conversation_id = conversation) then
        results := results || counted;
      else
        results := results || -1;
      end if;
    end loop;
  end if;
  if counted > before then
    update quota_day set used = counted
      where account_id = in_account_id and token_id = in_token_id and day = in_day;
  end if;
  return results;
end $$;
