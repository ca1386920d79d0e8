import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { changeToken } from '../../../src/domain/tokens/change-token.ts';
import type { NewToken } from '../../../src/domain/tokens/issue-token.ts';
import { replayDelivery } from '../../../src/domain/webhooks/replay.ts';
import { pause, resume } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { status } from '../../../testing/receiver.ts';
import { jobRows } from '../../jobs/job-rows.ts';
import type { IssuedToken } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** Which parts a body has when its token's scopes change: before the first attempt, between two, and while one is under way. */
let rig: DeliveryRig;
let token: IssuedToken;
let subscriptionId: string;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(500);
  token = await rig.installation.token();
  subscriptionId = (await rig.subscribe(token)).id;
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

const never = new AbortController().signal;
const optional = ['transcript', 'insights', 'recording_url'];
const narrow = { scopes: ['conversations'], includeRecordings: false };

async function change(changes: Partial<NewToken>): Promise<void> {
  const { pool, accountId } = rig.installation;
  expect(await changeToken(pool, accountId, { id: token.id }, { changes, by: operator })).toMatchObject({
    kind: 'changed',
  });
}

async function again(): Promise<void> {
  await rig.makeDue();
  await rig.deliverDue();
}

const bodies = (): string[] => rig.receiver.received.map(({ body }) => String(body));
const idsSent = (): unknown[] => rig.receiver.received.map(({ headers }) => headers['x-webhook-delivery-id']);
const partsSent = (): string[][] =>
  bodies().map((body) => optional.filter((part) => part in JSON.parse(body).data.conversation));

interface Row {
  id: string;
  status: string;
  last_error: string | null;
  replaced_by: string | null;
  attempts: number;
  is_cut: boolean;
  link_made_at: Date | null;
}
const rows = (): Promise<Row[]> =>
  rig.installation.database.query(
    'select id, status, last_error, replaced_by, attempts, is_cut, link_made_at from webhook_delivery order by replaced_by nulls last',
  );

test('a scope that is lost before the first attempt is left out, and stays out: the bytes are fixed', async () => {
  await rig.complete({ recording: true });
  await change({ scopes: ['conversations', 'transcripts'] });
  await rig.deliverDue();
  await change({ scopes: token.scopes });
  await again();
  expect(partsSent()).toEqual([['transcript'], ['transcript']]);
  expect(new Set(bodies()).size).toBe(1);
  expect(await rows()).toMatchObject([{ status: 'pending', attempts: 2, replaced_by: null }]);
});

const losses: [string, Partial<NewToken>, string[]][] = [
  ['all scopes', narrow, []],
  ['one scope', { scopes: ['transcripts', 'recordings'] }, ['transcript', 'recording_url']],
  ['its recordings', { includeRecordings: false }, ['transcript', 'insights']],
];
test.each(losses)(
  'after the first attempt a token that loses %s gets a new delivery in the place of the old',
  async (_, changes, parts) => {
    await rig.complete({ recording: true });
    await rig.deliverDue();
    await change(changes);
    await again();
    const [old, made] = await rows();
    expect(old).toMatchObject({ status: 'cancelled', last_error: 'scopes_changed', replaced_by: made?.id });
    expect(made).toMatchObject({ status: 'pending', last_error: null, attempts: 0 });
    expect(await jobRows(rig.installation)).toHaveLength(1);
    await rig.deliverDue();
    expect(idsSent()).toEqual([old?.id, made?.id]);
    expect(partsSent()).toEqual([optional, parts]);
    const [first, second] = bodies().map((body) => JSON.parse(body));
    expect(second._meta.delivery_id).toBe(made?.id);
    expect([second.timestamp, second.data.conversation.id]).toEqual([
      first.timestamp,
      first.data.conversation.id,
    ]);
    await again();
    expect(bodies()[2]).toBe(bodies()[1]);
  },
);

