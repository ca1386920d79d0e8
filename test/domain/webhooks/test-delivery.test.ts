import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../src/db/pool.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { replayDelivery } from '../../../src/domain/webhooks/replay.ts';
import { claimTest, queueTest } from '../../../src/domain/webhooks/test-delivery.ts';
import { readContract } from '../../../src/http/api/contract.ts';
import { expectedSignature, status } from '../../../testing/receiver.ts';
import { jobRows } from '../../jobs/job-rows.ts';
import type { IssuedToken } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let token: IssuedToken;
let hook: { id: string; secret: string };
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  token = await rig.installation.token();
  hook = await rig.subscribe(token);
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const isPayload = readContract('partner').compile('#/components/schemas/WebhookPayload');
const queue = (id = hook.id, accountId = rig.installation.accountId) =>
  queueTest(rig.installation.pool, accountId, id, { by: operator, now: rig.clock.now() });

async function queued(): Promise<string> {
  const result = await queue();
  if (result.kind !== 'queued') throw new Error(result.kind);
  return result.deliveryId;
}

test('a test delivery goes the way of all, and says in title and body that it is made up', async () => {
  const deliveryId = await queued();
  await rig.deliverDue();
  const [request] = rig.receiver.received;
  const body = request?.body ?? Buffer.alloc(0);
  expect(request?.headers).toMatchObject({
    'x-webhook-signature': expectedSignature(hook.secret, body),
    'x-webhook-event': 'conversation.completed',
    'x-webhook-delivery-id': deliveryId,
    'x-webhook-attempt': '1',
  });
  const payload = JSON.parse(body.toString());
  expect([isPayload(payload), isPayload.errors]).toEqual([true, null]);
  expect(payload.data.conversation.title).toBe('Test delivery (made up, no real conversation)');
  expect(payload._meta).toEqual({ token_prefix: token.tokenPrefix, delivery_id: deliveryId, test: true });
  expect(await rig.deliveries()).toMatchObject([{ id: deliveryId, status: 'succeeded', attempts: 1 }]);
});

test.each([
  [[], false, []],
  [['transcripts'], false, ['transcript']],
  [['insights', 'transcripts', 'recordings'], true, ['transcript', 'insights', 'recording_url']],
])('scopes %j with recordings %s show %j', async (scopes, includeRecordings, optional) => {
  const narrow = await rig.installation.token({ scopes, includeRecordings });
  hook = await rig.subscribe(narrow);
  await queued();
  await rig.deliverDue();
  const payload = JSON.parse(String(rig.receiver.received[0]?.body));
  expect([isPayload(payload), isPayload.errors]).toEqual([true, null]);
  expect(Object.keys(payload.data.conversation).slice(12)).toEqual(optional);
});

test('no conversation, content or event comes of it', async () => {
  const { database } = rig.installation;
  const count = async () => {
    const [row] = await database.query(`select (select count(*) from conversation)::int as conversations,
      (select count(*) from webhook_content)::int as contents, (select count(*) from event)::int as events`);
    return row;
  };
  const before = await count();
  await queued();
  await rig.deliverDue();
  expect(await count()).toEqual(before);
});

test('a test is tried once: nobody waits for a second try', async () => {
  rig.receiver.reply = status(500);
  await queued();
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([
    { status: 'failed', attempts: 1, last_error: 'http_status' },
  ]);
  expect(await jobRows(rig.installation)).toEqual([]);
});

test('it can be replayed, and has the same bytes', async () => {
  const deliveryId = await queued();
  await rig.deliverDue();
  const { pool, accountId } = rig.installation;
  const request = { key: randomUUID(), by: operator, now: rig.clock.now() };
  expect(await replayDelivery(pool, accountId, deliveryId, request)).toMatchObject({
    counts: { replayed: 1 },
  });
  await rig.deliverDue();
  const bodies = rig.receiver.received.map(({ body }) => String(body));
  expect(bodies).toHaveLength(2);
  expect(bodies[1]).toBe(bodies[0]);
});

test('a command takes the job for itself where nobody has it, once', async () => {
  const deliveryId = await queued();
  const { pool, accountId } = rig.installation;
  const source = { now: rig.clock.now(), publicUrl: 'https://calls.example.com' };
  const claim = (account = accountId) =>
    inTransaction(pool, (tx) => claimTest(tx, account, deliveryId, source));
  expect(await claim(randomUUID())).toBeNull();
  const job = await claim();
  expect(await claim()).toBeNull();
  expect(await rig.claim()).toEqual([]);
  if (!job) throw new Error('Not claimed');
  await rig.handler.run(job, new AbortController().signal);
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded' }]);
});

test('only test deliveries can be taken so', async () => {
  await rig.complete();
  const [delivery] = await rig.deliveries();
  const { pool, accountId } = rig.installation;
  const source = { now: rig.clock.now(), publicUrl: '' };
  expect(await inTransaction(pool, (tx) => claimTest(tx, accountId, delivery?.id ?? '', source))).toBeNull();
});

test('a stopped subscription, an unknown one and one of another account are refused', async () => {
  const { database } = rig.installation;
  expect(await queue(randomUUID())).toEqual({ kind: 'not_found' });
  expect(await queue(hook.id, randomUUID())).toEqual({ kind: 'not_found' });
  await database.query(`update webhook_subscription set status = 'paused'`);
  expect(await queue()).toEqual({ kind: 'stopped', subscriptionId: hook.id, status: 'paused' });
  expect(await rig.deliveries()).toEqual([]);
});
