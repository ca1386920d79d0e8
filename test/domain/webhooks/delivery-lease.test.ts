import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { LeaseLost } from '../../../src/jobs/queue.ts';
import { status } from '../../../testing/receiver.ts';
import { jobRows, putOffBy } from '../../jobs/job-rows.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  await rig.subscribe(await rig.installation.token());
  await rig.complete();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const never = new AbortController().signal;
const queued = (): Promise<unknown[]> => rig.installation.database.query('select id from job');

test('whoever lost the lease writes nothing, and sends no other bytes than whoever has it', async () => {
  const [old] = await rig.claim();
  await rig.makeDue();
  await rig.installation.database.query(
    `update conversation set partner_card = replace(partner_card, 'Discovery', 'Changed')`,
  );
  const [current] = await rig.claim();
  if (!old || !current) throw new Error('The job should be claimed twice');
  await expect(rig.handler.run(old, never)).rejects.toThrow(LeaseLost);
  expect(await rig.deliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
  rig.receiver.reply = status(500);
  await rig.handler.run(current, never);
  await rig.makeDue();
  const [paused] = await rig.claim();
  await rig.makeDue();
  const [next] = await rig.claim();
  if (!paused || !next) throw new Error('The job should be claimed twice');
  rig.receiver.reply = status(200);
  await expect(rig.handler.run(paused, never)).rejects.toThrow(LeaseLost);
  expect(await rig.deliveries()).toMatchObject([{ status: 'pending', attempts: 1, response_status: 500 }]);
  await rig.handler.run(next, never);
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 2, response_status: 200 }]);
  expect(new Set(rig.receiver.received.map(({ body }) => body.toString())).size).toBe(1);
});

test('in one batch, leases that are held record their attempts and lost ones write nothing', async () => {
  await rig.complete();
  await rig.complete();
  const lost = await rig.claim();
  await rig.makeDue();
  const held = await rig.claim();
  expect([lost.length, held.length]).toEqual([3, 3]);
  const settled = await Promise.allSettled([...lost, ...held].map((job) => rig.handler.run(job, never)));
  const reasons = settled.map((one) => (one.status === 'rejected' ? one.reason : null));
  expect(reasons.slice(0, 3).every((reason) => reason instanceof LeaseLost)).toBe(true);
  expect(reasons.slice(3)).toEqual([null, null, null]);
  expect(await rig.deliveries()).toMatchObject(Array(3).fill({ status: 'succeeded', attempts: 1 }));
  expect(await queued()).toEqual([]);
});

test('a conversation that can not be read holds up no other of its batch', async () => {
  await rig.complete();
  await rig.installation.database.query(
    `update webhook_content set transcript = '\\xffff' where id = (select content_id from webhook_delivery limit 1)`,
  );
  const jobs = await rig.claim();
  const settled = await Promise.allSettled(jobs.map((job) => rig.handler.run(job, never)));
  expect(settled.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(rig.receiver.received).toHaveLength(1);
  expect((await rig.deliveries()).map(({ status }) => status).toSorted()).toEqual(['pending', 'succeeded']);
});

test('an attempt that the shutdown cuts leaves the delivery as it was', async () => {
  const cut = new AbortController();
  rig.receiver.reply = () => cut.abort(new Error('shutting down'));
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await expect(rig.handler.run(job, cut.signal)).rejects.toThrow('shutting down');
  expect(await rig.deliveries()).toMatchObject([{ status: 'pending', attempts: 0 }]);
});

test('a delivery that is already ended is not sent again', async () => {
  await rig.installation.database.query(`update webhook_delivery set status = 'succeeded'`);
  await rig.deliverDue();
  expect([rig.receiver.received, await queued()]).toEqual([[], []]);
});

test('a delivery that was in hand at crashes is sent again; at the seventh it uses up one attempt of its schedule', async () => {
  const startedMs = performance.now();
  await rig.installation.database.query('update job set lost_leases = 7');
  await rig.deliverDue();
  expect(rig.receiver.received).toEqual([]);
  expect(await rig.deliveries()).toMatchObject([
    { status: 'pending', attempts: 1, response_status: null, last_error: 'internal_error' },
  ]);
  expect(await jobRows(rig.installation)).toMatchObject([
    { lost_leases: 0, due_in_ms: putOffBy(5_000, startedMs) },
  ]);
  await rig.installation.database.query('update job set lost_leases = 6, due_at = clock_timestamp()');
  await rig.deliverDue();
  expect(await rig.deliveries()).toMatchObject([{ status: 'succeeded', attempts: 2, response_status: 200 }]);
});

test('a job that failed too often ends its delivery as failed', async () => {
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await rig.handler.giveUp(job, 'failures');
  expect(await rig.deliveries()).toMatchObject([
    { status: 'failed', last_error: 'internal_error', attempts: 0 },
  ]);
  expect(await queued()).toEqual([]);
});
