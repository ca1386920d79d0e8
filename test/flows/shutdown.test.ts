import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../../src/config.ts';
import { currentOwner } from '../../src/db/embedded/own-data-dir.ts';
import { meetric, type ServerProcess, spawnServer } from '../support/processes.ts';
import { startTestReceiver } from '../support/receiver.ts';

let folder: string;
let env: Record<string, string>;
let server: ServerProcess;

beforeEach(async () => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-stop-'));
  env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1' };
  server = await spawnServer(env);
});
afterEach(async () => {
  await server.end();
  rmSync(folder, { recursive: true, force: true });
});

async function stopped(signal: NodeJS.Signals = 'SIGTERM'): Promise<{ code: number | null; ms: number }> {
  const startedMs = performance.now();
  const code = await server.end(signal);
  return { code, ms: performance.now() - startedMs };
}

test.each(['SIGTERM', 'SIGINT'] as const)('idle, %s ends it within two seconds', async (signal) => {
  await fetch(`${server.url}/healthz`);
  const { code, ms } = await stopped(signal);
  expect(code).toBe(0);
  expect(ms).toBeLessThan(2_000);
});

test('SIGTERM to npm start reaches the server', async () => {
  await server.end();
  const npm = spawn('npm', ['start'], {
    cwd: programRoot,
    env: { ...process.env, ...env, PORT: '0' },
    stdio: 'pipe',
  });
  const exited = once(npm, 'exit');
  const ready = Promise.withResolvers<void>();
  npm.stdout.on('data', (chunk) => String(chunk).includes('Meetric is ready') && ready.resolve());
  await ready.promise;
  const owner = currentOwner(folder);
  npm.kill('SIGTERM');
  await exited;
  await expect.poll(() => currentOwner(folder), { timeout: 5_000 }).toBeNull();
  expect(owner?.role).toBe('server');
}, 60_000);

test('an attempt that does not end is cut, and sent again by the next start at once', async () => {
  const receiver = await startTestReceiver();
  receiver.answer(() => {
    // Never answers.
  });
  const file = path.join(folder, 'call.txt');
  writeFileSync(file, 'Erik: We agree on the price.\nJane: Yes, we do.');
  const made = JSON.parse(
    (await meetric(['token', 'create', '--name', 'x', '--scopes', 'all', '--json'], env)).stdout,
  );
  await meetric(['webhook', 'create', '--token', made.token_prefix, '--url', receiver.url], env);
  await meetric(['import', file], env);
  await expect.poll(() => receiver.hits.length, { timeout: 10_000 }).toBe(1);
  const { code, ms } = await stopped();
  expect(code).toBe(0);
  expect(ms).toBeGreaterThan(7_000);
  expect(ms).toBeLessThan(10_000);
  receiver.answer((response) => response.writeHead(204).end());
  server = await spawnServer(env);
  await expect.poll(() => receiver.hits.length, { timeout: 5_000 }).toBe(2);
  const [first, second] = receiver.hits;
  expect(second?.headers['x-webhook-delivery-id']).toBe(first?.headers['x-webhook-delivery-id']);
  await receiver.close();
}, 60_000);

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

// The goals are 4 s and 1.5 s (bench/start.ts measures them); other tests share the cores here.
test('a first start makes its database quickly, a later one finds it', async () => {
  await server.end();
  const later = await startMs();
  await server.end();
  await rm(folder, { recursive: true });
  const first = await startMs();
  expect({ first: first < 25_000, later: later < 12_000 }).toEqual({ first: true, later: true });
}, 60_000);

async function startMs(): Promise<number> {
  const startedMs = performance.now();
  server = await spawnServer(env);
  await fetch(`${server.url}/healthz`);
  return performance.now() - startedMs;
}
