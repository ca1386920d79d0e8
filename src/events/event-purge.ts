import { type Db, queryOne } from '../db/pool.ts';

const keptForMs = 90 * 24 * 3_600_000;
/** A batch is done in a moment; between two of them others get their turn. */
const batch = { accounts: 16, ofEach: 500 };

const purge = { name: 'purge-events', text: 'select purge_events($1, $2, $3) as purged' };

/** Removes the events that are older than 90 days, batch by batch; gives how many. */
export async function purgeEvents(db: Db, now: Date, { accounts, ofEach } = batch): Promise<number> {
  const before = new Date(now.getTime() - keptForMs);
  let removed = 0;
  for (;;) {
    const { purged = 0 } = (await queryOne<{ purged: number }>(db, purge, [before, accounts, ofEach])) ?? {};
    if (purged === 0) return removed;
    removed += purged;
  }
}
