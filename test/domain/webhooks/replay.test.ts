import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../../src/db/pool.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { changeToken } from '../../../src/domain/tokens/change-token.ts';
import { markRevoked } from '../../../src/domain/tokens/queries.ts';
import {
  type ReplayRange,
  type ReplayResult,
  replayDelivery,
  replaySubscription,
} from '../../../src/domain/webhooks/replay.ts';
import { deleteConversation, undeleteConversation } from '../../../src/processing/delete-conversation.ts';
import { status } from '../../../testing/receiver.ts';
import { ofKind } from '../../jobs/job-rows.ts';
import type { IssuedToken } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

let rig: DeliveryRig;
let token: IssuedToken;
let subscriptionId: string;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  token = await rig.installation.token();
  subscriptionId = (await rig.subscribe(token)).id;
});
afterEach(async () => {
  await rig.clear();
  await rig.installation.database.query('delete from webhook_replay');
});
afterAll(() => rig.close());

const nothing = { replayed: 0, dueNow: 0, erased: 0, deleted: 0, beyond: 0 };
const done = (counts: object, repeated = false) => {
  return { kind: 'replayed', repeated, counts: { ...nothing, ...counts } };
};
const asked = (key: string) => ({ key, by: operator, now: rig.clock.now() });
const bodies = () => rig.receiver.received.map(({ body }) => body.toString());
const attempts = () => rig.receiver.received.map(({ headers }) => headers['x-webhook-attempt']);

function replay(id: string, key: string = randomUUID(), accountId = rig.installation.accountId) {
  return replayDelivery(rig.installation.pool, accountId, id, asked(key));
}

function replayAll(range: Partial<ReplayRange> & { key?: string } = {}): Promise<ReplayResult> {
  const { pool, accountId } = rig.installation;
  const { key = randomUUID(), ...rest } = range;
  const wanted = { which: 'failed', since: null, until: null, ...asked(key), ...rest } as const;
  return replaySubscription(pool, accountId, subscriptionId, wanted);
}

/** Conversations whose deliveries ended so, a minute apart, the oldest first. */
async function ended(...states: string[]): Promise<{ id: string; conversationId: string }[]> {
  const made: { id: string; conversationId: string }[] = [];
  for (const state of states) {
    const conversationId = await rig.complete();
    const [row] = await rig.installation.database.query<{ id: string }>(
      `update webhook_delivery set status = $2, attempts = 10, last_error = 'timeout',
         created_at = $3::timestamptz where conversation_id = $1 returning id`,
      [conversationId, state, new Date(rig.clock.now().getTime() - (100 - made.length) * 60_000)],
    );
    made.push({ id: row?.id ?? '', conversationId });
  }
  await rig.installation.database.query(
    `delete from job j using webhook_delivery d where d.id::text = j.payload ->> 'deliveryId' and d.status <> 'pending'`,
  );
  return made;
}

const jobs = () =>
  rig.installation.database.query<{ delivery: string; after_ms: number }>(
    `select payload ->> 'deliveryId' as delivery,
       round(extract(epoch from due_at - min(due_at) over ()) * 1000)::int as after_ms from job where ${ofKind('deliver')} order by due_at`,
  );

test.each(['failed', 'skipped', 'succeeded', 'cancelled'])(
  'a delivery that %s is sent again under its id, as a further attempt on a fresh schedule',
  async (state) => {
    const [delivery] = await ended(state);
    const { id = '' } = delivery ?? {};
    expect(await replay(id)).toEqual(done({ replayed: 1 }));
    rig.receiver.reply = status(500);
    await rig.deliverDue();
    // Ten attempts were made before: without a fresh schedule this one would have been the last.
    expect(await rig.deliveries()).toMatchObject([{ id, status: 'pending', attempts: 11 }]);
    await rig.makeDue();
    rig.receiver.reply = status(200);
    await rig.deliverDue();
    expect(await rig.deliveries()).toMatchObject([{ id, status: 'succeeded', attempts: 12 }]);
    expect(attempts()).toEqual(['11', '12']);
    expect(new Set(rig.receiver.received.map(({ headers }) => headers['x-webhook-delivery-id']))).toEqual(
      new Set([id]),
    );
    expect(new Set(bodies()).size).toBe(1);
  },
);

test('a replayed delivery is given up after ten more attempts', async () => {
  const [delivery] = await ended('failed');
  await replay(delivery?.id ?? '');
  rig.receiver.reply = status(500);
  for (let attempt = 0; attempt < 12; attempt += 1) {
    await rig.deliverDue();
    await rig.makeDue();
  }
  expect(await rig.deliveries()).toMatchObject([{ status: 'failed', attempts: 20 }]);
});

