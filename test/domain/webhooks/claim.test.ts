import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../src/db/pool.ts';
import { claimDeliveries, type DeliveryJob } from '../../../src/domain/webhooks/claim.ts';
import { findWebhookContents, type WebhookContent } from '../../../src/domain/webhooks/contents.ts';
import { EndpointPaces } from '../../../src/domain/webhooks/endpoint-paces.ts';
import { payloadRenderer } from '../../../src/domain/webhooks/payload.ts';
import { LeaseLost } from '../../../src/jobs/queue.ts';
import { ofLane } from '../../jobs/job-rows.ts';
import { completeWith } from '../../support/completion.ts';
import { type IssuedToken, stoppedClock } from '../limits/installation.ts';
import { analysis, createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

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
  const [job] = await claimDeliveries(rig.installation.pool, { ...wish, now, publicUrl }, rig.paces);
  if (!job) throw new Error('Nothing was due');
  return job;
}

function bytesOf({ delivery, content }: DeliveryJob): string {
  if (delivery?.form !== 'webhook' || !content) throw new Error('Nothing can be sent');
  return payloadRenderer(rig.installation.keys.link)(delivery, content).toString();
}

/** As where it is too large to wait in memory. */
async function readContent({ delivery }: DeliveryJob): Promise<WebhookContent | null | undefined> {
  const [content] = await findWebhookContents(rig.installation.pool, delivery ? [delivery] : [], null);
  return content;
}

async function countContents(): Promise<number> {
  return (await rig.installation.database.query('select from webhook_content')).length;
}

const parts = {
  card: `update conversation set partner_card = replace(partner_card, 'Discovery', 'Changed')`,
  recording: 'update conversation set recording_id = null',
  status: `update conversation set status = 'processing'`,
  transcript: `update transcript set deflated = '', bytes = 0`,
  'transcript, gone': 'delete from transcript',
  insights: `update analysis set insights = '[]'`,
  'insights, gone': 'delete from analysis',
};
const changes = Object.entries(parts).flatMap(([part, change]) =>
  [true, false].map((recording) => ({ part, change, recording })),
);
test.each(changes)(
  'a later claim makes the same bytes, $part changed, with a recording: $recording',
  async ({ change, recording }) => {
    await rig.subscribe(token);
    await rig.complete({ recording });
    const first = bytesOf(await claimOne());
    if (recording) expect(first).toContain('https://calls.example.com/recordings/');
    expect(await countContents()).toBe(1);
    await rig.installation.database.query(change);
    await rig.makeDue();
    const again = await claimOne(new Date('2026-07-03T10:00:00.000Z'), 'https://moved.example.com');
    expect(again.lostLeases).toBe(1);
    expect(bytesOf(again)).toBe(first);
    const content = await readContent(again);
    expect(content && bytesOf({ ...again, content })).toBe(first);
  },
);

test('what comes to a completed conversation later comes to no body', async () => {
  await rig.subscribe(token);
  const id = await rig.complete();
  const { database, pool, accountId } = rig.installation;
  const first = bytesOf(await claimOne());
  const later = { ...analysis, insights: [] };
  await completeWith(pool, accountId, id, { analysis: later, now: rig.clock.now(), again: true });
  expect(await database.query('select insights from analysis where conversation_id = $1', [id])).toEqual([
    { insights: '[]' },
  ]);
  await rig.makeDue();
  expect(bytesOf(await claimOne())).toBe(first);
  expect(await countContents()).toBe(1);
});

test('a change before the first attempt reaches no body: it tells what was completed', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(parts.card);
  expect(bytesOf(await claimOne())).toContain('Discovery');
});

test('nothing is copied where no subscription wants it', async () => {
  await rig.complete();
  const { accountId } = rig.installation;
  await rig.installation.database.query('update account set webhooks_enabled = false where id = $1', [
    accountId,
  ]);
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query('update account set webhooks_enabled = true where id = $1', [
    accountId,
  ]);
  expect(await countContents()).toBe(0);
});

