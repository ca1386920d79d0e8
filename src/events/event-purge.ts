import type { Logger } from 'pino';
import { type Db, queryOne } from '../db/pool.ts';

const keptForMs = 90 * 24 * 3_600_000;
const everyMs = 3_600_000;
/** A batch is done in a moment; between two of them others get their turn. */
const batch = { accounts: 16, ofEach: 500 };

const purge = { name: 'purge-events', text: 'select purge_events($1, $2, $3) as purged' };

/** Removes a batch of the events that are older than 90 days; gives how many, 0 where none is left. */
export async function purgeEvents(db: Db, now: Date, { accounts, ofEach } = batch): Promise<number> {
  const before = new Date(now.getTime() - keptForMs);
  return (await queryOne<{ purged: number }>(db, purge, [before, accounts, ofEach]))?.purged ?? 0;
}

/** Purges now and every hour until it is closed. */
export function keepPurging(context: { pool: Db; log: Logger; now(): Date }): { close(): Promise<void> } {
  const { pool, log, now } = context;
  let closing = false;
  const purgeAll = async (): Promise<void> => {
    while (!closing && (await purgeEvents(pool, now())) > 0);
  };
  const run = (): Promise<void> =>
    purgeAll().catch((error: unknown) => log.warn({ err: error }, 'old events could not be removed'));
  let running = run();
  const timer = setInterval(() => {
    running = running.then(run);
  }, everyMs);
  return {
    async close() {
      closing = true;
      clearInterval(timer);
      await running;
    },
  };
}