test('who repeats a request gets its answer, and nothing is queued twice', async () => {
  const [delivery] = await ended('failed', 'skipped');
  const key = randomUUID();
  expect(await replayAll({ key })).toEqual(done({ replayed: 2 }));
  await rig.installation.database.query('delete from job');
  await rig.installation.database.query(`update webhook_delivery set status = 'failed'`);
  expect(await replayAll({ key })).toEqual(done({ replayed: 2 }, true));
  expect(await jobs()).toEqual([]);
  expect(await replay(delivery?.id ?? '', key)).toEqual({ kind: 'key_taken' });
  expect(await replayAll({ key, which: 'all' })).toEqual({ kind: 'key_taken' });
});

test('of requests at the same moment under one key one is carried out', async () => {
  await ended('failed', 'failed', 'failed');
  const key = randomUUID();
  const results = await Promise.all(Array.from({ length: 4 }, () => replayAll({ key })));
  expect(results.map((result) => result.kind === 'replayed' && result.repeated).sort()).toEqual([
    false,
    true,
    true,
    true,
  ]);
  for (const result of results) expect(result).toMatchObject({ counts: { replayed: 3 } });
  expect(await jobs()).toHaveLength(3);
});

test('requests at the same moment under different keys queue nothing twice', async () => {
  const made = await ended('failed', 'failed', 'failed', 'failed');
  const results = await Promise.all([
    ...Array.from({ length: 3 }, () => replayAll()),
    ...made.map(({ id }) => replay(id)),
  ]);
  const queued = results.map((result) => (result.kind === 'replayed' ? result.counts.replayed : 0));
  expect(queued.reduce((sum, count) => sum + count, 0)).toBe(4);
  expect(await jobs()).toHaveLength(4);
});

test('all failed and skipped ones go, oldest first at a pace that lets new ones in between', async () => {
  const made = await ended('failed', 'succeeded', 'skipped', 'cancelled', 'failed');
  expect(await replayAll()).toEqual(done({ replayed: 3 }));
  expect(await jobs()).toEqual(
    [made[0], made[2], made[4]].map((delivery, n) => ({
      delivery: delivery?.id,
      after_ms: n * 100,
    })),
  );
});

test('a long replay goes on where its first part ended', async () => {
  const made = await ended('failed');
  const { id = '' } = made[0] ?? {};
  await rig.installation.database.query(
    `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event, status, created_at)
     select account_id, gen_random_uuid(), subscription_id, token_id, conversation_id, content_id, event, status,
       created_at + (n / 3) * interval '1 millisecond'
     from webhook_delivery, generate_series(1, 1002) n where id = $1`,
    [id],
  );
  expect(await replayAll()).toEqual(done({ replayed: 1_003 }));
  const due = await jobs();
  expect(new Set(due.map(({ delivery }) => delivery)).size).toBe(1_003);
  // The parts are queued one after the other, so that the second one's first place is counted from a later moment.
  expect(due.at(-1)?.after_ms).toBeGreaterThanOrEqual(100_200);
});

test('a time range takes what succeeded too, and nothing outside of it', async () => {
  const made = await ended('failed', 'succeeded', 'succeeded', 'skipped', 'failed');
  const minute = (n: number): Date => new Date(rig.clock.now().getTime() - (100 - n) * 60_000 + 30_000);
  expect(await replayAll({ which: 'all', since: minute(0), until: minute(3) })).toEqual(
    done({ replayed: 3 }),
  );
  expect((await jobs()).map(({ delivery }) => delivery)).toEqual(made.slice(1, 4).map(({ id }) => id));
  expect(await replayAll({ since: minute(3) })).toEqual(done({ replayed: 1 }));
  const eightDays = new Date(rig.clock.now().getTime() - 8 * 86_400_000);
  expect(await replayAll({ since: eightDays })).toEqual({
    kind: 'range_too_early',
    earliest: expect.any(Date),
  });
  expect(await replayAll({ since: minute(3), until: minute(2) })).toEqual({ kind: 'range_empty' });
});

test('what waits for another try has it now, and keeps its schedule', async () => {
  rig.receiver.reply = status(500);
  await rig.complete();
  await rig.deliverDue();
  await rig.installation.database.query(`update job set due_at = now() + interval '1 hour'`);
  const [delivery] = await rig.deliveries();
  const due = async (): Promise<number> => {
    const [row] = await rig.installation.database.query<{ due: number }>(
      'select extract(epoch from due_at - clock_timestamp())::float8 as due from job',
    );
    return row?.due ?? Number.NaN;
  };
  expect(await due()).toBeGreaterThan(0);
  expect(await replay(delivery?.id ?? '')).toEqual(done({ dueNow: 1 }));
  expect(await due()).toBeLessThanOrEqual(0);
  expect(await replayAll()).toEqual(done({ dueNow: 1 }));
  await rig.deliverDue();
  expect(attempts()).toEqual(['1', '2']);
});

