import { inBatches } from '../../db/in-batches.ts';
import { type Db, queryAll, queryOne } from '../../db/pool.ts';

// Another server, or this one after a crash, gives numbers of transactions again that were seen and came to nothing. A crash
// of one backend restarts all but the postmaster, and begins the statistics anew.
const numbering = `(select pg_postmaster_start_time() || ' ' || pg_stat_get_bgwriter_stat_reset_time())`;

/** SQL for what a query sees: its snapshot, and by whom the transactions in it are numbered. Text, for `unchangedSince`. */
export const seenBy = `(select pg_current_snapshot() || '@' || ${numbering})`;

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
    from unnest((select $1::uuid[]), (select $2::pg_snapshot[]), (select $3::text[])) with ordinality
      as seen (account_id, snapshot, numbered_by, place)
    where numbered_by <> ${numbering} or exists (
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
    parts.map(([, numberedBy]) => numberedBy),
  ]);
  const changed = new Set(rows.map(({ place }) => place));
  return all.map((_, i) => !changed.has(i + 1));
}

const countTriggers = {
  name: 'count-change-triggers',
  text: `select count(*)::int as count from pg_trigger where tgrelid = 'conversation'::regclass and tgenabled in ('O', 'A')
    and tgname in ('note_inserted', 'note_updated', 'note_deleted')`,
};

/** Whether the database notes changes: one may be set up to do without. */
export async function changesAreNoted(db: Db): Promise<boolean> {
  return (await queryOne<{ count: number }>(db, countTriggers, []))?.count === 3;
}
