import { createHmac } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findAccount, saveAccount } from '../../../src/domain/accounts/queries.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { markRevoked } from '../../../src/domain/tokens/queries.ts';
import { disable } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { type Reply, status } from '../../../testing/receiver.ts';
import { type JobRow, jobRows, putOffBy } from '../../jobs/job-rows.ts';
import type { IssuedToken } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let token: IssuedToken;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  token = await rig.installation.token();
  rig.receiver.reply = status(200);
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const jobs = (): Promise<JobRow[]> => jobRows(rig.installation);

test('a delivery is signed over the very bytes that arrive, and recorded', async () => {
  const { secret } = await rig.subscribe(token);
  await rig.complete();
  const beforeS = Math.floor(rig.clock.now().getTime() / 1000);
  await rig.deliverDue();
  const [request] = rig.receiver.received;
  const [delivery] = await rig.deliveries();
  if (!request || !delivery) throw new Error('Nothing was delivered');
  expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  const digest = createHmac('sha256', secret).update(request.body).digest('hex');
  expect(request.headers).toMatchObject({
    'content-type': 'application/json',
    'x-webhook-signature': `sha256=${digest}`,
    'x-webhook-event': 'conversation.completed',
    'x-webhook-delivery-id': delivery.id,
    'x-webhook-attempt': '1',
  });
  const sentAt = Number(request.headers['x-webhook-timestamp']);
  expect(sentAt).toBeGreaterThanOrEqual(beforeS);
  expect(sentAt).toBeLessThanOrEqual(rig.clock.now().getTime() / 1000);
  expect(delivery).toMatchObject({
    status: 'succeeded',
    attempts: 1,
    response_status: 200,
    last_error: null,
  });
  expect(delivery.delivered_at).not.toBeNull();
  expect(await jobs()).toEqual([]);
});

test('a retry sends the same id and bytes with a fresh time, although the conversation has changed', async () => {
  const { secret } = await rig.subscribe(token);
  const id = await rig.complete();
  rig.receiver.reply = status(500);
  const startedMs = performance.now();
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([{ status: 'pending', attempts: 1, response_status: 500 }]);
  expect(await jobs()).toMatchObject([
    { failures: 0, lease_token: null, due_in_ms: putOffBy(5_000, startedMs) },
  ]);
  await rig.installation.database.query(
    `update conversation set partner_card = replace(partner_card, 'Discovery', 'Changed') where id = $1`,
    [id],
  );
  rig.clock.forward(5_000);
  rig.receiver.reply = status(204);
  await rig.makeDue();
  await rig.deliverDue();
  const [first, second] = rig.receiver.received;
  if (!first || !second) throw new Error('Two attempts should have arrived');
  expect(second.body.equals(first.body)).toBe(true);
  expect(second.headers['x-webhook-delivery-id']).toBe(first.headers['x-webhook-delivery-id']);
  expect(second.headers['x-webhook-attempt']).toBe('2');
  expect(second.headers['x-webhook-signature']).toBe(
    `sha256=${createHmac('sha256', secret).update(second.body).digest('hex')}`,
  );
  const later = Number(second.headers['x-webhook-timestamp']) - Number(first.headers['x-webhook-timestamp']);
  expect(later).toBeGreaterThanOrEqual(5);
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 2, response_status: 204 }]);
});

test('ten attempts are made by the schedule, then the delivery has failed', async () => {
  await rig.subscribe(token);
  await rig.complete();
  rig.receiver.reply = status(500);
  const waitsS = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
  for (const waitS of [...waitsS, null]) {
    const startedMs = performance.now();
    await rig.deliverDue();
    const left = waitS === null ? [] : [{ due_in_ms: putOffBy(waitS * 1000, startedMs) }];
    expect(await jobs()).toEqual(left.map((row) => expect.objectContaining(row)));
    await rig.makeDue();
  }
  expect(rig.receiver.received.map((request) => request.headers['x-webhook-attempt'])).toEqual(
    Array.from({ length: 10 }, (_, i) => String(i + 1)),
  );
  expect(new Set(rig.receiver.received.map((request) => request.body.toString())).size).toBe(1);
  expect(await rig.deliveries()).toMatchObject([
    { status: 'failed', attempts: 10, response_status: 500, last_error: 'http_status' },
  ]);
});

