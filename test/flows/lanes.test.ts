import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';
import { testSecretKey } from '../support/server.ts';

/** Processes that divide the lanes between them. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-lanes-'));
let database: TestDatabase;
let receiver: Receiver;
let env: Record<string, string>;
const running: ServerProcess[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver();
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: testSecretKey,
    DATA_DIR: folder,
    WEBHOOK_ALLOW: '127.0.0.1',
  };
});
afterAll(async () => {
  await Promise.all(running.map((server) => server.end()));
  await receiver.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function start(lanes: string): Promise<ServerProcess> {
  const server = await spawnServer(env, ['--role=worker', `--lanes=${lanes}`]);
  running.push(server);
  return server;
}

async function kindsRunBy(server: ServerProcess): Promise<string[]> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return [...text.matchAll(/^meetric_job_seconds_count\{kind="(\w+)"\} [1-9]/gm)].map(
    ([, kind = '']) => kind,
  );
}

test('each does the jobs of its lanes and leaves the others to the others', async () => {
  const pipeline = await start('pipeline');
  const { token_prefix } = await meetricJson<{ token_prefix: string }>(
    ['token', 'create', '--name', 'x', '--scopes', 'all'],
    env,
  );
  await meetricJson(['webhook', 'create', '--token', token_prefix, '--url', receiver.url], env);
  const file = path.join(folder, 'call.txt');
  writeFileSync(file, 'Erik: We agree on the price.\nJane: Yes, we do.');
  await meetricJson(['import', file], env);
  await expect
    .poll(() => database.query('select lane, failures from job'))
    .toEqual([{ lane: 'delivery', failures: 0 }]);
  expect(receiver.received).toEqual([]);
  const delivery = await start('delivery');
  await expect.poll(() => receiver.received.length).toBe(1);
  await expect.poll(() => database.query('select lane from job')).toEqual([]);
  expect([await kindsRunBy(pipeline), await kindsRunBy(delivery)]).toEqual([['analyse'], ['deliver']]);
});

test('only who delivers is warned that links will name it; all are ready', async () => {
  const sound = await start('sound');
  const outputs = running.map((server) => server.output().includes('PUBLIC_URL is not set'));
  expect(outputs).toEqual([false, true, false]);
  expect(sound.output()).toContain('"lanes":["sound"]');
  const statuses = running.map(async (server) => (await fetch(`${server.url}/readyz`)).status);
  expect(await Promise.all(statuses)).toEqual([200, 200, 200]);
});

test('fewer lanes than all want a database that others share', async () => {
  const own = { ...env, DATABASE_URL: '', DATA_DIR: path.join(folder, 'refused') };
  await expect(spawnServer(own, ['--lanes=sound,pipeline'])).rejects.toThrow(
    /ended with 1: .*^database_url_missing: --lanes=sound,pipeline needs DATABASE_URL/ms,
  );
});
