import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { addUser } from '../../../src/domain/accounts/people-changes.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import type { Failure } from '../../../src/domain/conversations/failure.ts';
import type { WebhookEvent } from '../../../src/domain/webhooks/events.ts';
import { replayDelivery } from '../../../src/domain/webhooks/replay.ts';
import { readContract } from '../../../src/http/api/contract.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { claimDueJobs } from '../../../src/jobs/queue.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { failConversation } from '../../../src/processing/fail.ts';
import { renameUser } from '../../../src/processing/rename-owners.ts';
import { renameSpeakers } from '../../../src/processing/rename-speakers.ts';
import { retryConversation } from '../../../src/processing/retry.ts';
import { expectedSignature, type Received, status } from '../../../testing/receiver.ts';
import { completeWith } from '../../support/completion.ts';
import { analysis, createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

/** The events that a subscription gets only where it asked for them. */
let rig: DeliveryRig;
let hook: { id: string; secret: string };
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  hook = await subscribe('conversation.updated', 'conversation.failed', 'conversation.deleted');
});
const { compile } = readContract('partner', { allErrors: true });
const schemas: Record<WebhookEvent, string> = {
  'conversation.completed': 'WebhookPayload',
  'conversation.updated': 'UpdatedPayload',
  'conversation.failed': 'FailedPayload',
  'conversation.deleted': 'DeletedPayload',
};
afterEach(async () => {
  for (const request of rig.receiver.received) {
    const body = bodyOf(request);
    const event: WebhookEvent = body.event;
    const validate = compile(`#/components/schemas/${schemas[event]}`);
    expect([validate(body), validate.errors]).toEqual([true, null]);
  }
  await rig.clear();
});
afterAll(() => rig.close());

async function subscribe(...events: WebhookEvent[]): Promise<{ id: string; secret: string }> {
  const url = `${rig.receiver.url}/${events.join('+')}`;
  return rig.subscribe(await rig.installation.token(), url, events);
}
const making = () => ({ presentCard, now: rig.clock.now(), by: operator });
const keyOf = (id: string) => ({ accountId: rig.installation.accountId, id });
const remove = (id: string, erase = false) =>
  deleteConversation(rig.installation.pool, keyOf(id).accountId, id, {
    by: operator,
    now: rig.clock.now(),
    erase,
  });
const bringBack = (id: string) =>
  undeleteConversation(rig.installation.pool, keyOf(id).accountId, id, {
    by: operator,
    now: rig.clock.now(),
  });
const rename = (id: string, name: string) =>
  renameSpeakers(rig.installation.pool, keyOf(id), [{ from: 'Erik Lindström', name, email: null }], making());
const bodyOf = ({ body }: Received) => JSON.parse(body.toString());
const events = () => rig.receiver.received.map((request) => request.headers['x-webhook-event']);

/** Ends the processing of the conversation with a failure. */
async function fail(id: string, failure: Failure): Promise<void> {
  const { pool, accountId } = rig.installation;
  await retryConversation(pool, accountId, id, making());
  const wish = { limit: 10, leaseMs: 20_000, perSubject: 1, running: [] };
  const job = (await claimDueJobs(pool, 'pipeline', wish)).find(({ subjectId }) => subjectId === id);
  if (!job) throw new Error('The conversation has no job');
  await failConversation({ pool, presentCard, now: () => rig.clock.now() }, job, failure);
}

async function storeFailed(): Promise<string> {
  const id = await rig.complete();
  await rig.installation.database.query(`update conversation set status = 'failed' where id = $1`, [id]);
  return id;
}

test('a subscription that asks for nothing gets what it always got', async () => {
  const plain = await rig.subscribe(await rig.installation.token(), `${rig.receiver.url}/plain`);
  const id = await rig.complete();
  await rig.deliverDue();
  await rename(id, 'Erik Lund');
  await remove(id);
  await rig.deliverDue();
  const [first, ...others] = rig.receiver.received.filter(({ path }) => path === '/plain');
  expect(others).toEqual([]);
  const { _meta: meta, event } = bodyOf(first ?? none());
  expect([event, Object.keys(meta)]).toEqual(['conversation.completed', ['token_prefix', 'delivery_id']]);
  expect(first?.headers['x-webhook-signature']).toBe(
    expectedSignature(plain.secret, first?.body ?? Buffer.of()),
  );
});

