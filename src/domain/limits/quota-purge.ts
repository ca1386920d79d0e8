import { type Db, execute } from '../../db/pool.ts';

// The database's day decides, as with counting: clocks of processes may be days wrong. Reads are counted under today alone; of
// yesterday one may still be under way.
const isOver = `day < (statement_timestamp() at time zone 'UTC')::date - 1`;
const oldDays = `select account_id, token_id, day from quota_day where ${isOver} order by account_id, token_id, day limit $1`;
// Of the first old days. A day is there before its reads.
const purgeReads = {
  name: 'purge-quota-reads',
  text: `delete from quota_read where ctid = any(array(
    select read.place from (${oldDays}) old
    cross join lateral (
      select r.ctid as place from quota_read r
      where r.account_id = old.account_id and r.token_id = old.token_id and r.day = old.day limit $2) read
    limit $2))`,
};
const purgeDays = {
  name: 'purge-quota-days',
  text: `delete from quota_day d using (${oldDays}) old
    where d.account_id = old.account_id and d.token_id = old.token_id and d.day = old.day and not exists (
      select from quota_read r
      where r.account_id = old.account_id and r.token_id = old.token_id and r.day = old.day)`,
};
const readsAtOnce = 5_000;
const daysAtOnce = 500;

/** Removes what was counted on days before yesterday: nobody asks for it any more. */
export async function purgeQuota(db: Db): Promise<void> {
  for (;;) {
    const reads = await execute(db, purgeReads, [daysAtOnce, readsAtOnce]);
    if (reads === readsAtOnce) continue;
    const days = await execute(db, purgeDays, [daysAtOnce]);
    if (days < daysAtOnce) return;
  }
}
