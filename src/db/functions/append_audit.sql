-- Appends an entry to the account's audit log. It comes before append_events, so that locks are taken in one order; the row
-- of audit_head is held until commit. The moment is read under the lock and never goes back.
create or replace function append_audit(
  in_account_id uuid, in_actor jsonb, in_action text, in_subject_id uuid, in_details jsonb
) returns void language plpgsql as $$
declare
  sequence bigint;
  moment timestamptz;
  head bytea;
  new_entry text;
begin
  insert into audit_head as h (account_id, last_sequence, last_at, last_hash)
    values (in_account_id, 1, clock_timestamp(), decode(repeat('00', 32), 'hex'))
    on conflict (account_id) do update set last_sequence = h.last_sequence + 1,
      last_at = greatest(h.last_at, clock_timestamp())
    returning last_sequence, last_at, last_hash into sequence, moment, head;
  new_entry := json_build_object('account_id', in_account_id, 'sequence', sequence,
    'at', to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'actor', in_actor, 'action', in_action,
    'subject_id', in_subject_id, 'details', in_details)::text;
  head := sha256(head || convert_to(new_entry, 'UTF8'));
  insert into audit_entry (account_id, sequence, entry, hash) values (in_account_id, sequence, new_entry, head);
  update audit_head set last_hash = head where account_id = in_account_id;
end $$;
