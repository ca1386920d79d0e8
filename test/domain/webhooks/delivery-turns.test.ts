import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { markRevoked } from '../../../src/domain/tokens/queries.ts';
import { status } from '../../../testing/receiver.ts';
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

/** More deliveries than are sent at once; the answers to those that are sent are held back until `release`. */
async function beginMore(
  count: number,
  sentAtOnce = 10,
): Promise<{ done: Promise<unknown>; release(): void }> {
  const held: (() => void)[] = [];
  for (let n = 0; n < count; n += 1) await rig.complete();
  rig.receiver.reply = (response) => void held.push(() => response.writeHead(204).end());
  const jobs = await rig.claim();
  const done = Promise.allSettled(jobs.map((job) => rig.handler.run(job, new AbortController().signal)));
  await expect.poll(() => held.length).toBe(sentAtOnce);
  const release = (): void => {
    rig.receiver.reply = status(204);
    for (const answer of held) answer();
  };
  return { done, release };
}

test('ten at once go to one endpoint; those behind are ready, and go when there is room', async () => {
  await rig.subscribe(token);
  const { done, release } = await beginMore(13);
  expect(rig.receiver.received).toHaveLength(10);
  release();
  await done;
  const deliveries = await rig.deliveries();
  expect(deliveries.map((one) => one.status)).toEqual(Array(13).fill('succeeded'));
  expect(idsSent()).toEqual(deliveries.map(({ id }) => id).toSorted());
});

test('two endpoints on one host do not share its connections', async () => {
  await rig.subscribe(token);
  await rig.subscribe(token, `${rig.receiver.url}/another`);
  const { done, release } = await beginMore(12, 20);
  release();
  await done;
  expect((await rig.deliveries()).map((one) => one.status)).toEqual(Array(24).fill('succeeded'));
});

test('seven endpoints that do not answer hold up no eighth', async () => {
  for (let n = 0; n < 7; n += 1) await rig.subscribe(token, `${rig.receiver.url}/hanging/${n}`);
  const { done, release } = await beginMore(11, 70);
  const { id: another } = await rig.subscribe(token, `${rig.receiver.url}/another`);
  await rig.complete();
  rig.receiver.reply = status(204);
  const [job] = (await rig.claim()).filter(({ subjectId }) => subjectId === another);
  if (!job) throw new Error('The delivery should be due');
  await rig.handler.run(job, new AbortController().signal);
  expect(rig.receiver.received.at(-1)?.path).toBe('/another');
  release();
  await done;
});

test('a token that is revoked while deliveries wait for their turn ends these', async () => {
  await rig.subscribe(token);
  const { done, release } = await beginMore(12);
  await markRevoked(rig.installation.pool, token.accountId, token.tokenPrefix.slice(3), new Date());
  rig.clock.forward(2_000);
  release();
  await done;
  expect(rig.receiver.received).toHaveLength(10);
  const endings = (await rig.deliveries()).map((one) => one.status).toSorted();
  expect(endings).toEqual([...Array(2).fill('cancelled'), ...Array(10).fill('succeeded')]);
});

test('what a large body is made of is read when its turn comes', async () => {
  await rig.subscribe(token);
  const text = 'ord '.repeat(20_000);
  const enlarge = `update webhook_content set conversation = replace(conversation, '"Acme"', '"' || $1 || '"')`;
  for (let n = 0; n < 11; n += 1) await rig.complete();
  await rig.installation.database.query(enlarge, [text]);
  const { done, release } = await beginMore(0);
  release();
  await done;
  const deliveries = await rig.deliveries();
  expect(deliveries.map((one) => one.status)).toEqual(Array(11).fill('succeeded'));
  expect(idsSent()).toEqual(deliveries.map(({ id }) => id).toSorted());
  expect(rig.receiver.received.every(({ body }) => body.length > text.length)).toBe(true);
});

/** In the bodies; each is that of its header. */
function idsSent(): string[] {
  return rig.receiver.received
    .map(({ headers, body }) => {
      const id: string = JSON.parse(body.toString())._meta.delivery_id;
      expect(headers['x-webhook-delivery-id']).toBe(id);
      return id;
    })
    .toSorted();
}
