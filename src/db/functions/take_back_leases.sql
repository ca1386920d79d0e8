-- Takes leases back that ended with whoever held them, and counts that. A job that ran alone counts a crash, and counts anew
-- where it came further than ever before. From the second time on a job waits, four times as long each time, so that one which
-- ends every process leaves the others time. The caller has locked the rows, or is the only one.
create or replace function take_back_leases(in_places tid[]) returns bigint language plpgsql
set enable_seqscan = off set enable_bitmapscan = off as $$
declare
  first_wait constant interval := '2 seconds';
  longest_wait constant interval := '10 minutes';
  taken bigint;
begin
  update job set lease_token = null, lost_token = lease_token, is_alone = false, lost_leases = lost_leases + 1,
      crashes = case when not is_alone then crashes when progress > furthest then 1 else crashes + 1 end,
      furthest = greatest(furthest, progress),
      -- One that is given up now (worker.ts: mostCrashes) waits no more.
      due_at = case when lost_leases = 0 or is_alone and progress <= furthest and crashes >= 4 then due_at else
        clock_timestamp() + least(longest_wait, first_wait * power(4, least(lost_leases, 8) - 1)) end
    where ctid = any(in_places);
  get diagnostics taken = row_count;
  return taken;
end $$;