test('new names are told as the conversation was then, whatever is changed afterwards', async () => {
  const id = await rig.complete();
  await rename(id, 'Erik Lund');
  await renameSpeakers(
    rig.installation.pool,
    keyOf(id),
    [{ from: 'Erik Lund', name: 'Erik Ek', email: null }],
    making(),
  );
  await rig.deliverDue();
  const bodies = rig.receiver.received.map(bodyOf);
  const names = bodies.map(({ data }) => data.conversation.transcript.sentences[0].speaker_name);
  expect(names.toSorted()).toEqual(['Erik Ek', 'Erik Lund']);
  for (const [i, request] of rig.receiver.received.entries()) {
    expect(bodies[i]).toMatchObject({
      event: 'conversation.updated',
      data: { conversation: { id, insights: [{ type: 'pricing' }], recording_url: null } },
      _meta: { delivery_id: request.headers['x-webhook-delivery-id'], extension: true },
    });
    expect(bodies[i].data.conversation).not.toHaveProperty('status');
    expect(request.headers['x-webhook-signature']).toBe(expectedSignature(hook.secret, request.body));
  }
});

test('a later analysis is told with its findings, and completes nothing again', async () => {
  await subscribe('conversation.completed');
  const id = await rig.complete();
  const summary = 'Another summary.';
  await rig.installation.database.query('delete from job where subject_id = $1', [id]);
  const { pool, accountId } = rig.installation;
  await completeWith(pool, accountId, id, {
    analysis: { ...analysis, summary: { short: summary, text: summary, sections: [] } },
    now: rig.clock.now(),
    again: true,
  });
  await rig.deliverDue();
  expect(events().toSorted()).toEqual(['conversation.completed', 'conversation.updated']);
  const updated = rig.receiver.received.map(bodyOf).find(({ event }) => event === 'conversation.updated');
  expect(updated.data.conversation.summary).toBe(summary);
});

test('a body holds no more than the scopes of its token', async () => {
  const token = await rig.installation.token({ scopes: ['conversations'], includeRecordings: false });
  await rig.subscribe(token, `${rig.receiver.url}/narrow`, ['conversation.updated', 'conversation.failed']);
  const id = await rig.complete();
  await rename(id, 'Erik Lund');
  await rig.deliverDue();
  const [narrow] = rig.receiver.received.filter(({ path }) => path === '/narrow');
  const { conversation } = bodyOf(narrow ?? none()).data;
  for (const absent of ['transcript', 'insights', 'recording_url'])
    expect(conversation).not.toHaveProperty(absent);
});

test('a failure is told by two codes; what a provider or a file said is not', async () => {
  const id = await storeFailed();
  await fail(id, { code: 'asr_native_missing', problem: 'does_not_load', cause: 'said by a loader' });
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.failed']);
  const [request] = rig.receiver.received;
  const { data, _meta: meta } = bodyOf(request ?? none());
  expect(data).toEqual({
    conversation: {
      id,
      title: 'Discovery call – Acme',
      failure: { code: 'asr_native_missing', reason: 'does_not_load' },
    },
  });
  expect(meta.extension).toBe(true);
  const other = await storeFailed();
  rig.receiver.received.length = 0;
  await fail(other, { code: 'analysis_failed' });
  await rig.deliverDue();
  expect(rig.receiver.received.map(bodyOf)).toMatchObject([
    { data: { conversation: { failure: { code: 'analysis_failed', reason: null } } } },
  ]);
});

test('a deletion is told by id and time alone, also where the erasing has begun', async () => {
  const id = await rig.complete();
  const deletedAt = rig.clock.now();
  await deleteConversation(rig.installation.pool, keyOf(id).accountId, id, { by: operator, now: deletedAt });
  await remove(id, true);
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.deleted']);
  expect(rig.receiver.received.map(bodyOf)).toMatchObject([
    { timestamp: deletedAt.toISOString(), _meta: { extension: true } },
  ]);
  expect(bodyOf(rig.receiver.received[0] ?? none()).data).toEqual({
    conversation: { id, deleted_at: deletedAt.toISOString() },
  });
});

