import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { locatePostgres } from '../../src/db/embedded/home.ts';
import { currentOwner } from '../../src/db/embedded/own-data-dir.ts';
import { startReceiver, status } from '../../testing/receiver.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { createTestDatabase } from '../support/database.ts';
import { meetric, type ServerProcess, spawnServer } from '../support/processes.ts';

let folder: string;
let env: Record<string, string>;
let server: ServerProcess | null;

beforeEach(() => {
  folder = newDataFolder('stop');
  env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1' };
  server = null;
});
afterEach(async () => {
  await server?.end();
  rmSync(folder, { recursive: true, force: true });
});

// That an idle worker does not wait for the grace to pass is tested in worker.test.ts.
test.each(['SIGTERM', 'SIGINT'] as const)('idle, %s ends it in order', async (signal) => {
  server = await spawnServer(env);
  await fetch(`${server.url}/healthz`);
  expect(await server.end(signal)).toBe(0);
  expect(server.output()).toMatch(/"msg":"stopping".*"msg":"stopped"/s);
  expect(currentOwner(folder)).toBeNull();
});

test('SIGTERM to npm start reaches the server', async () => {
  const npm = spawn('npm', ['start'], {
    cwd: programRoot,
    env: { ...process.env, ...env, PORT: '0' },
    stdio: 'pipe',
  });
  const exited = once(npm, 'exit');
  const ready = Promise.withResolvers<void>();
  let printed = '';
  npm.stdout.on('data', (chunk) => {
    printed += String(chunk);
    if (printed.includes('Meetric is ready')) ready.resolve();
  });
  await ready.promise;
  const owner = currentOwner(folder);
  npm.kill('SIGTERM');
  await exited;
  await expect.poll(() => currentOwner(folder)).toBeNull();
  expect(owner?.role).toBe('server');
});

test('an attempt that does not end is cut, and due for the next start', async () => {
  // On a PostgreSQL that does not stop with it: all that follows the cut is quick.
  const database = await createTestDatabase();
  env = { ...env, DATABASE_URL: database.url };
  server = await spawnServer(env);
  const receiver = await startReceiver();
  receiver.reply = () => {
    // Never answers.
  };
  const file = path.join(folder, 'call.txt');
  writeFileSync(file, 'Erik: We agree on the price.\nJane: Yes, we do.');
  const made = JSON.parse(
    (await meetric(['token', 'create', '--name', 'x', '--scopes', 'all', '--json'], env)).stdout,
  );
  await meetric(['webhook', 'create', '--token', made.token_prefix, '--url', `${receiver.url}/hook`], env);
  await meetric(['import', file], env);
  await expect.poll(() => receiver.received.length).toBe(1);
  const startedMs = performance.now();
  // By itself: what is cut from outside, after 9.5 s, ends with 1.
  expect(await server.end()).toBe(0);
  expect(performance.now() - startedMs).toBeGreaterThan(7_900);
  const due = 'select lease_token, due_at <= now() as due from job';
  expect(await database.query(due)).toEqual([{ lease_token: null, due: true }]);
  receiver.reply = status(204);
  server = await spawnServer(env);
  await expect.poll(() => receiver.received.length).toBe(2);
  const [first, second] = receiver.received;
  expect(second?.headers['x-webhook-delivery-id']).toBe(first?.headers['x-webhook-delivery-id']);
  await receiver.close();
  await server.end();
  await database.drop();
});

test('bad configuration: every fault at once, exit code 1', async () => {
  const { code, stderr } = await meetric(['account', 'show'], {
    ...env,
    PORT: 'x',
    LOG_LEVEL: 'loud',
    SECRET_KEY: 'short',
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/PORT.*\n.*SECRET_KEY.*\n.*LOG_LEVEL/);
});

// How long that takes is measured by bench/start.ts.
test('a later start finds the database that the first one made', async () => {
  rmSync(path.join(folder, 'postgres'), { recursive: true, force: true });
  const cluster = (): number => statSync(path.join(locatePostgres(folder).cluster, 'PG_VERSION')).ino;
  await (await spawnServer(env)).end();
  const made = cluster();
  server = await spawnServer(env);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  expect(cluster()).toBe(made);
});
