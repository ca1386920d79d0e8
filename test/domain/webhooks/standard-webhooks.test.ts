import { createHmac } from 'node:crypto';
import * as standard from 'standardwebhooks';
import * as svix from 'svix';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { startRotation } from '../../../src/domain/webhooks/rotation.ts';
import { expectedSignature, type Received, status } from '../../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** Libraries that others wrote judge what the sender sent over HTTP. */
const judges = [
  ['standardwebhooks', standard.Webhook],
  ['svix', svix.Webhook],
] as const;

let rig: DeliveryRig;
let subscription: { id: string; secret: string };
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  subscription = await rig.subscribe(await rig.installation.token());
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

/** A delivery as it arrived. */
async function deliver(): Promise<Received> {
  await rig.complete({ recording: true });
  await rig.deliverDue();
  const request = rig.receiver.received.pop();
  if (!request) throw new Error('Nothing arrived');
  return request;
}

const headersOf = ({ headers }: Received): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));

async function deliverAt(ms: number): Promise<Received> {
  rig.clock.forward(ms);
  try {
    return await deliver();
  } finally {
    rig.clock.forward(-ms);
  }
}

describe.each(judges)('%s', (_, Webhook) => {
  test('accepts a delivery as it arrived', async () => {
    const request = await deliver();
    const shown = new Webhook(subscription.secret).verify(request.body, headersOf(request));
    expect(shown).toEqual(JSON.parse(String(request.body)));
    expect(shown).toMatchObject({ _meta: { delivery_id: request.headers['webhook-id'] } });
  });

  test('refuses it with another byte, id, time or secret', async () => {
    const request = await deliver();
    const { body } = request;
    const headers = headersOf(request);
    const later = String(Number(headers['webhook-timestamp']) + 1);
    const verify = (changedBody: Buffer | string, changes: object, secret = subscription.secret) =>
      new Webhook(secret).verify(changedBody, { ...headers, ...changes });
    expect(() => verify(`${body} `, {})).toThrow('No matching signature');
    expect(() => verify(String(body).replace('Acme', 'Acne'), {})).toThrow('No matching signature');
    expect(() => verify(body, { 'webhook-id': crypto.randomUUID() })).toThrow('No matching signature');
    expect(() => verify(body, { 'webhook-timestamp': later })).toThrow('No matching signature');
    expect(() => verify(body, {}, `whsec_${Buffer.alloc(32).toString('base64')}`)).toThrow('No matching');
    expect(verify(body, {})).toMatchObject({ event: 'conversation.completed' });
  });

  test.each([
    [-301_000, 'too old'],
    [303_000, 'too new'],
  ])('refuses one of %d ms from now', async (ms, reason) => {
    const request = await deliverAt(ms);
    const judge = new Webhook(subscription.secret);
    expect(() => judge.verify(request.body, headersOf(request))).toThrow(reason);
  });

  test('accepts a list of two with either secret', async () => {
    const { pool, keys, accountId } = rig.installation;
    const started = await startRotation(
      { pool, keys },
      accountId,
      { subscriptionId: subscription.id },
      { by: operator, now: rig.clock.now() },
    );
    if (started.kind === 'refused') throw new Error(started.reason);
    const request = await deliver();
    expect(request.headers['webhook-signature']).toMatch(/^v1,\S{44} v1,\S{44}$/);
    for (const secret of [subscription.secret, started.secret])
      expect(new Webhook(secret).verify(request.body, headersOf(request))).toHaveProperty('event');
  });
});

test('every attempt has the same id, and a time and signatures of its own', async () => {
  rig.receiver.reply = status(500);
  await rig.complete();
  await rig.deliverDue();
  rig.clock.forward(5_000);
  await rig.makeDue();
  await rig.deliverDue();
  rig.clock.forward(-5_000);
  const sent = rig.receiver.received;
  const [first, second] = sent.map(({ headers }) => headers);
  expect(second?.['webhook-id']).toBe(first?.['webhook-id']);
  expect(second?.['webhook-signature']).not.toBe(first?.['webhook-signature']);
  for (const { headers, body } of sent) {
    expect(headers['webhook-id']).toBe(headers['x-webhook-delivery-id']);
    expect(headers['webhook-timestamp']).toBe(headers['x-webhook-timestamp']);
    expect(headers['x-webhook-signature']).toBe(expectedSignature(subscription.secret, body));
    const key = Buffer.from(subscription.secret.replace('whsec_', ''), 'base64');
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    expect(headers['webhook-signature']).toBe(
      `v1,${createHmac('sha256', key).update(signed).digest('base64')}`,
    );
    expect(headers).not.toHaveProperty('x-webhook-signature-next');
  }
});
