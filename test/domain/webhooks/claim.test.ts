import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { claimDeliveries, type DeliveryJob } from '../../../src/domain/webhooks/claim.ts';
import { renderPayload } from '../../../src/domain/webhooks/payload.ts';
import { type BodyParts, findBodyParts } from '../../../src/domain/webhooks/queries.ts';
import { LeaseLost } from '../../../src/jobs/queue.ts';
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

function bytesOf({ delivery, parts }: DeliveryJob): string {
  if (!delivery || !parts) throw new Error('Nothing can be sent');
  return renderPayload(rig.installation.keys.link, delivery, parts).toString();
}

async function readParts({ accountId, delivery }: DeliveryJob): Promise<BodyParts | null | undefined> {
  const [parts] = await findBodyParts(rig.installation.pool, [{ accountId, id: delivery?.id ?? '' }]);
  return parts;
}

async function keptBodies(): Promise<number> {
  const [row] = await rig.installation.database.query<{ count: number }>(
    'select count(*)::int as count from webhook_body',
  );
  return row?.count ?? 0;
}

const parts = {
  card: `update conversation set card = replace(card, 'Discovery', 'Changed')`,
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
    expect(await keptBodies()).toBe(recording ? 1 : 0);
    await rig.installation.database.query(change);
    await rig.makeDue();
    const again = await claimOne(new Date('2026-07-03T10:00:00.000Z'), 'https://moved.example.com');
    expect(again.claims).toBe(2);
    expect(bytesOf(again)).toBe(first);
    const read = await readParts(again);
    expect(read && bytesOf({ ...again, parts: read })).toBe(first);
  },
);

test('what comes to a completed conversation later comes to no body', async () => {
  await rig.subscribe(token);
  await rig.complete();
  const { database } = rig.installation;
  const [insights] = await database.query<{ insights: string }>('select insights from analysis');
  await database.query('delete from analysis; delete from webhook_body');
  const first = bytesOf(await claimOne());
  expect(JSON.parse(first).data.conversation.insights).toBeNull();
  await database.query(
    `insert into analysis (account_id, conversation_id, insights, topics, statistics)
     select account_id, id, '${insights?.insights}', '[]', '{}' from conversation where status = 'completed'`,
  );
  await rig.makeDue();
  expect(bytesOf(await claimOne())).toBe(first);
});

test('a change before the first attempt reaches no body: it tells what was completed', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(parts.card);
  expect(bytesOf(await claimOne())).toContain('Discovery');
});

test('a change keeps nothing for deliveries that are over, nor for one that is rolled back', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(`begin; ${parts.card}; rollback`);
  expect(await keptBodies()).toBe(0);
  await rig.deliverDue();
  await rig.installation.database.query(parts.card);
  expect(await keptBodies()).toBe(0);
});

test.each(['conversation', 'transcript', 'analysis'])(
  'where %s has no trigger, each body is kept when it is claimed',
  async (table) => {
    const { database } = rig.installation;
    await database.query(`alter table ${table} disable trigger keep_bodies`);
    try {
      await rig.subscribe(token);
      await rig.subscribe(token, `${rig.receiver.url}/other`);
      await rig.complete();
      const bodies = (await rig.claim()).map(bytesOf);
      expect(await keptBodies()).toBe(2);
      await database.query(parts.card);
      await database.query(parts.transcript);
      await database.query(parts.insights);
      await rig.makeDue();
      expect((await rig.claim()).map(bytesOf).sort()).toEqual(bodies.sort());
    } finally {
      await database.query(`alter table ${table} enable trigger keep_bodies`);
    }
  },
);

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
  expect(new Set(jobs.map((job) => job.parts)).size).toBe(2);
  expect(jobs.map((job) => JSON.parse(bytesOf(job))._meta.delivery_id).sort()).toEqual(
    (await rig.deliveries()).map(({ id }) => id).sort(),
  );
});

test('nothing is read that no token may have', async () => {
  await rig.subscribe(await rig.installation.token({ scopes: ['conversations'], includeRecordings: true }));
  await rig.complete({ recording: true });
  expect((await claimOne()).parts).toMatchObject({
    ...{ body: null, card: expect.stringContaining('Discovery call'), transcript: null, insights: null },
    ...{ recording_id: null, public_url: null },
  });
});

test('where another is just keeping a body with a link, its parts are read when they are needed', async () => {
  await rig.subscribe(token);
  await rig.complete({ recording: true });
  const [delivery] = await rig.deliveries();
  const { accountId } = rig.installation;
  const other = new pg.Client({ connectionString: rig.installation.database.url });
  await other.connect();
  try {
    await other.query('begin');
    const text = `insert into webhook_body (account_id, delivery_id, body) values ($1, $2, 'kept by another')`;
    await other.query(text, [accountId, delivery?.id]);
    const claimed = claimOne();
    await expect.poll(() => rig.installation.database.waitingForLock('claim_deliver')).toBe(1);
    await other.query('commit');
    const job = await claimed;
    expect(job.parts).toBeNull();
    expect((await readParts(job))?.body?.toString()).toBe('kept by another');
  } finally {
    await other.end();
  }
});

test('a large body of a delivery that another has ended is not sent', async () => {
  await rig.subscribe(token);
  await rig.complete();
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await rig.installation.database.query(`update webhook_delivery set status = 'succeeded'`);
  const run = rig.handler.run({ ...job, parts: null }, new AbortController().signal);
  await expect(run).rejects.toThrow(LeaseLost);
  expect(rig.receiver.received).toEqual([]);
});

test('what is large does not wait in memory', async () => {
  await rig.subscribe(token);
  await rig.complete();
  await rig.installation.database.query(
    `update analysis set insights = '["' || repeat('long ', 10000) || '"]'`,
  );
  await rig.installation.database.query('delete from webhook_body');
  const job = await claimOne();
  expect([job.delivery?.status, job.parts]).toEqual(['pending', null]);
  expect((await readParts(job))?.insights?.length).toBeGreaterThan(50_000);
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
  expect([job.delivery, job.parts]).toEqual([null, null]);
  await rig.handler.run(job, new AbortController().signal);
  expect(await rig.installation.database.query('select id from job')).toEqual([]);
});
