import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findLiveToken } from '../../../src/domain/tokens/find-token.ts';
import { documentedEvent } from '../../../src/domain/webhooks/events.ts';
import { storeSubscription } from '../../../src/domain/webhooks/queries.ts';
import { call, read } from '../../support/api-client.ts';
import { incoming, store } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

interface Row {
  status: string;
  attempts?: number;
  responseStatus?: number | null;
  lastError?: string | null;
  createdAt: Date;
  deliveredAt?: Date | null;
}

let world: World;
let conversationId: string;
beforeAll(async () => {
  world = await createWorld();
  const wanted = incoming({ title: 'Delivered', startedAt: new Date() });
  conversationId = await store(world, wanted, 'processing');
});
afterAll(() => world.close());

const pagination = { next_cursor: null, has_more: false, limit: 1_000 };
const ago = (minutes: number): Date => new Date(Date.now() - minutes * 60_000);

/** Stores a delivery of a subscription of this token as it lies after its attempts. */
async function deliver(token: string, row: Row): Promise<string> {
  const { accountId, context } = world.server;
  const live = await findLiveToken(context.pool, accountId, token.slice(0, 11), new Date());
  if (!live) throw new Error('The token is not live');
  const subscription = { accountId, id: randomUUID(), tokenId: live.id, url: 'https://example.com/' };
  const asked = { form: 'webhook', events: [documentedEvent], secretSealed: Buffer.alloc(1) } as const;
  await storeSubscription(context.pool, { ...subscription, ...asked }, new Date());
  const id = randomUUID();
  await world.database.query(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, attempts,
       response_status, last_error, created_at, delivered_at)
     values ($1, $2, $3, $4, $5, 'conversation.completed', $6, $7, $8, $9, $10, $11)`,
    [
      accountId,
      id,
      subscription.id,
      live.id,
      conversationId,
      row.status,
      row.attempts ?? 0,
      row.responseStatus ?? null,
      row.lastError ?? null,
      row.createdAt,
      row.deliveredAt ?? null,
    ],
  );
  await world.database.query(
    `insert into webhook_content (account_id, conversation_id, id, conversation, made_at)
     values ($1, $2, $3, '"secret body"', now())`,
    [accountId, conversationId, id],
  );
  return id;
}

test('gives no deliveries where there are none', async () => {
  const answer = await call(world.server, world.token, '/webhooks/deliveries');
  expect(answer.body).toEqual({ deliveries: [], pagination, _meta: expect.anything() });
});

test('gives the deliveries of the calling token, newest first, of the last seven days', async () => {
  const { server } = world;
  const token = await server.token({ scopes: [], includeRecordings: false });
  const [first, second, third] = [ago(60), ago(30), ago(1)];
  const delivered = new Date(first.getTime() + 5_120);
  const failed = {
    status: 'failed',
    attempts: 9,
    responseStatus: 500,
    lastError: 'http_status',
    createdAt: second,
  };
  const succeeded = {
    status: 'succeeded',
    attempts: 2,
    responseStatus: 204,
    createdAt: first,
    deliveredAt: delivered,
  };
  const ids = {
    failed: await deliver(token, failed),
    succeeded: await deliver(token, succeeded),
    pending: await deliver(token, { status: 'pending', attempts: 1, lastError: 'timeout', createdAt: third }),
    nearlyOld: await deliver(token, { status: 'cancelled', createdAt: ago(7 * 24 * 60 - 5) }),
  };
  await deliver(token, { status: 'skipped', createdAt: ago(7 * 24 * 60 + 5) });
  await deliver(world.token, { status: 'pending', createdAt: ago(2) });
  const answer = await call(server, token, '/webhooks/deliveries');
  const common = { event: 'conversation.completed', conversation_id: conversationId };
  expect(answer.body).toEqual({
    deliveries: [
      {
        id: ids.pending,
        ...common,
        status: 'pending',
        attempts: 1,
        response_status: null,
        last_error: 'timeout',
        created_at: third.toISOString(),
        delivered_at: null,
      },
      {
        id: ids.failed,
        ...common,
        status: 'failed',
        attempts: 9,
        response_status: 500,
        last_error: 'http_status',
        created_at: second.toISOString(),
        delivered_at: null,
      },
      {
        id: ids.succeeded,
        ...common,
        status: 'succeeded',
        attempts: 2,
        response_status: 204,
        last_error: null,
        created_at: first.toISOString(),
        delivered_at: delivered.toISOString(),
      },
      {
        id: ids.nearlyOld,
        ...common,
        status: 'cancelled',
        attempts: 0,
        response_status: null,
        last_error: null,
        created_at: expect.any(String),
        delivered_at: null,
      },
    ],
    pagination,
    _meta: expect.anything(),
  });
  expect(answer.text).not.toContain('secret body');
});

test('gives another account none of them', async () => {
  const { server, other } = world;
  const { deliveries } = await read(server, other.token, '/webhooks/deliveries', 'DeliveriesResponse');
  expect(deliveries).toEqual([]);
});
