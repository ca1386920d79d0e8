-- A change stands for the ones before it that it sees: a snapshot that misses one of those misses this one too. So each
-- removes one, the newest that nobody else is removing, and as many stay as overlapped once. Not all: an old snapshot
-- somewhere, as of a backup, keeps the index entries of removed rows, which each change would go through again.
create or replace function note_conversation_change() returns trigger language plpgsql
set search_path from current set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  changed_id uuid;
begin
  for changed_id in select distinct account_id from changed loop
    delete from conversation_change where account_id = changed_id and xid = (
      select xid from conversation_change where account_id = changed_id and xid < pg_current_xact_id()
      order by xid desc limit 1 for update skip locked);
    insert into conversation_change (account_id) values (changed_id) on conflict do nothing;
  end loop;
  return null;
end $$;
