import * as standard from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { unseal } from '../../../src/domain/keys/keys.ts';
import {
  eraseOldSecrets,
  overlapHours,
  type RotationStart,
  type RotationWish,
  startRotation,
  switchSecret,
} from '../../../src/domain/webhooks/rotation.ts';
import { expectedSignature, type Received, status } from '../../../testing/receiver.ts';
import { createDeliveryRig, type DeliveryRig } from './delivery-rig.ts';

const hourMs = 3_600_000;
let rig: DeliveryRig;
let old: { id: string; secret: string };
let now: Date;
beforeAll(async () => {
  rig = await createDeliveryRig();
});
beforeEach(async () => {
  rig.receiver.reply = status(200);
  old = await rig.subscribe(await rig.installation.token());
  now = rig.clock.now();
});
afterEach(() => rig.clear());
afterAll(() => rig.close());

function rotate(wish: Partial<RotationWish> = {}, at = now): Promise<RotationStart> {
  const { pool, keys, accountId } = rig.installation;
  return startRotation(
    { pool, keys },
    accountId,
    { subscriptionId: old.id, ...wish },
    { by: operator, now: at },
  );
}

async function newSecretOf(start: Promise<RotationStart>): Promise<string> {
  const started = await start;
  if (started.kind === 'refused') throw new Error(started.reason);
  return started.secret;
}

async function deliver(afterMs = 0): Promise<Received> {
  await rig.complete();
  rig.clock.forward(afterMs);
  await rig.deliverDue();
  rig.clock.forward(-afterMs);
  const request = rig.receiver.received.pop();
  if (!request) throw new Error('Nothing arrived');
  return request;
}

/** Which of the secrets the headers were made with. */
function signersOf({ headers, body }: Received, secrets: Record<string, string>): Record<string, unknown> {
  const named = (value: unknown): string | undefined =>
    Object.keys(secrets).find((name) => expectedSignature(secrets[name] ?? '', body) === value);
  const id = String(headers['webhook-id']);
  const at = new Date(Number(headers['webhook-timestamp']) * 1_000);
  const standardly = String(headers['webhook-signature'])
    .split(' ')
    .map((one) =>
      Object.keys(secrets).find(
        (name) => new standard.Webhook(secrets[name] ?? '').sign(id, at, body) === one,
      ),
    );
  return {
    reference: named(headers['x-webhook-signature']),
    next: named(headers['x-webhook-signature-next']),
    standard: standardly,
  };
}

const both = { reference: 'old', next: 'new', standard: ['new', 'old'] };
const onlyNew = { reference: 'new', next: undefined, standard: ['new'] };

async function sealedSecrets(): Promise<(string | null)[]> {
  const [row] = await rig.installation.database.query<Record<'a' | 'b', Buffer | null>>(
    'select secret_sealed as a, next_secret_sealed as b from webhook_subscription',
  );
  const open = (sealed: Buffer | null | undefined): string | null =>
    sealed ? unseal(rig.installation.keys.webhookSeal, sealed) : null;
  return [open(row?.a), open(row?.b)];
}

test('both sign until the overlap ends, and only the new one after it, erased or not', async () => {
  const secrets = { old: old.secret, new: await newSecretOf(rotate()) };
  expect(secrets.new).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
  expect(signersOf(await deliver(24 * hourMs - 60_000), secrets)).toEqual(both);
  expect(signersOf(await deliver(24 * hourMs), secrets)).toEqual(onlyNew);
  const { pool } = rig.installation;
  expect(await eraseOldSecrets(pool, new Date(now.getTime() + 24 * hourMs - 1))).toBe(0);
  expect(await sealedSecrets()).toEqual([secrets.old, secrets.new]);
  expect(await eraseOldSecrets(pool, new Date(now.getTime() + 24 * hourMs))).toBe(1);
  expect(await sealedSecrets()).toEqual([secrets.new, null]);
  expect(signersOf(await deliver(), secrets)).toEqual(onlyNew);
});

test('the switch ends it before', async () => {
  const secrets = { old: old.secret, new: await newSecretOf(rotate({ overlapHours: overlapHours.most })) };
  const { pool, accountId } = rig.installation;
  expect(await switchSecret(pool, accountId, old.id, { by: operator, now })).toEqual({ kind: 'switched' });
  expect(await sealedSecrets()).toEqual([secrets.new, null]);
  expect(signersOf(await deliver(), secrets)).toEqual(onlyNew);
  expect(await switchSecret(pool, accountId, old.id, { by: operator, now })).toEqual({
    kind: 'refused',
    reason: 'no_rotation',
  });
});

test('a delivery that was claimed before the switch is signed with what counts when it is sent', async () => {
  const secrets = { old: old.secret, new: await newSecretOf(rotate({ overlapHours: 1 })) };
  await rig.complete();
  const [job] = await rig.claim();
  if (!job) throw new Error('Nothing was due');
  rig.clock.forward(hourMs);
  await rig.handler.run(job, new AbortController().signal);
  rig.clock.forward(-hourMs);
  const [request] = rig.receiver.received;
  expect(request && signersOf(request, secrets)).toEqual(onlyNew);
});

test('without an overlap the old one is gone at once', async () => {
  const secrets = { old: old.secret, new: await newSecretOf(rotate({ overlapHours: 0 })) };
  expect(await sealedSecrets()).toEqual([secrets.new, null]);
  expect(signersOf(await deliver(), secrets)).toEqual(onlyNew);
});

test('one at a time: another begins when the overlap is over', async () => {
  const second = await newSecretOf(rotate({ overlapHours: 1 }));
  expect(await rotate()).toEqual({ kind: 'refused', reason: 'running_already' });
  expect(await sealedSecrets()).toEqual([old.secret, second]);
  const third = await newSecretOf(rotate({}, new Date(now.getTime() + hourMs)));
  expect(await sealedSecrets()).toEqual([second, third]);
});

test('what can not be rotated is refused', async () => {
  const { pool, accountId, database } = rig.installation;
  const stranger = crypto.randomUUID();
  expect(await rotate({ subscriptionId: stranger })).toEqual({ kind: 'refused', reason: 'unknown' });
  expect(await switchSecret(pool, accountId, stranger, { by: operator, now })).toEqual({
    kind: 'refused',
    reason: 'unknown',
  });
  const { id } = old;
  const { keys } = rig.installation;
  expect(
    await startRotation({ pool, keys }, stranger, { subscriptionId: id }, { by: operator, now }),
  ).toEqual({
    kind: 'refused',
    reason: 'unknown',
  });
  for (const hours of [-1, 72.1, Number.NaN])
    expect(await rotate({ overlapHours: hours })).toEqual({
      kind: 'refused',
      reason: 'overlap_out_of_range',
    });
  await database.query(
    `update webhook_subscription set form = 'slack', token_id = null, secret_sealed = null`,
  );
  expect(await rotate()).toEqual({ kind: 'refused', reason: 'not_signed' });
});

test('two that begin at once: one begins', async () => {
  const kinds = (await Promise.all([rotate(), rotate()])).map(({ kind }) => kind);
  expect(kinds.toSorted()).toEqual(['refused', 'started']);
});
