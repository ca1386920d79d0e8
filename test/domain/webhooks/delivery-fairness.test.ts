import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { learnPaces } from '../../../src/domain/webhooks/claim.ts';
import { EndpointPaces } from '../../../src/domain/webhooks/endpoint-paces.ts';
import { subscribe } from '../../../src/domain/webhooks/subscribe.ts';
import { TargetPolicy } from '../../../src/domain/webhooks/target-policy.ts';
import { stoppedClock } from '../limits/installation.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';
import { VirtualReceivers } from './virtual-receivers.ts';

const hanging = 1_000;
/** Of each that hangs; more than it is sent in the test. */
const backlog = 10;
const answerMs = 50;
/** Virtual time goes in such steps. */
const stepMs = 50;
/** Past the first time-outs. */
const steps = 360;

let rig: DeliveryRig;
let tokenPrefix: string;
beforeAll(async () => {
  rig = await createDeliveryRig();
  tokenPrefix = (await rig.installation.token()).tokenPrefix;
});
afterAll(() => rig.close());

const policy = new TargetPolicy(['hang.test', 'good.test'], () => Promise.resolve(['127.0.0.1']));

async function add(host: string): Promise<string> {
  const { pool, keys, accountId } = rig.installation;
  const wanted = { tokenPrefix, url: `http://${host}/${randomUUID()}` };
  const result = await subscribe({ pool, keys, policy }, accountId, wanted, {
    by: operator,
    now: new Date(),
  });
  if (result.kind === 'refused') throw new Error(result.fault.code);
  return result.id;
}

/** Queues more deliveries like those of these subscriptions; gives their ids. */
async function queueMore(subscriptions: string[], count: number): Promise<string[]> {
  const rows = await rig.installation.database.query<{ id: string }>(
    `with copied as (
      insert into webhook_delivery
        (account_id, id, subscription_id, token_id, conversation_id, content_id, event, status, created_at,
         scopes, include_recordings)
      select account_id, gen_random_uuid(), subscription_id, token_id, conversation_id, content_id, event, 'pending', now(),
        scopes, include_recordings
      from (
        select distinct on (subscription_id) * from webhook_delivery where subscription_id = any($1)) like_it,
        generate_series(1, $2)
      returning account_id, id, subscription_id)
    insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
    select account_id, gen_random_uuid(), 'delivery', 'deliver', subscription_id, jsonb_build_object('deliveryId', id),
      now(), now() from copied
    returning payload ->> 'deliveryId' as id`,
    [subscriptions, count],
  );
  return rows.map(({ id }) => id);
}

/** From the moment that each delivery of `good` is due, five of them a second, to its answer. */
async function waitsMs(good: string, paces: EndpointPaces, clock = stoppedClock()): Promise<number[]> {
  const { installation } = rig;
  const receivers = new VirtualReceivers({ installation, clock, paces, answerMs });
  const dueMs = new Map<string, number>();
  for (let step = 0; step < steps; step += 1) {
    const due = step % 4 === 0 ? await queueMore([good], 1) : [];
    for (const id of due) dueMs.set(id, clock.monotonicMs() + stepMs);
    await receivers.pass(stepMs);
  }
  await receivers.close();
  const last = [...dueMs].slice(0, -1);
  return last.map(([id, atMs]) => (receivers.answeredMs.get(id) ?? Number.POSITIVE_INFINITY) - atMs);
}

const p99 = (waits: number[]): number =>
  waits.toSorted((a, b) => a - b)[Math.floor(waits.length * 0.99)] ?? 0;

test('a process that begins learns from the log who answers and who hangs', async () => {
  const ids = [
    await add('good.test'),
    await add('hang.test'),
    await add('good.test'),
    await add('good.test'),
  ];
  await rig.complete();
  const set = (id: string | undefined, changes: string): Promise<unknown> =>
    rig.installation.database.query(`update webhook_delivery set ${changes} where subscription_id = $1`, [
      id,
    ]);
  await set(ids[0], `status = 'succeeded'`);
  await set(ids[1], `last_error = 'timeout'`);
  await set(ids[2], `status = 'succeeded', created_at = created_at - interval '8 days'`);
  const paces = new EndpointPaces(stoppedClock());
  await learnPaces(rig.installation.pool, paces, new Date());
  expect(ids.map((id) => [paces.paceOf(id), paces.isHeldToOne(id)])).toEqual([
    ['quick', false],
    ['slow', true],
    ['new', true],
    ['new', true],
  ]);
  await rig.clear();
});

test('beside a thousand receivers that hang, one that answers waits as if alone', async () => {
  const good = await add('good.test');
  await rig.complete();
  const known = new EndpointPaces(stoppedClock());
  known.learn(good, { answered: true, timedOut: false });
  const alone = await waitsMs(good, known);
  expect(p99(alone)).toBe(answerMs);
  const slow: string[] = [];
  for (let n = 0; n < hanging; n += 1) slow.push(await add('hang.test'));
  await rig.complete();
  await queueMore(slow, backlog - 1);
  // The process does not know yet which of them hang.
  const clock = stoppedClock();
  const beside = await waitsMs(good, new EndpointPaces(clock), clock);
  expect(beside.length).toBe(alone.length);
  expect(p99(beside)).toBeLessThanOrEqual(2 * p99(alone));
  // Now it does, and the receiver is new to it. Each look finds it by one chance in four.
  await rig.makeDue();
  const later = stoppedClock();
  const paces = new EndpointPaces(later);
  for (const id of slow) paces.learn(id, { answered: false, timedOut: true });
  const [first = Number.NaN, ...others] = await waitsMs(good, paces, later);
  expect(first).toBeLessThan(10_000);
  // They are due every fifth of a second. Those that came before its answer wait for that, and then go ten at a time.
  const afterFirst = others.map((wait, n) => wait - Math.max(0, first - (n + 1) * 4 * stepMs));
  expect(Math.max(...afterFirst)).toBeLessThanOrEqual(10 * answerMs);
});