test('news of a deletion that was undone is not replayed', async () => {
  const id = await rig.complete();
  await remove(id);
  await rig.deliverDue();
  const { pool, accountId } = rig.installation;
  const [told] = (await rig.deliveries()).filter(({ status }) => status === 'succeeded');
  const replay = (key: string) =>
    replayDelivery(pool, accountId, told?.id ?? '', { key, by: operator, now: rig.clock.now() });
  expect(await replay('deleted')).toMatchObject({ kind: 'replayed', counts: { replayed: 1 } });
  await rig.deliverDue();
  await bringBack(id);
  expect(await replay('back')).toEqual({ kind: 'content_erased' });
});

test('one that is brought back is updated; news of the deletion that was not sent never is', async () => {
  const id = await rig.complete();
  await remove(id);
  await bringBack(id);
  expect(await rig.deliveries()).toMatchObject([
    { status: 'cancelled', last_error: 'conversation_restored' },
    { status: 'pending' },
  ]);
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.updated']);
  await remove(id);
  await rig.deliverDue();
  await bringBack(id);
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.updated', 'conversation.deleted', 'conversation.updated']);
});

test('who heard of the deletion and hears of no updates is told anew that it is completed, others are not', async () => {
  await rig.clear();
  await subscribe('conversation.completed', 'conversation.deleted');
  await subscribe('conversation.completed');
  const id = await rig.complete();
  await rig.deliverDue();
  rig.receiver.received.length = 0;
  await remove(id);
  await rig.deliverDue();
  await bringBack(id);
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.deleted', 'conversation.completed']);
  const [, back] = rig.receiver.received;
  expect(back?.path).toBe('/conversation.completed+conversation.deleted');
  const { conversation } = bodyOf(back ?? none()).data;
  expect(conversation).toMatchObject({
    id,
    summary: analysis.summary?.text,
    insights: [{ type: 'pricing' }],
  });
  expect(conversation.transcript.sentences).toHaveLength(1);
  rig.receiver.received.length = 0;
  await remove(id);
  await bringBack(id);
  await rig.deliverDue();
  expect(events()).toEqual([]);
});

test('what is not completed is not updated', async () => {
  const id = await storeFailed();
  await remove(id);
  await bringBack(id);
  await rig.deliverDue();
  expect(events()).toEqual([]);
});

test('the new name of a user is told of the calls of the last thirty days, to those who ask', async () => {
  await subscribe('conversation.completed');
  const { pool, accountId, database } = rig.installation;
  const email = 'erik@example.com';
  await addUser(pool, accountId, { name: 'Erik', email }, { by: operator, now: rig.clock.now() });
  const [older, recent] = [await rig.complete(), await rig.complete(), await rig.complete()];
  const own = `update conversation set started_at = $2, user_id = (select id from app_user where email = $3)
    where id = $1`;
  const dayMs = 86_400_000;
  const ago = (days: number): Date => new Date(rig.clock.now().getTime() - days * dayMs);
  await database.query(own, [older, ago(31), email]);
  await database.query(own, [recent, ago(29), email]);
  await rig.deliverDue();
  rig.receiver.received.length = 0;
  await renameUser(pool, accountId, { email, change: { name: 'Erik Lund' } }, making());
  await rig.deliverDue();
  expect(events()).toEqual(['conversation.updated']);
  expect(rig.receiver.received.map((request) => bodyOf(request).data.conversation)).toMatchObject([
    { id: recent, user: { name: 'Erik Lund' } },
  ]);
});

test('each delivery names its event of the log', async () => {
  const id = await rig.complete();
  await rename(id, 'Erik Lund');
  await remove(id);
  const rows = await rig.installation.database.query<{ told: string; logged: string }>(
    `select d.event as told, e.type as logged from webhook_delivery d
     join event e on e.account_id = d.account_id and e.sequence = d.event_sequence and e.subject_id = d.conversation_id
     order by e.sequence`,
  );
  expect(rows).toEqual([
    { told: 'conversation.updated', logged: 'conversation.changed' },
    { told: 'conversation.deleted', logged: 'conversation.deleted' },
  ]);
});

function none(): never {
  throw new Error('Nothing was sent');
}
