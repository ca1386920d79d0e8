import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { webhookActivity } from '../../../src/domain/webhooks/activity.ts';
import { expectedSignature } from '../../../testing/receiver.ts';
import { appCall, signInAs } from '../../support/app-client.ts';
import { accept, incoming } from '../../support/conversation-fixtures.ts';
import { createWebhookRig, type WebhookRig } from './webhook-rig.ts';

let rig: WebhookRig;
beforeAll(async () => {
  rig = await createWebhookRig();
});
beforeEach(() => rig.begin());
afterAll(() => rig.close());

test('a webhook is made, tested, listed with its health and hours, and shows its secret once', async () => {
  const { id, secret } = await rig.subscribe();
  const tested = await rig.post(`/webhooks/${id}/test`);
  expect(tested.body).toMatchObject({
    delivery: { is_test: true, status: 'succeeded', response_status: 200 },
    attempts: [{ attempt: 1, outcome: 'delivered', response_status: 200 }],
  });
  const [received] = rig.receiver.received;
  expect(received?.headers['x-webhook-signature']).toBe(
    expectedSignature(secret, received?.body ?? Buffer.alloc(0)),
  );
  const list = await rig.app('/webhooks');
  expect(Object(list.body).forms).toEqual(['webhook', 'slack', 'teams']);
  expect(Object(list.body).webhooks.find((one: { id: string }) => one.id === id)).toMatchObject({
    url: `${rig.receiver.url}/hook`,
    events: ['conversation.completed'],
    status: 'active',
    token: { id: rig.tokenId, name: 'CRM' },
    health: { state: 'ok', last_success_at: expect.any(String) },
  });
  expect(list.text + (await rig.app(`/webhooks/${id}`)).text).not.toContain(secret.slice(10));
  const activity = Object((await rig.app('/webhook-activity')).body);
  const mine = activity.webhooks.find((one: { id: string }) => one.id === id);
  expect([activity.hours.length, mine.succeeded.at(-1), mine.succeeded.length]).toEqual([24, 1, 24]);
});

test.each([
  [{ token_id: undefined }, 'token_id'],
  [{ token_id: '00000000-0000-4000-8000-000000000000' }, 'token_id'],
  [{ url: undefined }, 'url'],
  [{ url: 'no address' }, 'url'],
  [{ url: 'https://10.0.0.1/' }, 'url'],
  [{ url: 'https://user:word@127.0.0.1/' }, 'url'],
  [{ events: [] }, 'events'],
  [{ events: ['conversation.invented'] }, 'events/0'],
  [{ form: 'mail', token_id: undefined, url: undefined }, 'form'],
  [{ form: 'slack' }, 'token_id'],
  [{ form: 'teams', token_id: undefined, events: ['conversation.failed'] }, 'events'],
])('%j is refused by its name', async (fault, name) => {
  const wanted = { form: 'webhook', url: rig.receiver.url, token_id: rig.tokenId, ...fault };
  const answer = await rig.post('/webhooks', wanted);
  expect(answer.status).toBe(400);
  expect(Object(answer.body).message).toContain(`Invalid parameter '${name}': `);
});

test('an address that may not be dialled is told as the policy says it', async () => {
  const answer = await rig.post('/webhooks', {
    form: 'webhook',
    url: 'https://192.168.7.7/',
    token_id: rig.tokenId,
  });
  expect(Object(answer.body).message).toBe(
    "Invalid parameter 'url': its address 192.168.7.7 is not public; name the host or a CIDR in WEBHOOK_ALLOW to deliver there",
  );
});

test('a paused webhook is sent nothing, and what it missed is replayed under a key', async () => {
  const { id } = await rig.subscribe();
  expect((await rig.post(`/webhooks/${id}/pause`)).status).toBe(204);
  expect((await rig.post(`/webhooks/${id}/test`)).status).toBe(409);
  const wanted = incoming({ title: 'Missed', startedAt: new Date() });
  await accept(rig.world, rig.world.server.accountId, wanted);
  await expect.poll(async () => (await rig.logOf(id))[0]?.status, { timeout: 20_000 }).toBe('skipped');
  expect((await rig.post(`/webhooks/${id}/replay`, { key: 'early', which: 'failed' })).status).toBe(409);
  const resumed = await rig.post(`/webhooks/${id}/resume`);
  expect(resumed.body).toEqual({ missed: 1, since: expect.any(String) });
  const { since } = Object(resumed.body);
  const key = randomUUID();
  const replay = { key, which: 'failed', since };
  expect((await rig.post(`/webhooks/${id}/replay`, replay)).body).toMatchObject({
    repeated: false,
    replayed: 1,
  });
  expect((await rig.post(`/webhooks/${id}/replay`, replay)).body).toMatchObject({
    repeated: true,
    replayed: 1,
  });
  expect((await rig.post(`/webhooks/${id}/replay`, { ...replay, which: 'all' })).status).toBe(409);
  await expect.poll(() => rig.receiver.received.length, { timeout: 20_000 }).toBe(1);
  const until = new Date(Date.parse(since) - 1).toISOString();
  expect((await rig.post(`/webhooks/${id}/replay`, { ...replay, key: randomUUID(), until })).status).toBe(
    400,
  );
  const leap = { ...replay, key: randomUUID(), since: '2016-12-31T23:59:60Z' };
  expect((await rig.post(`/webhooks/${id}/replay`, leap)).status).toBe(400);
});