test('a delivery that was in hand at a crash may have been sent: that is kept, however its job ends', async () => {
  await rig.complete({ recording: true });
  await rig.claim();
  const { pool, accountId, database } = rig.installation;
  await database.query(`update job set leased_until = now() - interval '1 second'`);
  const [delivery] = await rig.deliveries();
  await pause(pool, accountId, subscriptionId, operator);
  await rig.deliverDue();
  expect(await rows()).toMatchObject([{ status: 'skipped', is_cut: true }]);
  const [before] = await rows();
  await resume(pool, accountId, subscriptionId, operator);
  const request = { key: 'k', by: operator, now: rig.clock.now() };
  await replayDelivery(pool, accountId, delivery?.id ?? '', request);
  rig.clock.forward(60_000);
  await rig.makeDue();
  await rig.claim();
  expect((await rows())[0]?.link_made_at).toEqual(before?.link_made_at ?? 'it has one');
});

test('what is replaced is replaced whole, or not at all', async () => {
  await rig.complete();
  await rig.deliverDue();
  await change(narrow);
  await rig.makeDue();
  const [lost] = await rig.claim();
  await rig.makeDue();
  await rig.claim();
  if (!lost) throw new Error('Nothing was due');
  await expect(rig.handler.run(lost, never)).rejects.toThrow('lease');
  expect(await rows()).toMatchObject([{ status: 'pending', replaced_by: null }]);
});

test('scopes that come between two attempts change no byte', async () => {
  await change(narrow);
  await rig.complete({ recording: true });
  await rig.deliverDue();
  await change({ scopes: token.scopes, includeRecordings: true });
  await again();
  rig.handler.recheck();
  await again();
  expect(partsSent()).toEqual([[], [], []]);
  expect(new Set(bodies()).size).toBe(1);
});

test('a scope that no body depends on changes nothing', async () => {
  await rig.complete({ recording: true });
  await rig.deliverDue();
  await change({ scopes: ['transcripts', 'insights', 'recordings'] });
  await again();
  expect([partsSent(), new Set(bodies()).size]).toEqual([[optional, optional], 1]);
});

test('an attempt that was under way at a crash may have arrived: what follows has an id of its own', async () => {
  await rig.complete({ recording: true });
  await rig.claim();
  await change(narrow);
  await again();
  await rig.deliverDue();
  expect(await rows()).toMatchObject([
    { status: 'cancelled', last_error: 'scopes_changed', attempts: 0 },
    { status: 'pending', attempts: 1 },
  ]);
});

test('so may one that the shutdown cut', async () => {
  await rig.complete({ recording: true });
  const cut = new AbortController();
  rig.receiver.reply = () => cut.abort(new Error('shutting down'));
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await expect(rig.handler.run(job, cut.signal)).rejects.toThrow('shutting down');
  // As the worker gives it back: nothing of the claim counts any more.
  await rig.installation.database.query('update job set claims = 0, lease_token = null');
  await change(narrow);
  rig.receiver.reply = status(200);
  await again();
  await rig.deliverDue();
  expect(partsSent()).toEqual([optional, []]);
  expect(new Set(idsSent()).size).toBe(2);
});

test('what another version queued shows what its token may have at the first attempt, and that ever after', async () => {
  await rig.complete({ recording: true });
  const { database } = rig.installation;
  await database.query('update webhook_delivery set scopes = null, include_recordings = null');
  await change({ scopes: ['insights'] });
  await rig.deliverDue();
  await change({ scopes: token.scopes });
  await again();
  expect(partsSent()).toEqual([['insights'], ['insights']]);
  expect(new Set(bodies()).size).toBe(1);
});

test('a token that is cut within the second after the claim gets no more than it may have', async () => {
  await rig.complete({ recording: true });
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  await change(narrow);
  rig.handler.recheck();
  await rig.handler.run(job, never);
  expect(partsSent()).toEqual([[]]);
});
