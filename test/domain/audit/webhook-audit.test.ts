import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { listAudit } from '../../../src/domain/audit/read-audit.ts';
import { deleteSubscription } from '../../../src/domain/webhooks/delete-subscription.ts';
import { replaySubscription } from '../../../src/domain/webhooks/replay.ts';
import { startRotation, switchSecret } from '../../../src/domain/webhooks/rotation.ts';
import { disable, pause, resume } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { queueTest } from '../../../src/domain/webhooks/test-delivery.ts';
import { createDeliveryRig, type DeliveryRig } from '../webhooks/delivery-rig.ts';

let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
afterAll(() => rig.close());

test('each command on a webhook is an entry, and one that changes nothing is none', async () => {
  const { pool, keys, accountId } = rig.installation;
  const { id } = await rig.subscribe(await rig.installation.token());
  const doing = { by: operator, now: rig.clock.now() };
  await pause(pool, accountId, id, operator);
  await pause(pool, accountId, id, operator);
  await resume(pool, accountId, id, operator);
  await disable(pool, accountId, id, operator);
  await resume(pool, accountId, id, operator);
  await startRotation({ pool, keys }, accountId, { subscriptionId: id }, doing);
  await startRotation({ pool, keys }, accountId, { subscriptionId: id }, doing);
  await switchSecret(pool, accountId, id, doing);
  await queueTest(pool, accountId, id, doing);
  const request = { key: 'k', which: 'all', since: null, until: null, ...doing } as const;
  await replaySubscription(pool, accountId, id, request);
  await replaySubscription(pool, accountId, id, request);
  await deleteSubscription(pool, accountId, id, operator);
  await deleteSubscription(pool, accountId, id, operator);
  await pause(pool, accountId, randomUUID(), operator);
  const shown = await listAudit(pool, accountId, { before: null, action: null, subjectId: id, limit: 100 });
  expect(shown.map(({ entry }) => entry.action).toReversed()).toEqual([
    'webhook.created',
    'webhook.paused',
    'webhook.resumed',
    'webhook.disabled',
    'webhook.resumed',
    'webhook.rotated',
    'webhook.switched',
    'webhook.tested',
    'webhook.replayed',
    'webhook.deleted',
  ]);
});
