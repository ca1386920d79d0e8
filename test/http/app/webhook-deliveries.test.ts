import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { deleteConversation } from '../../../src/processing/delete-conversation.ts';
import { status } from '../../../testing/receiver.ts';
import { createWebhookRig, type Logged, type WebhookRig } from './webhook-rig.ts';

let rig: WebhookRig;
beforeAll(async () => {
  rig = await createWebhookRig();
});
beforeEach(() => rig.begin());
afterAll(() => rig.close());

const deliveryOf = async (id: string, query = '') =>
  Object((await rig.app(`/webhook-deliveries/${id}${query}`)).body);

test('a delivery shows its attempts and the very request, of which only the second may differ', async () => {
  const { id } = await rig.subscribe();
  rig.receiver.reply = status(503);
  const { delivery } = await rig.deliver(id);
  const shown = await deliveryOf(delivery.id);
  expect(shown.delivery).toMatchObject({ last_error: 'http_status', reason: expect.stringMatching(/503: /) });
  expect(shown.attempts).toMatchObject([{ attempt: 1, outcome: 'http_status', response_status: 503 }]);
  const [received] = rig.receiver.received;
  expect(shown.request.url).toBe(`${rig.receiver.url}/hook`);
  expect(shown.request.body).toBe(received?.body.toString('utf8'));
  expect(shown.request).toMatchObject({ body_bytes: received?.body.length, is_cut: false });
  const headers = new Map<string, string>(
    shown.request.headers.map(({ name, value }: { name: string; value: string }) => [name, value]),
  );
  const ofTime = ['x-webhook-timestamp', 'webhook-timestamp', 'webhook-signature'];
  for (const [name, value] of headers)
    if (!ofTime.includes(name)) expect([name, value]).toEqual([name, received?.headers[name]]);
  const sent = Number(received?.headers['webhook-timestamp']);
  expect(Math.abs(Number(headers.get('webhook-timestamp')) - sent)).toBeLessThanOrEqual(1);
  expect([...headers.keys()]).toEqual(expect.arrayContaining(ofTime));
});

test('a body shows what the token might have when it was sent, whatever it lost since', async () => {
  const { id } = await rig.subscribe();
  const { delivery } = await rig.deliver(id);
  await rig.app(`/tokens/${rig.tokenId}`, { method: 'PATCH', body: { scopes: ['users'] } });
  expect((await deliveryOf(delivery.id)).request.body).toBe(rig.receiver.received[0]?.body.toString('utf8'));
});

test('of a deleted conversation no body is shown, and the log stands without a webhook', async () => {
  const { id } = await rig.subscribe();
  const { delivery, conversationId } = await rig.deliver(id);
  const { context, accountId } = rig.world.server;
  const now = new Date();
  await deleteConversation(context.pool, accountId, conversationId, { by: operator, now });
  expect((await deliveryOf(delivery.id)).request).toEqual({ gone: 'conversation_deleted' });
  const tested = Object((await rig.post(`/webhooks/${id}/test`)).body).delivery;
  expect((await rig.remove(`/webhooks/${id}`)).body).toEqual({ cancelled: 0 });
  const shown = (await deliveryOf(tested.id)).request;
  expect(shown.url).toBeNull();
  expect(shown.headers.map(({ name }: { name: string }) => name)).not.toContain('x-webhook-signature');
  expect((await rig.app(`/webhooks/${id}`)).status).toBe(404);
  expect((await rig.logOf(id)).map((one) => one.id)).toEqual([tested.id, delivery.id]);
});

test('messages for people show the message, and take no token', async () => {
  const { id, secret } = await rig.subscribe({ form: 'slack', token_id: undefined });
  expect(secret).toBeNull();
  const tested = Object((await rig.post(`/webhooks/${id}/test`)).body);
  expect(tested.request.body).toBe(rig.receiver.received[0]?.body.toString('utf8'));
  expect((await rig.post(`/webhooks/${id}/rotation`, { overlap_hours: 1 })).status).toBe(409);
});

test('one delivery is replayed, and its next attempt is waited for', async () => {
  const { id } = await rig.subscribe();
  const { delivery } = await rig.deliver(id);
  const replayed = await rig.post(`/webhook-deliveries/${delivery.id}/replay`, { key: randomUUID() });
  expect(replayed.body).toMatchObject({ replayed: 1, repeated: false });
  await expect
    .poll(async () => (await deliveryOf(delivery.id, '?after_attempts=1')).attempts.length, {
      timeout: 20_000,
    })
    .toBe(2);
  expect(rig.receiver.received.map(({ body }) => body.toString())).toEqual(
    Array(2).fill(rig.receiver.received[0]?.body.toString()),
  );
});

test('a receiver that takes its time leaves a test pending; its answer is then waited for', async () => {
  const { id } = await rig.subscribe();
  const held: (() => void)[] = [];
  rig.receiver.reply = (response, request) => void held.push(() => status(418)(response, request));
  const tested = Object((await rig.post(`/webhooks/${id}/test`)).body).delivery;
  expect(tested.status).toBe('pending');
  const waiting = deliveryOf(tested.id, '?after_attempts=0');
  await expect.poll(() => held.length, { timeout: 20_000 }).toBe(1);
  held[0]?.();
  expect((await waiting).delivery).toMatchObject({ status: 'failed', response_status: 418 });
});

test('the log is filtered by status, event and time, and its pages go on where they ended', async () => {
  const { id } = await rig.subscribe();
  for (const code of [200, 418, 200, 418, 418]) {
    rig.receiver.reply = status(code);
    await rig.post(`/webhooks/${id}/test`);
  }
  const all = await rig.logOf(id);
  expect(all.map((one) => one.status)).toEqual(['failed', 'failed', 'succeeded', 'failed', 'succeeded']);
  const idsOf = (rows: Logged[]): string[] => rows.map((one) => one.id);
  expect(idsOf(await rig.logOf(id, '?status=succeeded'))).toEqual([all[2]?.id, all[4]?.id]);
  expect(await rig.logOf(id, '?event=conversation.failed')).toEqual([]);
  const { created_at: third } = Object(all[2]);
  expect(idsOf(await rig.logOf(id, `?until=${third}`))).toEqual(idsOf(all.slice(3)));
  const walked: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = `?status=failed&limit=1${cursor === null ? '' : `&cursor=${cursor}`}`;
    const { body } = await rig.app(`/webhooks/${id}/deliveries${query}`);
    walked.push(...idsOf(Object(body).deliveries));
    cursor = Object(body).next_cursor;
    if (cursor)
      expect((await rig.app(`/webhooks/${id}/deliveries?limit=1&cursor=${cursor}`)).status).toBe(400);
  } while (cursor);
  expect(walked).toEqual(idsOf(all.filter((one) => one.status === 'failed')));
  for (const bad of ['?status=lost', '?event=x', '?since=yesterday', '?since=2016-12-31T23:59:60Z'])
    expect((await rig.app(`/webhooks/${id}/deliveries${bad}`)).status).toBe(400);
});
