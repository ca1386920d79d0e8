import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { findWebhookContents, purgeContents } from '../../../src/domain/webhooks/contents.ts';
import { findDeliveriesToTry } from '../../../src/domain/webhooks/queries.ts';
import { deleteConversation } from '../../../src/processing/delete-conversation.ts';
import { status } from '../../../testing/receiver.ts';
import { startTestServer } from '../../support/server.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

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

const dayMs = 86_400_000;

/** So long after the newest delivery was made, but for a change by the test. */
async function purgeAfter(ms: number): Promise<number> {
  const [newest] = await rig.installation.database.query<{ at: Date }>(
    'select max(made_at) as at from webhook_content',
  );
  return purgeContents(rig.installation.pool, new Date((newest?.at.getTime() ?? 0) + ms));
}

async function keptFor(conversationId: string): Promise<boolean> {
  const text = 'select from webhook_content where conversation_id = $1';
  return (await rig.installation.database.query(text, [conversationId])).length > 0;
}

test('what a body was made of stays for as long as its delivery is in the log', async () => {
  const id = await rig.complete();
  await rig.deliverDue();
  expect([await purgeAfter(7 * dayMs - 1), await keptFor(id)]).toEqual([0, true]);
  expect([await purgeAfter(7 * dayMs + 1), await keptFor(id)]).toEqual([1, false]);
});

test('it stays while one of several deliveries of it is in the log', async () => {
  await rig.subscribe(await rig.installation.token(), `${rig.receiver.url}/another`);
  const id = await rig.complete();
  await rig.deliverDue();
  const [, later] = await rig.deliveries();
  await rig.installation.database.query(
    `update webhook_delivery set created_at = created_at + interval '1 day' where id = $1`,
    [later?.id],
  );
  expect([await purgeAfter(8 * dayMs - 1), await keptFor(id)]).toEqual([0, true]);
  expect([await purgeAfter(8 * dayMs + 1), await keptFor(id)]).toEqual([1, false]);
});

test('what may still be sent stays: a pending delivery, and one of a deleted conversation', async () => {
  const pending = await rig.complete();
  const deleted = await rig.complete();
  await deleteConversation(rig.installation.pool, rig.installation.accountId, deleted, {
    now: rig.clock.now(),
  });
  expect(await purgeAfter(30 * dayMs)).toBe(0);
  await rig.deliverDue();
  expect(await purgeAfter(30 * dayMs)).toBe(1);
  expect([await keptFor(pending), await keptFor(deleted)]).toEqual([false, true]);
});

test('many are removed in several batches', async () => {
  const id = await rig.complete();
  await rig.deliverDue();
  await rig.installation.database.query(
    `insert into webhook_content (account_id, conversation_id, id, conversation, made_at)
     select account_id, conversation_id, gen_random_uuid(), '{}', made_at from webhook_content, generate_series(1, 250)
     where conversation_id = $1`,
    [id],
  );
  expect(await purgeAfter(8 * dayMs)).toBe(251);
});

test('what is larger than asked for is left out, but for its recording', async () => {
  await rig.complete({ recording: true });
  const [delivery] = await rig.deliveries();
  const { pool, accountId } = rig.installation;
  const [due] = await findDeliveriesToTry(pool, [{ accountId, id: delivery?.id ?? '' }]);
  if (!due) throw new Error('There is no delivery');
  const [whole] = await findWebhookContents(pool, [due], null);
  const bytes = [whole?.conversation, whole?.transcript, whole?.insights].reduce(
    (sum, part) => sum + Buffer.byteLength(part ?? ''),
    0,
  );
  expect(await findWebhookContents(pool, [due], bytes)).toEqual([whole]);
  expect(await findWebhookContents(pool, [due], bytes - 1)).toMatchObject([
    { conversation: null, transcript: null, insights: null, recordingId: whole?.recordingId },
  ]);
});

test('a delivery without content is left out by itself', async () => {
  await rig.complete();
  await rig.complete();
  await rig.installation.database.query(
    'delete from webhook_content where id = (select content_id from webhook_delivery order by id limit 1)',
  );
  const jobs = await rig.claim();
  const never = new AbortController().signal;
  const settled = await Promise.allSettled(jobs.map((job) => rig.handler.run(job, never)));
  expect(settled.map((one) => one.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(rig.receiver.received).toHaveLength(1);
});

test('a server looks at its start', async () => {
  await rig.complete();
  await rig.deliverDue();
  const { database } = rig.installation;
  await database.query(`update webhook_content set made_at = made_at - interval '8 days'`);
  await database.query(`update webhook_delivery set created_at = created_at - interval '8 days'`);
  const server = await startTestServer(database.url);
  try {
    await expect.poll(() => database.query('select from webhook_content')).toEqual([]);
  } finally {
    await server.close();
  }
});