test('where what is needed can not be read nothing is claimed, and no link decided', async () => {
  await rig.subscribe(token);
  await rig.complete({ recording: true });
  const lost = inTransaction(rig.installation.pool, async (tx) => {
    const first = { ...wish, now: moment, publicUrl: 'https://first.example.com' };
    expect((await claimDeliveries(tx, first, rig.paces)).map(bytesOf)).toEqual([
      expect.stringContaining('https://first.example.com/recordings/'),
    ]);
    throw new Error('the connection is lost');
  });
  await expect(lost).rejects.toThrow('the connection is lost');
  const job = await claimOne();
  expect([job.lostLeases, bytesOf(job)]).toEqual([
    0,
    expect.stringContaining('https://calls.example.com/recordings/'),
  ]);
});

test('deliveries of one conversation share what is read, and each shows what its token may have', async () => {
  const scopes = [
    ['conversations'],
    ['transcripts'],
    ['insights'],
    ['insights', 'transcripts', 'recordings'],
  ];
  for (const some of scopes) {
    await rig.subscribe(await rig.installation.token({ scopes: some, includeRecordings: some.length === 3 }));
  }
  await rig.complete();
  const jobs = await rig.claim();
  const optional = ['transcript', 'insights', 'recording_url'];
  const shown = jobs.map((job) =>
    optional.filter((name) => Object.hasOwn(JSON.parse(bytesOf(job)).data.conversation, name)),
  );
  expect(shown.sort()).toEqual([[], ['insights'], ['transcript'], optional]);
  expect(new Set(jobs.map((job) => job.content)).size).toBe(1);
  expect(jobs.map((job) => JSON.parse(bytesOf(job))._meta.delivery_id).sort()).toEqual(
    (await rig.deliveries()).map(({ id }) => id).sort(),
  );
});

test('nothing is read that no token may have', async () => {
  await rig.subscribe(await rig.installation.token({ scopes: ['conversations'], includeRecordings: true }));
  await rig.complete({ recording: true });
  const { delivery, content } = await claimOne();
  const conversation = expect.stringContaining('Discovery call');
  expect(content).toMatchObject({ conversation, transcript: null, insights: null });
  // Not read, but decided: the token may be given recordings before the body is made.
  expect(delivery?.linkBaseUrl).toBe('https://calls.example.com');
});

test('a large body of a delivery that another has ended is not sent', async () => {
  await rig.subscribe(token);
  await rig.complete();
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await rig.installation.database.query(`update webhook_delivery set status = 'succeeded'`);
  const run = rig.handler.run({ ...job, content: null }, new AbortController().signal);
  await expect(run).rejects.toThrow(LeaseLost);
  expect(rig.receiver.received).toEqual([]);
});

test('what is large does not wait in memory', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update webhook_content set insights = '["' || repeat('long ', 10000) || '"]'`,
  );
  const job = await claimOne();
  expect([job.delivery?.status, job.content]).toEqual(['pending', null]);
  expect((await readContent(job))?.insights?.length).toBeGreaterThan(50_000);
});

test('the job of a delivery that is gone ends', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update job set payload = jsonb_build_object('deliveryId', $1::text) where ${ofLane('delivery')}`,
    [randomUUID()],
  );
  const job = await claimOne();
  expect([job.delivery, job.content]).toEqual([null, null]);
  await rig.handler.run(job, new AbortController().signal);
  expect(await rig.installation.database.query('select id from job')).toEqual([]);
});

test('where the new ones that a process holds all hang, few more are claimed, and all of those that answer', async () => {
  await rig.clear();
  const token = await rig.installation.token();
  const clock = stoppedClock();
  const paces = new EndpointPaces(clock);
  const hanging = Array.from({ length: 1_024 }, () => randomUUID());
  for (const id of hanging) paces.begin(id, 0);
  clock.forward(3_000);
  for (let n = 0; n < 200; n += 1) await rig.subscribe(token);
  const good = await rig.subscribe(token);
  paces.learn(good.id, { answered: true, timedOut: false });
  await rig.complete();
  const link = { now: moment, publicUrl: 'https://calls.example.com' };
  const held = { ...wish, limit: 640, perSubject: 40, running: hanging };
  const jobs = await claimDeliveries(rig.installation.pool, { ...held, ...link }, paces);
  expect(jobs.map(({ subjectId }) => subjectId)).toContain(good.id);
  expect(jobs.length).toBeLessThanOrEqual(129);
});