test('a secret rotates with an overlap', async () => {
  const { id, secret } = await rig.subscribe();
  const rotated = Object((await rig.post(`/webhooks/${id}/rotation`, { overlap_hours: 24 })).body);
  expect(Object((await rig.app(`/webhooks/${id}`)).body).webhook.next_secret_at).toBe(rotated.switches_at);
  await rig.post(`/webhooks/${id}/test`);
  const [both] = rig.receiver.received;
  const body = both?.body ?? Buffer.alloc(0);
  expect(both?.headers['x-webhook-signature']).toBe(expectedSignature(secret, body));
  expect(both?.headers['x-webhook-signature-next']).toBe(expectedSignature(rotated.secret, body));
  expect((await rig.remove(`/webhooks/${id}/rotation`)).status).toBe(204);
  await rig.post(`/webhooks/${id}/test`);
  const last = rig.receiver.received.at(-1);
  expect(last?.headers['x-webhook-signature']).toBe(
    expectedSignature(rotated.secret, last?.body ?? Buffer.alloc(0)),
  );
  expect((await rig.remove(`/webhooks/${id}/rotation`)).status).toBe(409);
});

test('a webhook whose token is revoked tells so', async () => {
  const { id } = await rig.subscribe();
  await rig.remove(`/tokens/${rig.tokenId}`);
  const { webhook } = Object((await rig.app(`/webhooks/${id}`)).body);
  expect(webhook.health).toMatchObject({ state: 'token_ended', reason: 'token_revoked' });
  expect((await rig.post(`/webhooks/${id}/test`)).status).toBe(409);
});

test('of very many attempts the newest are counted, and it is told since when', async () => {
  const { id } = await rig.subscribe();
  for (let n = 0; n < 3; n += 1) await rig.post(`/webhooks/${id}/test`);
  const { context, accountId } = rig.world.server;
  const [newest] = await rig.world.database.query<{ at: Date }>('select max(at) as at from webhook_attempt');
  const activity = await webhookActivity(context.pool, accountId, new Date(), 2);
  const counted = activity.bySubscription.get(id)?.succeeded ?? [];
  expect(counted.reduce((sum, count) => sum + count, 0)).toBe(2);
  expect(activity.since <= Object(newest).at && activity.since > (activity.hours[0] ?? new Date())).toBe(
    true,
  );
});

const calls: [string, string, object?][] = [
  ['GET', '/webhooks'],
  ['POST', '/webhooks', { form: 'mail' }],
  ['GET', '/webhook-activity'],
  ['GET', '/webhooks/ID'],
  ['DELETE', '/webhooks/ID'],
  ['POST', '/webhooks/ID/pause'],
  ['POST', '/webhooks/ID/resume'],
  ['POST', '/webhooks/ID/rotation', { overlap_hours: 1 }],
  ['DELETE', '/webhooks/ID/rotation'],
  ['POST', '/webhooks/ID/test'],
  ['POST', '/webhooks/ID/replay', { key: 'k', which: 'all' }],
  ['GET', '/webhooks/ID/deliveries'],
  ['GET', '/webhook-deliveries/DELIVERY'],
  ['POST', '/webhook-deliveries/DELIVERY/replay', { key: 'k' }],
];
test.each(calls)('%s %s is for admins, of their own account', async (method, path, body) => {
  const { id } = await rig.subscribe();
  const tested = Object((await rig.post(`/webhooks/${id}/test`)).body).delivery;
  const at = path.replace('ID', id).replace('DELIVERY', tested.id);
  const init = { method, ...(body && { body }) };
  for (const role of ['member', 'manager'] as const) {
    const session = await signInAs(rig.world.server, { userId: rig.world.people.anna.id, role });
    expect((await appCall(rig.world.server, session, at, init)).status).toBe(403);
  }
  expect((await appCall(rig.world.server, null, at, init)).status).toBe(401);
  if (at === path) return;
  const { accountId, user } = rig.world.other;
  const stranger = await signInAs(rig.world.server, { userId: user.id, role: 'owner', accountId });
  expect((await appCall(rig.world.server, stranger, at, init)).status).toBe(404);
});
