import { randomUUID } from 'node:crypto';
import { type Db, execute, inTransaction, type Pool, queryAll } from '../../db/pool.ts';
import { jobKinds } from '../../jobs/kinds.ts';
import { leaseTimes } from '../../jobs/lease-times.ts';
import { claimedColumns, enqueue, type Job } from '../../jobs/queue.ts';
import { appendAudit, type Doing } from '../audit/audit-log.ts';
import { type DeliveryJob, type LinkSource, prepareDeliveries } from './claim.ts';
import type { WebhookEvent } from './events.ts';
import { findObstacle, type SubscriptionObstacle } from './subscription-state.ts';
import { testContentId } from './test-content.ts';

export type TestResult = { kind: 'queued'; deliveryId: string } | SubscriptionObstacle;

const insert = {
  name: 'insert-test-delivery',
  text: `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event, status,
      created_at, is_test, scopes, include_recordings)
    select s.account_id, $3, s.id, s.token_id, gen_random_uuid(), $4, $5, 'pending', $6, true, coalesce(t.scopes, '{}'),
      coalesce(t.include_recordings, false)
    from webhook_subscription s left join api_token t on t.account_id = s.account_id and t.id = s.token_id
    where s.account_id = $1 and s.id = $2`,
};
const claim = {
  name: 'claim-test-delivery',
  text: `update job set lease_token = gen_random_uuid(),
      leased_until = clock_timestamp() + $4::float8 * interval '1 millisecond'
    where account_id = $1 and id in (
      select job.id from webhook_delivery d
      join job on job.account_id = d.account_id and job.lane = $3 and job.subject_id = d.subscription_id
        and job.payload ->> 'deliveryId' = d.id::text
      where d.account_id = $1 and d.id = $2 and d.is_test and job.lease_token is null
      for update of job skip locked)
    returning ${claimedColumns}`,
};

/** Queues a delivery of a made-up conversation, like any other; it is tried once. */
export function queueTest(
  pool: Pool,
  accountId: string,
  subscriptionId: string,
  { by, now }: Doing,
): Promise<TestResult> {
  return inTransaction(pool, async (tx) => {
    const obstacle = await findObstacle(tx, accountId, subscriptionId, now);
    if (obstacle) return obstacle;
    const deliveryId = randomUUID();
    const event: WebhookEvent = 'conversation.completed';
    await execute(tx, insert, [accountId, subscriptionId, deliveryId, testContentId, event, now]);
    await enqueue(tx, { accountId, kind: 'deliver', subjectId: subscriptionId, payload: { deliveryId } });
    await appendAudit(tx, accountId, { by, action: 'webhook.tested', subjectId: subscriptionId });
    return { kind: 'queued', deliveryId };
  });
}

/** Takes the job of a test delivery where nobody has it, for a command that makes the attempt itself. */
export async function claimTest(
  tx: Db,
  accountId: string,
  deliveryId: string,
  source: LinkSource,
): Promise<DeliveryJob | null> {
  const values = [accountId, deliveryId, jobKinds.deliver.lane, leaseTimes.leaseMs];
  const jobs = await queryAll<Job<'deliver'>>(tx, claim, values);
  return (await prepareDeliveries(tx, jobs, source))[0] ?? null;
}
