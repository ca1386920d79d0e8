import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Client } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { sameLookup } from '../support/bad-tokens.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { testSecretKey } from '../support/server.ts';

const connections = 128;
const calls = 60;
const mostRounds = 3;

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-flood-'));
let installation: Installation;
let server: ServerProcess;
let client: Client;
let token: string;
let revoked: string;
beforeAll(async () => {
  installation = await createInstallation();
  const env = { DATABASE_URL: installation.database.url, SECRET_KEY: testSecretKey };
  server = await spawnServer({ ...env, DATA_DIR: folder });
  client = new Client(server.url);
  token = (await installation.token({ requestsPerMinute: 1_000_000 })).token;
  const gone = await installation.token();
  await installation.database.query(
    'update api_token set revoked_at = now(), changed_at = clock_timestamp() where id = $1',
    [gone.id],
  );
  revoked = gone.token;
  await medianMs();
});
afterAll(async () => {
  await client.close();
  await server.end();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Of calls one after the other. */
async function medianMs(): Promise<number> {
  const ms: number[] = [];
  for (let i = 0; i < calls; i += 1) {
    const startedMs = performance.now();
    const headers = { authorization: `Bearer ${token}` };
    const answer = await client.request({ method: 'GET', path: '/api/v1/rest/account', headers });
    await answer.body.dump();
    expect(answer.statusCode).toBe(200);
    ms.push(performance.now() - startedMs);
  }
  return ms.sort((a, b) => a - b)[calls / 2] ?? 0;
}

/** Starts the flood and waits until every connection has had an answer. */
async function flood(given: string): Promise<ChildProcess> {
  const child = spawn(
    process.execPath,
    ['test/support/flood-client.ts', server.url, given, String(connections)],
    { cwd: programRoot, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await new Promise<void>((resolve) =>
    child.stdout.on('data', (text) => {
      if (Number(String(text).trim().split('\n').at(-1)) >= connections) resolve();
    }),
  );
  return child;
}

const kinds: [name: string, given: () => string][] = [
  ['unknown tokens', () => 'unknown'],
  ['malformed tokens', () => 'mt_nonsense'],
  ['a revoked token', () => revoked],
  ['a live prefix with another secret', () => sameLookup(token)],
  ['no token', () => 'none'],
];
test.each(kinds)('a flood of %s leaves a good client’s median within twice', async (_name, given) => {
  const ratios: number[] = [];
  for (let round = 0; round < mostRounds; round += 1) {
    const alone = await medianMs();
    const child = await flood(given());
    const beside = await medianMs();
    child.kill();
    await once(child, 'exit');
    ratios.push(beside / alone);
    if (beside <= 2 * alone) break;
  }
  expect(Math.min(...ratios)).toBeLessThanOrEqual(2);
});
