import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimDeliveries, type DeliveryJob } from '../../src/webhooks/claim.ts';
import { renderPayload } from '../../src/webhooks/payload.ts';
import { findKeptBodies, type KeptBody } from '../../src/webhooks/queries.ts';
import type { IssuedToken } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let token: IssuedToken;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  token = await rig.installation.token();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const wish = { limit: 100, leaseMs: 20_000, perSubject: 100, running: [] };
const moment = new Date('2026-06-03T10:00:00.000Z');

async function claimOne(now = moment, publicUrl = 'https://calls.example.com'): Promise<DeliveryJob> {
  const [job] = await claimDeliveries(rig.installation.pool, { ...wish, now, publicUrl });
  if (!job) throw new Error('Nothing was due');
  return job;
}

function bytesOf({ delivery, kept }: DeliveryJob): string {
  if (!delivery || !kept) throw new Error('Nothing can be sent');
  return renderPayload(rig.installation.keys.link, delivery, kept).toString();
}

async function keptOf({ accountId, delivery }: DeliveryJob): Promise<KeptBody | null | undefined> {
  const [kept] = await findKeptBodies(rig.installation.pool, [{ accountId, id: delivery?.id ?? '' }]);
  return kept;
}

test('a later claim makes the same bytes, whatever has changed since, and under another public URL', async () => {
  await rig.subscribe(token);
  await rig.complete({ recording: true });
  const first = bytesOf(await claimOne());
  expect(first).toContain('https://calls.example.com/recordings/');
  const { database } = rig.installation;
  await database.query(
    `update conversation set recording_id = null, card = replace(card, 'Discovery', 'Changed')`,
  );
  await database.query(`delete from transcript`);
  await database.query(`update analysis set insights = '[]'`);
  await rig.makeDue();
  const again = await claimOne(new Date('2026-07-03T10:00:00.000Z'), 'https://moved.example.com');
  expect(again.claims).toBe(2);
  expect(bytesOf(again)).toBe(first);
  const kept = await keptOf(again);
  expect(kept && bytesOf({ ...again, kept })).toBe(first);
});

test('nothing is kept that the token may not have', async () => {
  await rig.subscribe(await rig.installation.token({ scopes: ['conversations'], includeRecordings: true }));
  await rig.complete({ recording: true });
  expect(await keptOf(await claimOne())).toEqual({
    ...{ account_id: rig.installation.accountId, id: expect.any(String), body: null, frozen_at: moment },
    ...{ card: expect.stringContaining('Discovery call'), transcript: null, transcript_bytes: null },
    ...{ insights: null },
    ...{ recording_id: null, public_url: null },
  });
});

test('what is large is kept, but does not wait in memory', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update analysis set insights = '["' || repeat('long ', 10000) || '"]'`,
  );
  const job = await claimOne();
  expect([job.delivery?.status, job.kept]).toEqual(['pending', null]);
  expect((await keptOf(job))?.insights?.length).toBeGreaterThan(50_000);
});

test('a body that an earlier version kept is sent as it is', async () => {
  await rig.subscribe(token);
  await rig.complete();
  const [delivery] = await rig.deliveries();
  await rig.installation.database.query(
    `insert into webhook_body (account_id, delivery_id, body) values ($1, $2, 'as first sent')`,
    [rig.installation.accountId, delivery?.id],
  );
  await rig.deliverDue();
  expect(rig.receiver.received.map(({ body }) => body.toString())).toEqual(['as first sent']);
});

test('the job of a delivery that is gone ends', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update job set payload = jsonb_build_object('deliveryId', $1::text) where lane = 'delivery'`,
    [randomUUID()],
  );
  const job = await claimOne();
  expect([job.delivery, job.kept]).toEqual([null, null]);
  await rig.handler.run(job, new AbortController().signal);
  expect(await rig.installation.database.query('select id from job')).toEqual([]);
});
