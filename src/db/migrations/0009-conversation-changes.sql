-- Which transactions changed an account's conversations. Who has read them as of a snapshot learns here, without reading
-- them again, whether they are still the same: they are, unless there is a row that the snapshot does not see.
create table conversation_change (
  account_id uuid not null,
  xid xid8 not null default pg_current_xact_id(),
  primary key (account_id, xid)
);

-- A change stands for the ones before it: a snapshot that misses one of those misses this one too. So each removes what it
-- sees of its account. It waits for nobody: what another change is removing is left to that one.
create function note_conversation_change() returns trigger language plpgsql
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  changed_id uuid;
begin
  for changed_id in select distinct account_id from changed loop
    delete from conversation_change where account_id = changed_id and xid in (
      select xid from conversation_change where account_id = changed_id and xid <> pg_current_xact_id()
      for update skip locked);
    insert into conversation_change (account_id) values (changed_id) on conflict do nothing;
  end loop;
  return null;
end $$;

create trigger note_inserted after insert on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_updated after update on conversation
  referencing new table as changed for each statement execute function note_conversation_change();
create trigger note_deleted after delete on conversation
  referencing old table as changed for each statement execute function note_conversation_change();
