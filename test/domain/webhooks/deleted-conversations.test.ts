import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { listenForNews, type News } from '../../../src/db/notifications.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import type { DeliverHandler } from '../../../src/domain/webhooks/deliver.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { type Reply, status } from '../../../testing/receiver.ts';
import { ofLane } from '../../jobs/job-rows.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** Nothing is sent of a deleted conversation; once it is back, what was not sent is, as it would have been. */
let rig: DeliveryRig;
let conversation: string;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  const token = await rig.installation.token();
  await rig.subscribe(token);
  await rig.subscribe(token, `${rig.receiver.url}/other`);
  conversation = await rig.complete();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const never = new AbortController().signal;
const keyOf = (id: string) => [rig.installation.accountId, id] as const;
const remove = (id = conversation) =>
  deleteConversation(rig.installation.pool, ...keyOf(id), { by: operator, now: rig.clock.now() });
const bringBack = () =>
  undeleteConversation(rig.installation.pool, ...keyOf(conversation), { by: operator, now: rig.clock.now() });
const deliveryJobs = (): Promise<unknown[]> =>
  rig.installation.database.query(`select id from job where ${ofLane('delivery')}`);
const cancelled = { status: 'cancelled', attempts: 0, last_error: 'conversation_deleted' };
const bodies = (): string[] => rig.receiver.received.map(({ body }) => body.toString()).sort();

test('what is pending is cancelled with its jobs, and that of other conversations is not', async () => {
  const other = await rig.complete();
  await remove();
  expect(await rig.deliveries()).toMatchObject([
    cancelled,
    cancelled,
    { status: 'pending' },
    { status: 'pending' },
  ]);
  expect(await deliveryJobs()).toHaveLength(2);
  await rig.deliverDue();
  expect(bodies().map((body) => JSON.parse(body).data.conversation.id)).toEqual([other, other]);
});

test('once it is back, it is sent as if nothing had been', async () => {
  await remove();
  await bringBack();
  expect(await rig.deliveries()).toMatchObject(
    Array(2).fill({ status: 'pending', attempts: 0, last_error: null }),
  );
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject(Array(2).fill({ status: 'succeeded', attempts: 1 }));
  expect(await deliveryJobs()).toEqual([]);
  await remove();
  await bringBack();
  expect(await deliveryJobs()).toEqual([]);
});

test('what was tried before is tried again with the same bytes', async () => {
  rig.receiver.reply = status(500);
  await rig.deliverDue();
  const first = bodies();
  await remove();
  expect(await rig.deliveries()).toMatchObject(
    Array(2).fill({ ...cancelled, attempts: 1, response_status: 500 }),
  );
  await bringBack();
  rig.receiver.received.length = 0;
  rig.receiver.reply = status(200);
  await rig.deliverDue();
  expect(bodies()).toEqual(first);
  expect(await rig.deliveries()).toMatchObject(Array(2).fill({ status: 'succeeded', attempts: 2 }));
});

const stale: [string, (handler: DeliverHandler) => void][] = [
  ['it hears of the deletion', (handler) => handler.recheck()],
  ['a second has passed', () => rig.clock.forward(1_001)],
];
test.each(stale)('what a process holds already is not sent where %s before its turn', async (_, pass) => {
  const turn = Promise.withResolvers<void>();
  // Ten are sent at once to an endpoint: those behind wait for their turn.
  rig.receiver.reply = (response, request) => void turn.promise.then(() => status(200)(response, request));
  const handler = rig.handler;
  const others = await Promise.all(Array.from({ length: 10 }, () => rig.complete()));
  await rig.installation.database.query(
    `update job set due_at = due_at + interval '1 minute' where ${ofLane('delivery')} and payload ->> 'deliveryId' in
       (select id::text from webhook_delivery where conversation_id = $1)`,
    [conversation],
  );
  const before = (await rig.claim()).map((job) => handler.run(job, never));
  await expect.poll(() => rig.receiver.received.length).toBe(2 * others.length);
  await rig.makeDue();
  const behind = (await rig.claim()).filter((job) => job.delivery?.conversationId === conversation);
  expect(behind).toHaveLength(2);
  const held = behind.map((job) => handler.run(job, never));
  await remove();
  pass(handler);
  turn.resolve();
  await Promise.allSettled(before);
  await Promise.all(held);
  expect(bodies().some((body) => body.includes(conversation))).toBe(false);
  expect((await rig.deliveries()).filter((delivery) => delivery.status === 'cancelled')).toMatchObject([
    cancelled,
    cancelled,
  ]);
});

test('what was read just before the deletion, and claimed after the news of it, is looked at again', async () => {
  const jobs = await rig.claim();
  await remove();
  rig.handler.recheck();
  await Promise.all(jobs.map((job) => rig.handler.run(job, never)));
  expect(bodies()).toEqual([]);
});

test('processes hear of a deletion when it is committed', async () => {
  const heard: News[] = [];
  const listener = listenForNews(rig.installation.database.url, (news) => heard.push(news));
  try {
    await expect
      .poll(async () => {
        await rig.installation.pool.query(`select pg_notify('meetric_news', 'tokens')`);
        return heard.some(({ about }) => about === 'tokens');
      })
      .toBe(true);
    await remove();
    await expect.poll(() => heard).toContainEqual({ about: 'deletions' });
  } finally {
    await listener.close();
  }
});

const underWay: [string, number, object][] = [
  ['arrived', 200, { status: 'succeeded', attempts: 1, response_status: 200, last_error: null }],
  ['was rejected', 500, { ...cancelled, attempts: 1, response_status: 500 }],
];
test.each(underWay)(
  'an attempt that was under way and %s is written down as it was',
  async (_, code, expected) => {
    let deletion: Promise<unknown> | null = null;
    const deleting: Reply = (response, request) => {
      deletion ??= remove();
      void deletion.then(() => status(code)(response, request));
    };
    rig.receiver.reply = deleting;
    const jobs = await rig.claim();
    await Promise.all(jobs.map((job) => rig.handler.run(job, never)));
    expect(await rig.deliveries()).toMatchObject([expected, expected]);
    expect(await deliveryJobs()).toEqual([]);
    await bringBack();
    expect(await deliveryJobs()).toHaveLength(code === 200 ? 0 : 2);
  },
);
