-- A trigger of audit_entry.
create or replace function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'audit_entry is only appended to';
end $$;
