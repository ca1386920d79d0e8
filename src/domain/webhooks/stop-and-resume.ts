import { announceNews } from '../../db/notifications.ts';
import { type Db, execute, inTransaction, type Pool, queryOne } from '../../db/pool.ts';
import { appendEvent } from '../../events/event-log.ts';
import { type Actor, appendAudit } from '../audit/audit-log.ts';

export type StopResult =
  | { kind: 'stopped' }
  | { kind: 'stopped_already'; status: 'paused' | 'disabled' }
  /** The account has no such subscription. */
  | { kind: 'unknown' };

/** `missed`: deliveries that were skipped since it stopped; `since` is when the oldest one of them was made. */
export type ResumeResult =
  | { kind: 'resumed'; missed: number; since: Date | null }
  | { kind: 'active_already' }
  /** The account has no such subscription. */
  | { kind: 'unknown' };

type Status = 'active' | 'paused' | 'disabled';

// The row of its health is locked before the subscription's, as settle_attempts does.
const lockHealth = {
  name: 'lock-webhook-health',
  text: 'select from webhook_health where account_id = $1 and subscription_id = $2 for update',
};
const lockSubscription = {
  name: 'lock-webhook-subscription',
  text: `select status, stopped_at as "stoppedAt" from webhook_subscription
    where account_id = $1 and id = $2 and status <> 'deleted' for no key update`,
};
const markStopped = {
  name: 'stop-webhook-subscription',
  text: `update webhook_subscription set status = $3, stopped_reason = 'operator', stopped_at = clock_timestamp()
    where account_id = $1 and id = $2`,
};
const markActive = {
  name: 'resume-webhook-subscription',
  text: `update webhook_subscription set status = 'active', stopped_reason = null, stopped_at = null
    where account_id = $1 and id = $2`,
};
const clearFailures = {
  name: 'clear-webhook-failures',
  text: `update webhook_health set failures = 0, failing_since = null
    where account_id = $1 and subscription_id = $2 and failures > 0`,
};
const countMissed = {
  name: 'count-missed-deliveries',
  text: `select count(*)::int as missed, min(created_at) as since from webhook_delivery
    where account_id = $1 and subscription_id = $2 and created_at > now() - interval '7 days' and status = 'skipped'
      and skipped_at >= $3`,
};

/** Sends nothing for a while; what happens meanwhile is in the log as skipped. */
export function pause(pool: Pool, accountId: string, subscriptionId: string, by: Actor): Promise<StopResult> {
  return stop(pool, accountId, subscriptionId, { status: 'paused', by });
}

/** Sends nothing any more, as after too many failures. */
export function disable(
  pool: Pool,
  accountId: string,
  subscriptionId: string,
  by: Actor,
): Promise<StopResult> {
  return stop(pool, accountId, subscriptionId, { status: 'disabled', by });
}

function stop(
  pool: Pool,
  accountId: string,
  id: string,
  { status, by }: { status: 'paused' | 'disabled'; by: Actor },
): Promise<StopResult> {
  return inTransaction(pool, async (tx): Promise<StopResult> => {
    const found = await lock(tx, accountId, id);
    if (!found) return { kind: 'unknown' };
    if (found.status !== 'active') return { kind: 'stopped_already', status: found.status };
    await execute(tx, markStopped, [accountId, id, status]);
    await execute(tx, announceNews, ['webhooks']);
    const action = status === 'paused' ? 'webhook.paused' : 'webhook.disabled';
    await appendAudit(tx, accountId, { by, action, subjectId: id });
    await appendEvent(tx, accountId, action, id);
    return { kind: 'stopped' };
  });
}

/** Sends again, whoever stopped it. Its failures are forgotten; what was missed is not sent by itself. */
export function resume(
  pool: Pool,
  accountId: string,
  subscriptionId: string,
  by: Actor,
): Promise<ResumeResult> {
  return inTransaction(pool, async (tx): Promise<ResumeResult> => {
    const found = await lock(tx, accountId, subscriptionId);
    if (!found) return { kind: 'unknown' };
    if (found.status === 'active') return { kind: 'active_already' };
    await execute(tx, clearFailures, [accountId, subscriptionId]);
    await execute(tx, markActive, [accountId, subscriptionId]);
    const missed = await queryOne<{ missed: number; since: Date | null }>(tx, countMissed, [
      accountId,
      subscriptionId,
      found.stoppedAt ?? new Date(0),
    ]);
    await execute(tx, announceNews, ['webhooks']);
    await appendAudit(tx, accountId, { by, action: 'webhook.resumed', subjectId: subscriptionId });
    await appendEvent(tx, accountId, 'webhook.enabled', subscriptionId);
    return { kind: 'resumed', missed: missed?.missed ?? 0, since: missed?.since ?? null };
  });
}

async function lock(
  tx: Db,
  accountId: string,
  id: string,
): Promise<{ status: Status; stoppedAt: Date | null } | undefined> {
  await execute(tx, lockHealth, [accountId, id]);
  return queryOne(tx, lockSubscription, [accountId, id]);
}
