import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

/** Deleted by one process, hidden by another at once, erased by whoever runs a week later. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-delete-'));
const calls = 16;
let env: Record<string, string>;
let database: TestDatabase;
let server: ServerProcess;
let ids: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATA_DIR: path.join(folder, 'data'), DATABASE_URL: database.url };
  const sound = path.join(folder, 'call.wav');
  writeFileSync(sound, writeWav([tone(440, 1, 8_000)], { rate: 8_000, encoding: 's16' }));
  const files = Array.from({ length: calls }, (_, n) => path.join(folder, `call-${n}.txt`));
  for (const [n, file] of files.entries())
    writeFileSync(file, `Erik: We talk about the price of ${n}.\nJane: Yes, we do.\n`);
  const imported = await meetricJson<{ id: string }[]>(
    ['import', ...files, '--recording', sound, '--wait'],
    env,
  );
  ids = imported.map(({ id }) => id);
  server = await spawnServer(env);
});
afterAll(async () => {
  await server.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function recordings(): string[] {
  const root = path.join(folder, 'data', 'recordings');
  return readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.wav'));
}

async function statuses(token: string): Promise<number[]> {
  const headers = { authorization: `Bearer ${token}` };
  const places = ids.map((id) => `${server.url}/api/v1/rest/conversations/${id}/transcript`);
  return Promise.all(places.map(async (place) => (await fetch(place, { headers })).status));
}

test('the server shows them no longer as soon as the command is done, and again when they are back', async () => {
  const limits = ['--requests-per-minute', '6000'];
  const wanted = ['token', 'create', '--name', 'all', '--scopes', 'all', ...limits];
  const { token } = await meetricJson<{ token: string }>(wanted, env);
  // Kept from the second answer on.
  for (let times = 0; times < 3; times += 1) expect(await statuses(token)).toEqual(ids.map(() => 200));
  await meetricJson(['conversation', 'delete', ...ids], env);
  expect(await statuses(token)).toEqual(ids.map(() => 404));
  await meetricJson(['conversation', 'undelete', ...ids], env);
  expect(await statuses(token)).toEqual(ids.map(() => 200));
});

test('kill -9 while they are erased: the next start leaves neither a row without a file nor a file', async () => {
  await meetricJson(['conversation', 'delete', ...ids], env);
  expect(recordings()).toHaveLength(calls);
  await database.query(
    `update conversation set deleted_at = deleted_at - interval '7 days', erase_at = erase_at - interval '7 days'`,
  );
  await database.query(`update job set due_at = now() where ${ofKind('erase')}`);
  await expect.poll(() => recordings().length, { interval: 5 }).toBeLessThan(calls);
  await server.end('SIGKILL');
  server = await spawnServer(env);
  const rows = async (): Promise<number> => (await database.query('select from conversation')).length;
  await expect.poll(rows, { interval: 50 }).toBe(0);
  expect(recordings()).toEqual([]);
  for (const table of ['transcript', 'analysis', 'recording', 'job'])
    expect([table, await database.query(`select from ${table}`)]).toEqual([table, []]);
});