test('nothing is replayed of deleted and erased conversations, which are counted', async () => {
  const made = await ended('failed', 'failed', 'failed');
  const { pool, accountId, database } = rig.installation;
  const [deleted, erased, kept] = made;
  await deleteConversation(pool, accountId, deleted?.conversationId ?? '', {
    by: operator,
    now: rig.clock.now(),
  });
  await database.query('delete from webhook_content where conversation_id = $1', [erased?.conversationId]);
  expect(await replay(deleted?.id ?? '')).toEqual({ kind: 'conversation_deleted' });
  expect(await replay(erased?.id ?? '')).toEqual({ kind: 'content_erased' });
  expect(await replayAll()).toEqual(done({ replayed: 1, erased: 1, deleted: 1 }));
  expect((await jobs()).map(({ delivery }) => delivery)).toEqual([kept?.id]);
  await undeleteConversation(pool, accountId, deleted?.conversationId ?? '', {
    by: operator,
    now: rig.clock.now(),
  });
  expect(await replay(deleted?.id ?? '')).toEqual(done({ replayed: 1 }));
});

test('a deletion that is under way is waited for', async () => {
  const [delivery] = await ended('failed');
  const { pool, database } = rig.installation;
  let replayed: Promise<ReplayResult> | undefined;
  await inTransaction(pool, async (tx) => {
    const values = [delivery?.conversationId];
    await tx.query({ text: 'select from conversation where id = $1 for update', values });
    await tx.query({
      text: 'update conversation set deleted_at = now(), erase_at = now() where id = $1',
      values,
    });
    replayed = replayAll();
    await expect.poll(() => database.waitingForLock('for key share')).toBe(1);
  });
  expect(await replayed).toEqual(done({ deleted: 1 }));
});

test('a stopped subscription and an ended token refuse', async () => {
  const [delivery] = await ended('failed');
  const { pool, accountId, database } = rig.installation;
  const { id = '' } = delivery ?? {};
  const both = async () => [await replay(id), await replayAll()];
  for (const state of ['paused', 'disabled']) {
    await database.query('update webhook_subscription set status = $1', [state]);
    expect(await both()).toEqual(Array(2).fill({ kind: 'stopped', subscriptionId, status: state }));
  }
  await database.query(`update webhook_subscription set status = 'active'`);
  await changeToken(pool, accountId, { id: token.id }, { changes: { expiresAt: new Date(0) }, by: operator });
  expect(await both()).toEqual(Array(2).fill({ kind: 'token_ended', problem: 'token_expired' }));
  await markRevoked(pool, accountId, token.tokenPrefix.slice(3), rig.clock.now());
  expect(await both()).toEqual(Array(2).fill({ kind: 'token_ended', problem: 'token_revoked' }));
  expect(await jobs()).toEqual([]);
});

test('a refused request leaves its key free', async () => {
  const [delivery] = await ended('failed');
  const { database } = rig.installation;
  await database.query(`update webhook_subscription set status = 'paused'`);
  expect(await replay(delivery?.id ?? '', 'k')).toMatchObject({ kind: 'stopped' });
  await database.query(`update webhook_subscription set status = 'active'`);
  expect(await replay(delivery?.id ?? '', 'k')).toEqual(done({ replayed: 1 }));
});

test('one that another took the place of is named', async () => {
  const [delivery, next] = await ended('cancelled', 'failed');
  await rig.installation.database.query('update webhook_delivery set replaced_by = $2 where id = $1', [
    delivery?.id,
    next?.id,
  ]);
  expect(await replay(delivery?.id ?? '')).toEqual({ kind: 'replaced', by: next?.id });
});

test('ids of another account and unknown ones are the same', async () => {
  const [delivery] = await ended('failed');
  expect(await replay(randomUUID())).toEqual({ kind: 'not_found' });
  expect(await replay(delivery?.id ?? '', 'k', randomUUID())).toEqual({ kind: 'not_found' });
  const wanted = { which: 'failed', since: null, until: null, ...asked('k') } as const;
  const { pool, accountId } = rig.installation;
  expect(await replaySubscription(pool, randomUUID(), subscriptionId, wanted)).toEqual({ kind: 'not_found' });
  expect(await replaySubscription(pool, accountId, randomUUID(), wanted)).toEqual({ kind: 'not_found' });
  expect(await jobs()).toEqual([]);
});
