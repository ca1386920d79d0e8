import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newDataFolder } from '../support/data-folder.ts';
import {
  meetric,
  meetricJson,
  type RunningCommand,
  type ServerProcess,
  spawnServer,
  startMeetric,
} from '../support/processes.ts';

/** A developer's afternoon: a listener beside a server, tests, replays, a pause and a new secret. */
const folder = newDataFolder('webhook-commands');
const env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1' };
let server: ServerProcess;
let listener: RunningCommand;
let prefix: string;
let hook: string;

beforeAll(async () => {
  server = await spawnServer(env);
  const scopes = ['--scopes', 'conversations,transcripts'];
  prefix = (await command<{ token_prefix: string }>('token', 'create', '--name', 'crm', ...scopes))
    .token_prefix;
  listener = startMeetric(['webhook', 'listen', '--token', prefix, '--port', '0', '--json'], env);
  await listener.untilLines(1);
  hook = JSON.parse(listener.lines()[0] ?? '').subscription_id;
});
afterAll(async () => {
  await listener.end('SIGKILL');
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

const command = <T>(...args: string[]): Promise<T> => meetricJson<T>(args, env);
const webhook = <T = Record<string, unknown>>(...args: string[]): Promise<T> =>
  command<T>('webhook', ...args);
const seen = () =>
  listener
    .lines()
    .slice(1)
    .map((line) => JSON.parse(line));

let calls = 0;
async function importCall(): Promise<void> {
  calls += 1;
  const file = path.join(folder, `call-${calls}.vtt`);
  writeFileSync(
    file,
    `WEBVTT\n\n00:00:00.000 --> 00:00:0${calls}.000\n<v Jane>Call number ${calls}, it is about the price.</v>\n`,
  );
  await command('import', file, '--title', `Call ${calls}`, '--wait');
}

test('a test delivery arrives, signed and marked', async () => {
  expect(await webhook('test', hook)).toMatchObject({
    status: 'succeeded',
    response_status: 200,
    latency_ms: expect.any(Number),
    reason: null,
  });
  await expect.poll(seen).toMatchObject([
    {
      event: 'conversation.completed',
      attempt: '1',
      title: 'Test delivery (made up, no real conversation)',
      test: true,
      repeat: false,
      signature: 'ok',
      standard_signature: 'ok',
      status: 200,
    },
  ]);
});

test('a delivery that is replayed arrives again under its id, and once a key', async () => {
  await importCall();
  await expect.poll(() => seen().length).toBe(2);
  const { delivery_id: id } = seen()[1];
  const replay = () => webhook('replay', id, '--key', 'afternoon');
  const answer = { key: 'afternoon', replayed: 1, due_now: 0, erased: 0, deleted: 0, left: 0 };
  expect(await replay()).toEqual({ ...answer, repeated: false });
  await expect.poll(() => seen().length).toBe(3);
  expect(seen()[2]).toMatchObject({
    delivery_id: id,
    attempt: '2',
    title: 'Call 1',
    repeat: true,
    test: false,
    signature: 'ok',
    standard_signature: 'ok',
  });
  expect(await replay()).toEqual({ ...answer, repeated: true });
  await webhook('test', hook);
  await expect.poll(() => seen().length).toBe(4);
  const rows = await webhook<Record<string, unknown>[]>('deliveries', id, '--attempts');
  expect(rows).toMatchObject([
    { id, status: 'succeeded', attempts: 2, attempt_log: [{ attempt: 1 }, { attempt: 2 }] },
  ]);
});

test('what is missed during a pause is offered, and sent', async () => {
  const { stdout } = await meetric(['webhook', 'pause', hook], env);
  expect(stdout).toBe(`Subscription ${hook} is paused. Go on: bin/meetric webhook resume ${hook}\n`);
  await importCall();
  await importCall();
  const skipped = () => webhook<Record<string, unknown>[]>('deliveries', hook, '--failed');
  expect(await skipped()).toMatchObject(Array(2).fill({ status: 'skipped', attempts: 0 }));
  const refused = await meetric(['webhook', 'replay', hook, '--failed'], env);
  expect([refused.code, refused.stderr]).toEqual([
    1,
    `Subscription ${hook} is paused. Go on first: bin/meetric webhook resume ${hook}\n`,
  ]);
  const resumed = await meetric(['webhook', 'resume', hook], env);
  const [first, offer = '', line = ''] = resumed.stdout.split('\n');
  expect(first).toBe(`Subscription ${hook} is active.`);
  expect(offer).toMatch(/^2 events were skipped while it was stopped, the first at .*Z\. Send them:$/);
  const [, ...words] = line.split(' ');
  expect(await command(...words)).toMatchObject({ replayed: 2, repeated: false });
  await expect
    .poll(() =>
      seen()
        .slice(4)
        .map(({ title }) => title),
    )
    .toEqual(['Call 2', 'Call 3']);
  expect(await skipped()).toEqual([]);
});

test('resume --replay does both', async () => {
  await webhook('disable', hook);
  await importCall();
  expect(await webhook('enable', hook, '--replay')).toMatchObject({ missed: 1, replay: { replayed: 1 } });
  await expect.poll(() => seen().length).toBe(7);
});

test('both secrets are good until the switch', async () => {
  const states = async (): Promise<unknown> => {
    const before = seen().length;
    await webhook('test', hook);
    await expect.poll(() => seen().length).toBe(before + 1);
    const { signature, standard_signature } = seen().at(-1);
    return [signature, standard_signature];
  };
  await webhook('rotate', hook, '--overlap', '1');
  expect(await states()).toEqual(['ok', 'ok']);
  expect((await meetric(['webhook', 'show', hook], env)).stdout).toMatch(
    /^Secret: two sign, the new one alone from /m,
  );
  await webhook('rotate', hook, '--switch');
  expect(await states()).toEqual(['wrong', 'wrong']);
});

test('the list and the page of a subscription tell its health and its week', async () => {
  const { stdout } = await meetric(['webhook', 'list'], env);
  expect(stdout).toMatch(
    /^ID +TOKEN +STATUS +HEALTH +URL\n[0-9a-f-]{36} +mt_\w{8} +active +ok +http:\/\/127/,
  );
  expect(await webhook('show', hook)).toMatchObject({
    id: hook,
    status: 'active',
    health: 'ok',
    events: ['conversation.completed'],
    deliveries_7_days: { succeeded: 4 },
    last_success_at: expect.any(String),
  });
});

test('a receiver that is not there is told in words, and nothing waits for it', async () => {
  const made = await webhook<{ id: string }>('create', '--token', prefix, '--url', 'http://127.0.0.1:9/');
  const { code, stdout } = await meetric(['webhook', 'test', made.id], env);
  expect([code, stdout.split('\n')[0]]).toEqual([
    1,
    'Not delivered. Nothing listens at that host and port. Is the receiver running?',
  ]);
  const logged = await webhook<unknown[]>('deliveries', made.id);
  expect(await webhook('delete', made.id)).toEqual({ id: made.id, status: 'deleted', cancelled: 0 });
  expect(logged).not.toEqual([]);
  expect(await webhook('deliveries', made.id)).toEqual(logged);
});

test('Ctrl-C takes the subscription with it, and its log stands', async () => {
  expect(await listener.end('SIGINT')).toBe(0);
  expect(JSON.parse(listener.lines().at(-1) ?? '')).toEqual({ deleted: hook });
  expect([listener.stderr(), await webhook('list')]).toEqual(['', []]);
  expect(await webhook<unknown[]>('deliveries')).toHaveLength(9);
});

test('without a server the command makes the attempt itself', async () => {
  const other = startMeetric(['webhook', 'listen', '--token', prefix, '--port', '0', '--status', '503'], env);
  await other.untilLines(2);
  const [, id = ''] = /: (\S+)$/.exec(other.lines()[1] ?? '') ?? [];
  await server.end();
  const { code, stdout } = await meetric(['webhook', 'test', id], env);
  expect([code, stdout.split('\n')[0]]).toEqual([
    1,
    'Not delivered. The receiver answered 503: it failed itself; its own log says why.',
  ]);
  await other.untilLines(3);
  expect(other.lines()[2]).toMatch(
    /^conversation\.completed {2}[0-9a-f-]{36} {2}attempt 1 {2}\d+ bytes {2}X-Webhook-Signature ok {2}webhook-signature ok {2}answered 503 {2}test {2}"Test delivery/,
  );
  expect(await other.end('SIGTERM')).toBe(0);
  expect(await webhook('list')).toEqual([]);
});
