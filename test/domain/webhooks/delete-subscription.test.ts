import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { deleteSubscription } from '../../../src/domain/webhooks/delete-subscription.ts';
import { subscriptionHealth } from '../../../src/domain/webhooks/health.ts';
import { replayDelivery } from '../../../src/domain/webhooks/replay.ts';
import { startRotation } from '../../../src/domain/webhooks/rotation.ts';
import { pause, resume } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { listShownSubscriptions } from '../../../src/domain/webhooks/subscription-reads.ts';
import { queueTest } from '../../../src/domain/webhooks/test-delivery.ts';
import { type Reply, status } from '../../../testing/receiver.ts';
import { jobRows } from '../../jobs/job-rows.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let id: string;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  id = (await rig.subscribe(await rig.installation.token())).id;
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const remove = (accountId = rig.installation.accountId) =>
  deleteSubscription(rig.installation.pool, accountId, id, operator);
const cancelled = { status: 'cancelled', attempts: 0, last_error: 'subscription_deleted' };

test('what waits is cancelled with its reason, and the log of what was sent stands', async () => {
  await rig.complete();
  await rig.deliverDue();
  await rig.complete();
  await rig.complete();
  expect(await remove()).toEqual({ kind: 'deleted', cancelled: 2 });
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded' }, cancelled, cancelled]);
  expect(await jobRows(rig.installation, id)).toEqual([]);
  expect(await remove()).toEqual({ kind: 'not_found' });
});

test('its address and secret are erased, and nothing happens to it any more', async () => {
  const { database, pool, keys, accountId } = rig.installation;
  await remove();
  const [row] = await database.query('select url, secret_sealed, token_id from webhook_subscription');
  expect(row).toEqual({ url: null, secret_sealed: null, token_id: null });
  await rig.complete();
  expect(await rig.deliveries()).toEqual([]);
  const now = rig.clock.now();
  expect(await listShownSubscriptions(pool, accountId)).toEqual([]);
  expect(await subscriptionHealth(pool, accountId, id)).toBeUndefined();
  expect(await pause(pool, accountId, id, operator)).toEqual({ kind: 'unknown' });
  expect(await resume(pool, accountId, id, operator)).toEqual({ kind: 'unknown' });
  expect(
    await startRotation({ pool, keys }, accountId, { subscriptionId: id }, { by: operator, now }),
  ).toEqual({
    kind: 'refused',
    reason: 'unknown',
  });
  expect(await queueTest(pool, accountId, id, { by: operator, now })).toEqual({ kind: 'not_found' });
});

test('what was claimed before is not sent after', async () => {
  await rig.complete();
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await remove();
  rig.handler.recheck();
  await rig.handler.run(job, new AbortController().signal);
  expect(rig.receiver.received).toEqual([]);
  expect(await rig.deliveries()).toMatchObject([cancelled]);
});

test('what was queued by somebody who did not see the deletion is cancelled at its turn', async () => {
  await rig.complete();
  await rig.installation.database.query(
    `update webhook_subscription set status = 'deleted', url = null, secret_sealed = null, token_id = null`,
  );
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([cancelled]);
  expect(rig.receiver.received).toEqual([]);
});

test('an attempt that is under way when it is deleted counts as sent', async () => {
  await rig.complete();
  const reply: Reply = async (response) => {
    await remove();
    response.writeHead(200).end();
  };
  rig.receiver.reply = reply;
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 1, response_status: 200 }]);
});

test('its deliveries can not be replayed, and of another account it is unknown', async () => {
  await rig.complete();
  await rig.deliverDue();
  expect(await remove(randomUUID())).toEqual({ kind: 'not_found' });
  expect(await listShownSubscriptions(rig.installation.pool, rig.installation.accountId)).toHaveLength(1);
  await remove();
  const [delivery] = await rig.deliveries();
  const { pool, accountId } = rig.installation;
  const request = { key: 'k', by: operator, now: rig.clock.now() };
  expect(await replayDelivery(pool, accountId, delivery?.id ?? '', request)).toEqual({ kind: 'not_found' });
});
