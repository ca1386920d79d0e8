import { type Db, queryAll } from '../db/pool.ts';
import { inBatches } from '../in-batches.ts';

/**
 * SQL for what a query sees: its snapshot, and the run of the database server that counts the transactions in it. Text,
 * for `unchangedSince`.
 */
export const seenBy = `(select pg_current_snapshot() || '@' || pg_postmaster_start_time())`;

/** An account's conversations, as a query saw them. */
export interface Seen {
  accountId: string;
  seenBy: string;
}

/** Questions that go together. */
const mostAtOnce = 64;
/** One query is answered while the next is on its way: a round trip takes longer than its work. */
const atOnce = 2;

// Sub-selects hide how many there are: one plan for any number, instead of planning each time.
const selectChanged = {
  name: 'select-changed-since',
  text: `select place::int
    from unnest((select $1::uuid[]), (select $2::pg_snapshot[]), (select $3::timestamptz[])) with ordinality
      as seen (account_id, snapshot, server_started_at, place)
    where server_started_at <> pg_postmaster_start_time() or exists (
      select from conversation_change c
      where c.account_id = seen.account_id and c.xid >= pg_snapshot_xmin(snapshot)
        and not pg_visible_in_snapshot(c.xid, snapshot))`,
};

/** Tells whether an account's conversations are still as they were seen, by all that is committed before the question. */
export class ConversationChanges {
  readonly unchangedSince: (seen: Seen) => Promise<boolean>;

  constructor(db: Db) {
    this.unchangedSince = inBatches(mostAtOnce, (all) => areUnchanged(db, all), { atOnce });
  }
}

async function areUnchanged(db: Db, all: Seen[]): Promise<boolean[]> {
  const parts = all.map((seen) => seen.seenBy.split('@'));
  const rows = await queryAll<{ place: number }>(db, selectChanged, [
    all.map(({ accountId }) => accountId),
    parts.map(([snapshot]) => snapshot),
    parts.map(([, serverStartedAt]) => serverStartedAt),
  ]);
  const changed = new Set(rows.map(({ place }) => place));
  return all.map((_, i) => !changed.has(i + 1));
}
