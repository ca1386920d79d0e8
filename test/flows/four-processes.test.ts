import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { minutesSince, withinOneDay } from '../support/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetric, type ServerProcess, spawnServer } from '../support/processes.ts';
import { testSecretKey } from '../support/server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-four-'));
let database: TestDatabase;
let env: Record<string, string>;
let servers: ServerProcess[];

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATABASE_URL: database.url, SECRET_KEY: testSecretKey, DATA_DIR: folder, LOG_LEVEL: 'error' };
  servers = await Promise.all(Array.from({ length: 4 }, () => spawnServer({ ...env, LOG_LEVEL: 'info' })));
});
afterAll(async () => {
  await Promise.all(servers.map((server) => server.end()));
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

async function token(...limits: string[]): Promise<string> {
  const args = ['token', 'create', '--name', 'x', '--scopes', 'all', '--json', ...limits];
  return JSON.parse((await meetric(args, env)).stdout).token;
}

interface Answer {
  status: number;
  headers: Headers;
}

/** Sends one request for each path over 64 connections that take the servers in turn. */
async function storm(bearer: string, paths: string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let mine = next++; mine < paths.length; mine = next++) {
      const url = `${servers[mine % servers.length]?.url}/api/v1/rest${paths[mine]}`;
      const response = await fetch(url, { headers: { authorization: `Bearer ${bearer}` } });
      await response.arrayBuffer();
      answers.push({ status: response.status, headers: response.headers });
    }
  };
  await Promise.all(Array.from({ length: 64 }, connection));
  return answers;
}

/** How many answers had each status. */
function tally(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

test('four processes made one account between them', async () => {
  expect(await database.query('select count(*)::int as accounts from account')).toEqual([{ accounts: 1 }]);
});

test('64 connections on 4 processes: exactly the limit is admitted', async () => {
  const bearer = await token('--requests-per-minute', '60');
  const startedMs = performance.now();
  const answers = await storm(bearer, Array(600).fill('/account'));
  const { 200: admitted = 0, ...others } = tally(answers);
  expect(others).toEqual({ 429: 600 - admitted });
  expect(admitted).toBeGreaterThanOrEqual(60);
  expect(admitted).toBeLessThanOrEqual(60 * minutesSince(startedMs));
  const again = answers
    .filter(({ status }) => status === 429)
    .map(({ headers }) => Number(headers.get('retry-after')));
  expect(Math.min(...again)).toBeGreaterThanOrEqual(1);
  expect(Math.max(...again)).toBeLessThanOrEqual(60);
  const { rows } = {
    rows: await database.query<{ taken: number }>(
      'select count(*)::int as taken from rate_window, unnest(slots) s where s > 0',
    ),
  };
  expect(rows).toEqual([{ taken: 60 }]);
});

test('64 connections on 4 processes: exactly the quota of different conversations is read', async () => {
  const file = path.join(folder, 'call.txt');
  writeFileSync(file, 'Erik: We agree on the price.\nJane: Yes, we do.');
  const imported = JSON.parse((await meetric(['import', file, '--json', '--wait'], env)).stdout);
  await database.query(
    `insert into conversation (account_id, id, status, title, started_at, medium, language, participants, partner_card, created_at,
       updated_at)
     select account_id, gen_random_uuid(), status, title, started_at, medium, language, participants, partner_card, created_at,
       updated_at from conversation, generate_series(1, 299) where id = $1`,
    [imported.id],
  );
  const ids = (await database.query<{ id: string }>('select id from conversation')).map(({ id }) => id);
  expect(ids).toHaveLength(300);
  const paths = ids.flatMap((id) => [`/conversations/${id}`, `/conversations/${id}/summary`]);
  const readTwice = async (): Promise<Record<number, number>[]> => {
    const bearer = await token('--requests-per-minute', '100000', '--daily-conversations', '200');
    return [tally(await storm(bearer, paths)), tally(await storm(bearer, paths))];
  };
  const each = { 200: 400, 429: 200 };
  expect(await withinOneDay(readTwice)).toEqual([each, each]);
  const counted = await database.query<{ used: number; rows: number }>(
    `select used, (select count(*)::int from quota_read r where r.token_id = d.token_id and r.day = d.day) as rows
     from quota_day d join api_token t on t.id = d.token_id order by t.created_at desc limit 1`,
  );
  expect(counted).toEqual([{ used: 200, rows: 200 }]);
});

test('a key that does not fit the data is refused at start', async () => {
  const wrong = { ...env, SECRET_KEY: 'another secret key, which does not fit' };
  await expect(spawnServer(wrong)).rejects.toThrow('secret_key_unfit');
});
