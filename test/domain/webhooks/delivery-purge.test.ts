import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { purgeAttempts } from '../../../src/domain/webhooks/attempts.ts';
import { purgeDeliveries } from '../../../src/domain/webhooks/delivery-purge.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { status } from '../../../testing/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

const dayMs = 86_400_000;
let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  await rig.subscribe(await rig.installation.token());
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const later = (ms: number): Date => new Date(rig.clock.now().getTime() + ms);

async function age(days: number): Promise<void> {
  const { database } = rig.installation;
  const interval = `interval '${days} days'`;
  await database.query(`update webhook_delivery set created_at = created_at - ${interval}`);
  await database.query(`update webhook_attempt set at = at - ${interval}`);
}

/** Copies of the deliveries and attempts that are there, under other ids. */
async function multiply(count: number): Promise<void> {
  const { database } = rig.installation;
  await database.query(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, attempts, created_at)
     select account_id, gen_random_uuid(), subscription_id, token_id, conversation_id, event, 'failed', 10, created_at
     from webhook_delivery, generate_series(1, $1)`,
    [count],
  );
  await database.query(
    `insert into webhook_attempt select account_id, gen_random_uuid(), attempt, at, outcome, response_status, latency_ms
     from webhook_attempt, generate_series(1, $1)`,
    [count],
  );
}

const counted = async (table: string): Promise<number> =>
  (await rig.installation.database.query(`select from ${table}`)).length;

test('deliveries and attempts go after seven days, in batches', async () => {
  const { pool } = rig.installation;
  await rig.complete();
  await rig.deliverDue();
  await multiply(600);
  expect([
    await purgeDeliveries(pool, later(7 * dayMs - 60_000)),
    await purgeAttempts(pool, later(7 * dayMs - 60_000)),
  ]).toEqual([0, 0]);
  expect([
    await purgeDeliveries(pool, later(7 * dayMs)),
    await purgeAttempts(pool, later(7 * dayMs)),
  ]).toEqual([601, 601]);
  expect([await counted('webhook_delivery'), await counted('webhook_attempt')]).toEqual([0, 0]);
});

test('what may still be sent stays: a pending delivery, and one of a conversation that can be brought back', async () => {
  const { pool, accountId, database } = rig.installation;
  await rig.complete();
  const deleted = await rig.complete();
  await deleteConversation(pool, accountId, deleted, { now: rig.clock.now() });
  expect(await purgeDeliveries(pool, later(30 * dayMs))).toBe(0);
  await undeleteConversation(pool, accountId, deleted, rig.clock.now());
  await rig.deliverDue();
  expect(await purgeDeliveries(pool, later(30 * dayMs))).toBe(2);
  // Its conversation is erased: nothing can bring the delivery back.
  await rig.complete();
  await rig.deliverDue();
  await database.query(
    `update webhook_delivery set status = 'cancelled', last_error = 'conversation_deleted', conversation_id = gen_random_uuid()`,
  );
  expect(await purgeDeliveries(pool, later(30 * dayMs))).toBe(1);
});

test('a purge that is under way holds up neither claims nor outcomes, and passes by what they hold', async () => {
  const { database, pool } = rig.installation;
  await rig.complete();
  await rig.deliverDue();
  await multiply(300);
  await age(8);
  await rig.complete();
  await rig.complete();
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('begin');
    expect(await purgeDeliveries(client, rig.clock.now())).toBe(301);
    expect(await purgeAttempts(client, rig.clock.now())).toBe(301);
    // On another connection, whose statements end after five seconds.
    await rig.deliverDue();
    expect((await rig.deliveries()).filter((one) => one.status === 'succeeded')).toHaveLength(3);
    await rig.complete();
    expect(await purgeDeliveries(pool, rig.clock.now())).toBe(0);
    await client.query('rollback');
    await client.query('begin');
    await client.query(`select from webhook_delivery where status = 'failed' limit 100 for update`);
    expect(await purgeDeliveries(pool, rig.clock.now())).toBe(201);
    await client.query('rollback');
  } finally {
    await client.end();
  }
});

test('a server looks at its start, and ends overlaps of secrets that are over', async () => {
  const { database } = rig.installation;
  await rig.complete();
  await rig.deliverDue();
  await age(8);
  await database.query(
    `update webhook_subscription set next_secret_sealed = secret_sealed, next_secret_at = now() - interval '1 s'`,
  );
  const server = await startTestServer(database.url);
  try {
    await expect.poll(() => database.query('select from webhook_delivery')).toEqual([]);
    await expect.poll(() => database.query('select from webhook_attempt')).toEqual([]);
    expect(await database.query('select next_secret_at from webhook_subscription')).toEqual([
      { next_secret_at: null },
    ]);
  } finally {
    await server.close();
  }
});