const failures: [string, Reply, { response_status: number | null; last_error: string; waitS: number }][] = [
  ['404', status(404), { response_status: 404, last_error: 'http_status', waitS: 5 }],
  [
    'a redirect',
    status(302, { location: '/' }),
    { response_status: 302, last_error: 'http_status', waitS: 5 },
  ],
  [
    'a wish for 8 s',
    status(429, { 'retry-after': '8' }),
    { response_status: 429, last_error: 'http_status', waitS: 66 },
  ],
  [
    'a wish for an hour',
    status(503, { 'retry-after': '3600' }),
    { response_status: 503, last_error: 'http_status', waitS: 120 },
  ],
  [
    'a reset',
    (response) => response.destroy(),
    { response_status: null, last_error: 'connection_reset', waitS: 5 },
  ],
];
test.each(failures)(
  'after %s it is tried again, and nothing that the receiver wrote is kept',
  async (_, reply, expected) => {
    await rig.subscribe(token);
    await rig.complete();
    rig.receiver.reply = reply;
    const startedMs = performance.now();
    await rig.deliverDue();
    const { waitS, ...row } = expected;
    expect(await rig.deliveries()).toMatchObject([
      { ...row, status: 'pending', attempts: 1, delivered_at: null },
    ]);
    expect(await jobs()).toMatchObject([{ due_in_ms: putOffBy(waitS * 1000, startedMs) }]);
  },
);

test('410 ends the delivery and disables the subscription', async () => {
  await rig.subscribe(token);
  await rig.complete();
  rig.receiver.reply = status(410);
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([{ status: 'failed', attempts: 1, response_status: 410 }]);
  expect(await rig.installation.database.query('select status from webhook_subscription')).toEqual([
    { status: 'disabled' },
  ]);
  expect(await jobs()).toEqual([]);
});

test('a target that may not be reached any more fails at once', async () => {
  const { id } = await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update webhook_subscription set url = 'https://10.0.0.1/' where id = $1`,
    [id],
  );
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([
    { status: 'failed', attempts: 1, response_status: null, last_error: 'target_refused' },
  ]);
  expect(await jobs()).toEqual([]);
});

describe('nothing is sent', () => {
  const obstacles: [string, string, (subscriptionId: string) => Promise<unknown>][] = [
    [
      'cancelled',
      'token_revoked',
      () => markRevoked(rig.installation.pool, token.accountId, token.tokenPrefix.slice(3), new Date()),
    ],
    [
      'cancelled',
      'token_expired',
      () =>
        rig.installation.database.query('update api_token set expires_at = $2 where id = $1', [
          token.id,
          new Date(),
        ]),
    ],
    [
      'skipped',
      'subscription_disabled',
      (id) => disable(rig.installation.pool, token.accountId, id, operator),
    ],
  ];
  test.each(obstacles)('and the delivery is %s: %s', async (ending, reason, happen) => {
    const { id } = await rig.subscribe(token);
    await rig.complete();
    await happen(id);
    await rig.deliverDue();
    expect(rig.receiver.received).toEqual([]);
    expect(await rig.deliveries()).toMatchObject([{ status: ending, last_error: reason, attempts: 0 }]);
    expect(await jobs()).toEqual([]);
  });

  test('to a subscription that is disabled already: a skipped row, no job', async () => {
    const { id } = await rig.subscribe(token);
    await disable(rig.installation.pool, token.accountId, id, operator);
    await rig.complete();
    expect(await rig.deliveries()).toMatchObject([
      { status: 'skipped', last_error: 'subscription_disabled', attempts: 0 },
    ]);
    expect(await jobs()).toEqual([]);
  });

  test('a token that is revoked between two attempts ends the second', async () => {
    await rig.subscribe(token);
    await rig.complete();
    rig.receiver.reply = status(500);
    await rig.deliverDue();
    await markRevoked(rig.installation.pool, token.accountId, token.tokenPrefix.slice(3), new Date());
    await rig.makeDue();
    await rig.deliverDue();
    expect(rig.receiver.received).toHaveLength(1);
    expect(await rig.deliveries()).toMatchObject([{ status: 'cancelled', attempts: 1 }]);
  });

  test('and nothing queued where the account has switched webhooks off', async () => {
    await rig.subscribe(token);
    const { pool, accountId } = rig.installation;
    const account = await findAccount(pool, accountId);
    if (!account) throw new Error('No account');
    await saveAccount(pool, { ...account, webhooksEnabled: false }, new Date());
    await rig.complete();
    expect([await rig.deliveries(), await jobs()]).toEqual([[], []]);
    await saveAccount(pool, account, new Date());
    await rig.complete();
    expect(await rig.deliveries()).toHaveLength(1);
  });

  test.each(['revoked_at', 'expires_at'])(
    'and nothing queued for a token whose %s has passed',
    async (column) => {
      await rig.subscribe(token);
      await rig.installation.database.query(`update api_token set ${column} = $2 where id = $1`, [
        token.id,
        new Date(0),
      ]);
      await rig.complete();
      expect([await rig.deliveries(), await jobs()]).toEqual([[], []]);
    },
  );
});

test('every subscription gets a delivery of its own', async () => {
  await rig.subscribe(token, `${rig.receiver.url}/one`);
  await rig.subscribe(await rig.installation.token(), `${rig.receiver.url}/two`);
  await rig.complete();
  await rig.deliverDue();
  expect(rig.receiver.received.map((request) => request.path).sort()).toEqual(['/one', '/two']);
  expect(new Set(rig.receiver.received.map((request) => request.headers['x-webhook-delivery-id'])).size).toBe(
    2,
  );
});
