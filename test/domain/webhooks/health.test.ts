import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { deliveryAttempts } from '../../../src/domain/webhooks/attempts.ts';
import {
  countHealthStates,
  subscriptionHealth,
  subscriptionHealths,
} from '../../../src/domain/webhooks/health.ts';
import { disable, pause, resume } from '../../../src/domain/webhooks/stop-and-resume.ts';
import { readEvents } from '../../../src/events/event-log.ts';
import { type Reply, status } from '../../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

const lines: string[] = [];
let rig: DeliveryRig;
let id: string;
let after = 0;
beforeAll(async () => {
  rig = await createDeliveryRig(pino({}, { write: (line: string) => lines.push(line) }));
});
beforeEach(async () => {
  rig.receiver.reply = status(500);
  ({ id } = await rig.subscribe(await rig.installation.token()));
  lines.length = 0;
  after = (await newEvents()).at(-1)?.sequence ?? after;
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

async function newEvents() {
  const read = await readEvents(rig.installation.pool, rig.installation.accountId, after, 1_000);
  return read.kind === 'events' ? read.events : [];
}
const story = async (): Promise<string[]> =>
  (await newEvents()).flatMap(({ type, subjectId }) => (subjectId === id ? [type] : []));

function warnings(): unknown[] {
  const told = lines.map((line) => JSON.parse(line)).filter(({ level }) => level > 30);
  return told.map(({ level, subscriptionId, state, reason, failures }) => [
    level,
    subscriptionId,
    state,
    reason,
    failures,
  ]);
}

const health = () => subscriptionHealth(rig.installation.pool, rig.installation.accountId, id);
const healthRow = () =>
  rig.installation.database.query<{ failures: number; xmin: string }>(
    'select failures, xmin::text from webhook_health where subscription_id = $1',
    [id],
  );

/** Attempts that end so, of deliveries of their own. */
async function attempts(count: number, reply: Reply = status(500)): Promise<void> {
  rig.receiver.reply = reply;
  for (let n = 0; n < count; n += 1) {
    await rig.complete();
    await rig.deliverDue();
  }
}

async function failedFor(days: number): Promise<void> {
  await rig.installation.database.query(
    `update webhook_health set failing_since = failing_since - $1 * interval '1 day'`,
    [days],
  );
}

test('the fifth failed attempt in a row makes it failing, which is told once', async () => {
  expect(await health()).toEqual({ kind: 'ok', lastSuccessAt: null });
  await attempts(4);
  expect([await health(), await story(), warnings()]).toMatchObject([{ kind: 'ok' }, [], []]);
  await attempts(3);
  expect(await health()).toEqual({
    kind: 'failing',
    failures: 7,
    since: expect.any(Date),
    lastSuccessAt: null,
  });
  expect(await story()).toEqual(['webhook.failing']);
  expect(warnings()).toEqual([[40, id, 'failing', null, 5]]);
  const { pool, accountId } = rig.installation;
  expect(await countHealthStates(pool)).toEqual(new Map([['failing', 1]]));
  expect((await subscriptionHealths(pool, accountId)).get(id)).toEqual(await health());
});

test('a success between them begins the count anew, and another five are told again', async () => {
  await attempts(4);
  await attempts(1, status(204));
  await attempts(4);
  expect([await health(), await story()]).toMatchObject([
    { kind: 'ok', lastSuccessAt: expect.any(Date) },
    [],
  ]);
  await attempts(1);
  await attempts(1, status(200));
  expect(await health()).toMatchObject({ kind: 'ok' });
  await attempts(5);
  expect(await story()).toEqual(['webhook.failing', 'webhook.failing']);
});

test('attempts of one batch count in the order in which they ended', async () => {
  for (let n = 0; n < 12; n += 1) await rig.complete();
  let answered = 0;
  // All are sent before the first is written down.
  rig.receiver.reply = (response, request) => {
    answered += 1;
    status(answered === 5 ? 200 : 500)(response, request);
  };
  const never = new AbortController().signal;
  await Promise.all((await rig.claim()).map((job) => rig.handler.run(job, never)));
  const [row] = await healthRow();
  expect(row?.failures).toBeLessThan(12);
  expect(row?.failures).toBeGreaterThanOrEqual(2);
  expect(await health()).toMatchObject({ lastSuccessAt: expect.any(Date) });
});

test('ten failures in five days disable it, with an event, a line of the log, and a reason', async () => {
  await attempts(9);
  await failedFor(5);
  await attempts(1);
  expect(await health()).toMatchObject({ kind: 'disabled', reason: 'no_success', since: expect.any(Date) });
  expect(await story()).toEqual(['webhook.failing', 'webhook.disabled']);
  expect(warnings()).toEqual([
    [40, id, 'failing', null, 5],
    [50, id, 'disabled', 'no_success', 10],
  ]);
  await rig.complete();
  expect((await rig.deliveries()).at(-1)).toMatchObject({
    status: 'skipped',
    last_error: 'subscription_disabled',
  });
});

const spared: [string, () => Promise<void>][] = [
  ['nine failures', async () => attempts(8)],
  ['ten within less than five days', async () => attempts(9).then(() => failedFor(4.9))],
  [
    'one success in five days',
    async () => {
      await attempts(9);
      await failedFor(6);
      await attempts(1, status(200));
      await attempts(9);
    },
  ],
];
test.each(spared)('%s do not', async (_, happen) => {
  await happen();
  if (_ === 'nine failures') await failedFor(30);
  await attempts(1);
  expect(await health()).toMatchObject({ kind: 'failing' });
});

test('410 disables it at once, which is told once however many say so', async () => {
  for (let n = 0; n < 3; n += 1) await rig.complete();
  rig.receiver.reply = status(410);
  const never = new AbortController().signal;
  await Promise.all((await rig.claim()).map((job) => rig.handler.run(job, never)));
  expect(await health()).toMatchObject({ kind: 'disabled', reason: 'gone' });
  expect([await story(), warnings().length]).toEqual([['webhook.disabled'], 1]);
});

test('successes that follow each other write nothing', async () => {
  await attempts(1, status(200));
  const [first] = await healthRow();
  await attempts(3, status(200));
  expect(await healthRow()).toEqual([first]);
  await rig.installation.database.query(
    `update webhook_health set last_success_at = last_success_at - interval '61 s'`,
  );
  await attempts(1, status(200));
  const [later] = await healthRow();
  expect(later?.xmin).not.toBe(first?.xmin);
});

test('what is skipped or cancelled is no attempt', async () => {
  await rig.complete();
  await pause(rig.installation.pool, rig.installation.accountId, id, operator);
  await rig.deliverDue();
  const [delivery] = await rig.deliveries();
  expect(delivery).toMatchObject({ status: 'skipped', last_error: 'subscription_paused', attempts: 0 });
  const { pool, accountId } = rig.installation;
  expect([await healthRow(), await deliveryAttempts(pool, accountId, delivery?.id ?? '')]).toEqual([[], []]);
});

test('stopping and resuming tell what was missed meanwhile, and no more', async () => {
  const { pool, accountId } = rig.installation;
  await pause(pool, accountId, id, operator);
  await rig.complete();
  expect(await resume(pool, accountId, id, operator)).toMatchObject({ kind: 'resumed', missed: 1 });
  await attempts(6);
  await rig.installation.database.query('update job set due_at = now()');
  expect(await disable(pool, accountId, id, operator)).toEqual({ kind: 'stopped' });
  expect(await pause(pool, accountId, id, operator)).toEqual({ kind: 'stopped_already', status: 'disabled' });
  expect(await health()).toMatchObject({ kind: 'disabled', reason: 'operator', since: expect.any(Date) });
  await rig.complete();
  // Those that waited for another try are skipped when their turn comes.
  await rig.deliverDue();
  const oldest = await rig.installation.database.query<{ at: Date }>(
    'select min(created_at) as at from webhook_delivery where attempts > 0',
  );
  expect(await resume(pool, accountId, id, operator)).toEqual({
    kind: 'resumed',
    missed: 7,
    since: oldest[0]?.at,
  });
  expect(await resume(pool, accountId, id, operator)).toEqual({ kind: 'active_already' });
  expect(await health()).toMatchObject({ kind: 'ok' });
  expect(await healthRow()).toMatchObject([{ failures: 0 }]);
  expect(await story()).toEqual([
    'webhook.paused',
    'webhook.enabled',
    'webhook.failing',
    'webhook.disabled',
    'webhook.enabled',
  ]);
});

test.each([
  ['token_revoked', 'revoked_at'],
  ['token_expired', 'expires_at'],
])('a subscription whose token is worthless is not ok: %s', async (problem, column) => {
  const { pool, accountId, database } = rig.installation;
  await database.query(
    `update api_token set ${column} = now() where id = (select token_id from webhook_subscription where id = $1)`,
    [id],
  );
  expect(await health()).toEqual({ kind: 'token_ended', problem, lastSuccessAt: null });
  expect((await subscriptionHealths(pool, accountId)).get(id)).toEqual(await health());
  expect((await countHealthStates(pool)).get('token_ended')).toBe(1);
});

test('of another account nothing is found and nothing changes', async () => {
  const { pool } = rig.installation;
  const stranger = crypto.randomUUID();
  expect(await subscriptionHealth(pool, stranger, id)).toBeUndefined();
  for (const change of [pause, disable, resume])
    expect(await change(pool, stranger, id, operator)).toEqual({ kind: 'unknown' });
  expect(await health()).toMatchObject({ kind: 'ok' });
});

test('each attempt has a row: its class, status and time, and nothing that the receiver wrote', async () => {
  const { pool, accountId } = rig.installation;
  await attempts(1, status(503));
  await rig.makeDue();
  rig.receiver.reply = (response) => response.destroy();
  await rig.deliverDue();
  await rig.makeDue();
  rig.receiver.reply = status(204);
  await rig.deliverDue();
  const [delivery] = await rig.deliveries();
  const common = { at: expect.any(Date), latencyMs: expect.any(Number) };
  expect(await deliveryAttempts(pool, accountId, delivery?.id ?? '')).toEqual([
    { attempt: 1, outcome: 'http_status', responseStatus: 503, ...common },
    { attempt: 2, outcome: 'connection_reset', responseStatus: null, ...common },
    { attempt: 3, outcome: 'delivered', responseStatus: 204, ...common },
  ]);
  expect(await deliveryAttempts(pool, crypto.randomUUID(), delivery?.id ?? '')).toEqual([]);
});
