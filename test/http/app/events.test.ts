import { afterAll, beforeAll, expect, test } from 'vitest';
import { showProgress } from '../../../src/jobs/queue.ts';
import { send } from '../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { incoming, store } from '../../support/conversation-fixtures.ts';
import { type Listening, listenTo } from '../../support/event-source.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { TusClient } from '../../support/tus-client.ts';

let world: World;
let erik: Session;
let anna: Session;
let admin: Session;
const open: Listening[] = [];
beforeAll(async () => {
  world = await createWorld();
  erik = await signInAs(world.server, { userId: world.people.erik.id });
  anna = await signInAs(world.server, { userId: world.people.anna.id });
});
afterAll(async () => {
  for (const one of open) one.close();
  await world.close();
});

async function listen(session: Session, query = ''): Promise<Listening> {
  const listening = await listenTo(`${world.server.url}/api/v1/events${query}`, { cookie: session.cookie });
  open.push(listening);
  expect(listening.status).toBe(200);
  await expect.poll(() => listening.heard.length).toBeGreaterThan(0);
  return listening;
}
const changed = ({ heard }: Listening): unknown[] =>
  heard.filter(({ event }) => event === 'change').map(({ data }) => Object(data).id);

test('the stream has the head of one, and a member hears of own conversations only', async () => {
  admin = await signInAs(world.server, { userId: world.people.anna.id, role: 'admin' });
  const all = await listen(admin);
  await world.database.query(`update app_user set role = 'member' where id = $1`, [world.people.anna.id]);
  anna = await signInAs(world.server, { userId: world.people.anna.id, role: 'member' });
  const [mine, others] = [await listen(erik), await listen(anna)];
  expect(mine.headers).toMatchObject({
    'content-type': 'text/event-stream',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  });
  const id = await store(
    world,
    { ...incoming({ title: 'Mine', startedAt: new Date() }), userId: world.people.erik.id },
    'processing',
  );
  await expect.poll(() => changed(mine)).toContain(id);
  await expect.poll(() => others.lastEventId()).toBe(mine.lastEventId());
  expect(changed(others)).toEqual([]);
  all.close();
});

test('the headway of a step is told to those who may see its conversation', async () => {
  const [mine, others] = [await listen(erik), await listen(anna)];
  const id = await store(
    world,
    { ...incoming({ title: 'Moving', startedAt: new Date() }), userId: world.people.erik.id },
    'processing',
  );
  const { accountId, context } = world.server;
  const [row] = await world.database.query<{ id: string; lease: string }>(
    `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at, lease_token)
      values ($1, gen_random_uuid(), 'sound', 'recognise', $2, '{}', now() + interval '1 hour', now(), gen_random_uuid())
      returning id, lease_token as lease`,
    [accountId, id],
  );
  if (!row) throw new Error('No job');
  const job = { accountId, id: row.id, leaseToken: row.lease } as Parameters<typeof showProgress>[1];
  await showProgress(context.pool, job, 0.42);
  await expect
    .poll(() => mine.heard.filter(({ event }) => event === 'progress').map(({ data }) => data))
    .toEqual([{ id, step: 'recognise', progress: 0.42 }]);
  expect(others.heard.filter(({ event }) => event === 'progress')).toEqual([]);
});

test('the owner of an upload hears that it is settled, and nobody else', async () => {
  const [mine, others] = [await listen(erik), await listen(anna)];
  const tus = new TusClient(world.server, erik);
  const bytes = Buffer.from('Erik: Settled.\nJane: Yes.\n');
  const id = await tus.begin(bytes.length, { filename: 'settled.txt' });
  await tus.piece(id, 0, bytes);
  await expect.poll(() => changed(mine), { timeout: 20_000 }).toContain(id);
  await expect.poll(() => others.lastEventId()).toBe(mine.lastEventId());
  expect(changed(others)).not.toContain(id);
});

test('a browser comes again with its place, in the query too', async () => {
  const first = await listen(erik);
  const place = first.lastEventId();
  first.close();
  const id = await store(
    world,
    { ...incoming({ title: 'Away', startedAt: new Date() }), userId: world.people.erik.id },
    'processing',
  );
  const second = await listen(erik, `?after=${place}`);
  expect(second.heard[0]).toMatchObject({ event: 'hello', data: { resumed: true } });
  await expect.poll(() => changed(second)).toContain(id);
  expect((await listen(erik, '?after=x')).heard[0]).toMatchObject({ data: { resumed: false } });
});

test('without a session there is none, and a partner token is nothing here', async () => {
  const answers = [
    await send(world.server, '/api/v1/events'),
    await send(world.server, '/api/v1/events', { headers: { authorization: `Bearer ${world.token}` } }),
  ];
  for (const { status, body } of answers) expect([status, body]).toMatchObject([401, { statusCode: 401 }]);
});

test('signing out ends the stream', async () => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const listening = await listen(session);
  await appCall(world.server, session, '/session', { method: 'DELETE' });
  await expect.poll(() => listening.isOver(), { timeout: 60_000, interval: 250 }).toBe(true);
  expect(listening.heard.at(-1)).toMatchObject({ event: 'ended', data: { reason: 'session_ended' } });
}, 90_000);
