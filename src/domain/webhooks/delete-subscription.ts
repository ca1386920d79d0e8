import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, inTransaction, type Pool, queryAll, type Statement } from '../../db/pool.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { type Actor, appendAudit } from '../audit/audit-log.ts';
import { subscriptionDeleted } from './cancel-deliveries.ts';

const mostAtOnce = 1_000;

// In the order of settle_attempts: jobs, health, subscription, deliveries.
const lockJobs = {
  name: 'lock-subscription-jobs',
  text: `select id from job where account_id = $1 and lane = $2 and subject_id = $3
    order by account_id, id limit $4 for update`,
};
const removeJobs = {
  name: 'remove-subscription-jobs',
  text: 'delete from job where account_id = $1 and id = any($2)',
};
const removeHealth = {
  name: 'remove-subscription-health',
  text: 'delete from webhook_health where account_id = $1 and subscription_id = $2',
};
const empty = {
  name: 'empty-subscription',
  text: `update webhook_subscription set status = 'deleted', token_id = null, url = null, secret_sealed = null,
      next_secret_sealed = null, next_secret_at = null, events = '{}', stopped_reason = null, stopped_at = null
    where account_id = $1 and id = $2 and status <> 'deleted'`,
};
const lockPending = {
  name: 'lock-pending-of-subscription',
  text: `select id from webhook_delivery where account_id = $1 and subscription_id = $2 and status = 'pending'
    order by created_at, id limit $3 for update`,
};
const cancel = {
  name: 'cancel-subscription-deliveries',
  text: `update webhook_delivery set status = 'cancelled', last_error = '${subscriptionDeleted}'
    where account_id = $1 and id = any($2)`,
};

export type DeleteSubscriptionResult = { kind: 'deleted'; cancelled: number } | { kind: 'not_found' };

/**
 * Ends a subscription for good. Its address and secrets are erased, what waits is cancelled, and the log of its deliveries
 * stands. An attempt that is under way is written down.
 */
export function deleteSubscription(
  pool: Pool,
  accountId: string,
  id: string,
  by: Actor,
): Promise<DeleteSubscriptionResult> {
  return inTransaction(pool, async (tx) => {
    const ofSubscription = [accountId, jobKinds.deliver.lane, id];
    await inBatches(async (limit) => {
      const ids = await idsOf(tx, lockJobs, [...ofSubscription, limit]);
      return execute(tx, removeJobs, [accountId, ids]);
    });
    await execute(tx, removeHealth, [accountId, id]);
    if ((await execute(tx, empty, [accountId, id])) === 0) return { kind: 'not_found' };
    const cancelled = await inBatches(async (limit) => {
      const ids = await idsOf(tx, lockPending, [accountId, id, limit]);
      return execute(tx, cancel, [accountId, ids]);
    });
    await recheckDeliveries(tx);
    await appendAudit(tx, accountId, { by, action: 'webhook.deleted', subjectId: id });
    return { kind: 'deleted', cancelled };
  });
}

/** Servers look at deliveries that they hold already again before they send them. */
async function recheckDeliveries(tx: Db): Promise<void> {
  await execute(tx, announceNews, ['deletions']);
}

async function idsOf(tx: Db, statement: Statement, values: unknown[]): Promise<string[]> {
  return (await queryAll<{ id: string }>(tx, statement, values)).map(({ id }) => id);
}

async function inBatches(work: (limit: number) => Promise<number>): Promise<number> {
  let done = 0;
  for (;;) {
    const count = await work(mostAtOnce);
    done += count;
    if (count < mostAtOnce) return done;
  }
}
