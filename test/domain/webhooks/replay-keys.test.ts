import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { purgeReplays, replaySubscription } from '../../../src/domain/webhooks/replay.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
afterAll(() => rig.close());

test('a key stands for its range too, and is kept for as long as there is something to replay', async () => {
  const { pool, accountId, database } = rig.installation;
  const { id } = await rig.subscribe(await rig.installation.token());
  const statuses = ['failed', 'skipped', 'succeeded', 'cancelled'];
  for (const status of statuses) {
    await rig.complete();
    await database.query(`update webhook_delivery set status = $1 where status = 'pending'`, [status]);
  }
  await database.query('delete from job');
  const now = rig.clock.now();
  const request = { key: 'k', by: operator, now, which: 'failed', since: null, until: null } as const;
  expect(await replaySubscription(pool, accountId, id, request)).toMatchObject({ counts: { replayed: 2 } });
  const other = { ...request, until: now, asWritten: '24h' };
  expect(await replaySubscription(pool, accountId, id, other)).toEqual({ kind: 'key_taken' });
  const days = (count: number): Date => new Date(now.getTime() + count * 86_400_000);
  expect([await purgeReplays(pool, days(6)), await purgeReplays(pool, days(8))]).toEqual([0, 1]);
});
