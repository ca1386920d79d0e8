import { type Db, execute, type Statement } from '../../db/pool.ts';
import { deletedWithConversation } from './cancel-deliveries.ts';
import { loggedMs } from './queries.ts';

// By place, so that no plan reads the whole table for a batch.
const purge = {
  name: 'purge-webhook-deliveries',
  text: `delete from webhook_delivery where ctid = any(array(
      select old.place from webhook_subscription s
      cross join lateral (
        select d.ctid as place from webhook_delivery d
        where d.account_id = s.account_id and d.subscription_id = s.id and d.created_at < $1 and d.status <> 'pending'
          and (d.last_error is distinct from '${deletedWithConversation}' or not exists (
            select from conversation c where c.account_id = d.account_id and c.id = d.conversation_id))
        order by d.created_at limit $2 for update skip locked) old
      limit $2))`,
};
/** Removed by one statement, which is over in a moment; between two of them others get their turn. */
const mostAtOnce = 500;

/**
 * Removes deliveries that have left the log and are over, and gives their number. Those of a deleted conversation stay for as long
 * as it can be brought back.
 */
export function purgeDeliveries(db: Db, now: Date): Promise<number> {
  return purgeInBatches(db, purge, now);
}

/** Runs a statement that removes up to $2 rows from before $1, until none is left. */
export async function purgeInBatches(db: Db, statement: Statement, now: Date): Promise<number> {
  const before = new Date(now.getTime() - loggedMs);
  let removed = 0;
  for (;;) {
    const count = await execute(db, statement, [before, mostAtOnce]);
    removed += count;
    if (count < mostAtOnce) return removed;
  }
}
