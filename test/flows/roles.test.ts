import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Receiver, startReceiver, status } from '../../testing/receiver.ts';
import { minutesSince, withinOneDay } from '../support/calendar.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';
import { testSecretKey } from '../support/server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-roles-'));
let database: TestDatabase;
let receiver: Receiver;
let env: Record<string, string>;
let apis: ServerProcess[];
let workers: ServerProcess[];
let first: string[];
let second: string[];

beforeAll(async () => {
  database = await createTestDatabase();
  receiver = await startReceiver();
  env = {
    DATABASE_URL: database.url,
    SECRET_KEY: testSecretKey,
    DATA_DIR: folder,
    PUBLIC_URL: 'https://meetric.example',
    WEBHOOK_ALLOW: '127.0.0.1',
  };
  const roles = ['api', 'worker', 'api', 'worker'];
  const [one, two, three, four] = await Promise.all(roles.map(start));
  if (!one || !two || !three || !four) throw new Error('Four processes were wanted');
  apis = [one, three];
  workers = [two, four];
});
afterAll(async () => {
  await Promise.all([...apis, ...workers].map((server) => server.end()));
  await receiver.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const start = (role: string): Promise<ServerProcess> => spawnServer(env, [`--role=${role}`]);

interface MadeToken {
  token: string;
  token_prefix: string;
}

function token(...limits: string[]): Promise<MadeToken> {
  return meetricJson<MadeToken>(['token', 'create', '--name', 'x', '--scopes', 'all', ...limits], env);
}

/** Imports `count` short calls by one command and gives their ids. */
async function importCalls(name: string, count: number): Promise<string[]> {
  const files = Array.from({ length: count }, (_, index) => {
    const file = path.join(folder, `${name}-${index}.txt`);
    writeFileSync(file, `Erik: We agree on the price of ${name} ${index}.\nJane: Yes, we do.`);
    return file;
  });
  const accepted = await meetricJson<{ id: string }[]>(['import', ...files], env);
  return accepted.map(({ id }) => id);
}

function delivered(): string[] {
  return receiver.received.map((hit) => JSON.parse(String(hit.body)).data.conversation.id);
}

interface Answer {
  status: number;
  api: number;
}

/** One request for each path over 32 connections that take the two API processes in turn. */
async function roundRobin(bearer: string, paths: string[]): Promise<Answer[]> {
  const answers: Answer[] = [];
  let next = 0;
  const connection = async (): Promise<void> => {
    for (let mine = next++; mine < paths.length; mine = next++) {
      const api = mine % apis.length;
      const headers = { authorization: `Bearer ${bearer}` };
      const response = await fetch(`${apis[api]?.url}/api/v1/rest${paths[mine]}`, { headers });
      await response.arrayBuffer();
      answers.push({ status: response.status, api });
    }
  };
  await Promise.all(Array.from({ length: 32 }, connection));
  return answers;
}

function tally(answers: Answer[]): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1;
  return counts;
}

async function runsOf(server: ServerProcess, kind: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`meetric_job_seconds_count\\{kind="${kind}"\\} (\\d+)`).exec(text)?.[1] ?? 0);
}

test('each is alive, ready and gives figures; only those of role api serve the API', async () => {
  const statuses = (server: ServerProcess): Promise<number[]> =>
    Promise.all(
      ['/healthz', '/readyz', '/metrics', '/api/v1/rest/openapi.json', '/api/v1/rest/account'].map(
        async (place) => (await fetch(server.url + place)).status,
      ),
    );
  for (const server of apis) expect(await statuses(server)).toEqual([200, 200, 200, 200, 401]);
  for (const server of workers) expect(await statuses(server)).toEqual([200, 200, 200, 404, 404]);
});

test('two workers share what comes in; each conversation is delivered once', async () => {
  const { token_prefix } = await token();
  await meetricJson(['webhook', 'create', '--token', token_prefix, '--url', `${receiver.url}/hook`], env);
  first = await importCalls('first', 40);
  await expect.poll(() => receiver.received.length).toBe(40);
  expect(delivered().toSorted()).toEqual(first.toSorted());
  await expect.poll(() => database.query('select from job')).toEqual([]);
  expect(receiver.received).toHaveLength(40);
  const runs = await Promise.all(workers.map((worker) => runsOf(worker, 'deliver')));
  expect(runs.reduce((sum, count) => sum + count)).toBe(40);
  expect(await Promise.all(apis.map((api) => runsOf(api, 'deliver')))).toEqual([0, 0]);
});

test('a worker is killed with attempts under way, and another is added', async () => {
  const held: ServerResponse[] = [];
  receiver.reply = (response) => held.push(response);
  // More than one worker holds for one endpoint, so that the other gets some: each sends ten at once.
  second = await importCalls('second', 80);
  await expect.poll(() => held.length).toBe(20);
  await workers.shift()?.end('SIGKILL');
  receiver.reply = status(204);
  for (const response of held) response.writeHead(204).end();
  const added = await spawnServer({ ...env, PUBLIC_URL: '' }, ['--role=worker']);
  workers.push(added);
  expect(added.output()).toContain('PUBLIC_URL is not set');
});

test('of 600 calls over both API processes exactly the limit of 60 is admitted', async () => {
  const { token: bearer } = await token('--requests-per-minute', '60');
  const startedMs = performance.now();
  const { 200: admitted = 0, ...others } = tally(await roundRobin(bearer, Array(600).fill('/account')));
  expect(others).toEqual({ 429: 600 - admitted });
  expect(admitted).toBeGreaterThanOrEqual(60);
  expect(admitted).toBeLessThanOrEqual(60 * minutesSince(startedMs));
});

test('exactly the quota of different conversations is read over both', async () => {
  const limits = ['--requests-per-minute', '100000', '--daily-conversations', '25'];
  const paths = first.flatMap((id) => [`/conversations/${id}`, `/conversations/${id}/summary`]);
  const readTwice = async (): Promise<unknown> => {
    const { token: bearer } = await token(...limits);
    const asked = tally(await roundRobin(bearer, paths));
    // The same, each now asked of the other process.
    return [asked, tally(await roundRobin(bearer, paths.toReversed()))];
  };
  const each = { 200: 50, 429: 30 };
  expect(await withinOneDay(readTwice)).toEqual([each, each]);
});

test('both refuse a token that a command has revoked, and go on doing so', async () => {
  const made = await token('--requests-per-minute', '100000');
  const answers = async (): Promise<unknown> =>
    tally(await roundRobin(made.token, Array(8).fill('/account')));
  expect(await answers()).toEqual({ 200: 8 });
  await meetricJson(['token', 'revoke', made.token_prefix], env);
  await expect.poll(answers).toEqual({ 401: 8 });
  for (let again = 0; again < 5; again += 1) expect(await answers()).toEqual({ 401: 8 });
});

test('nothing of the killed worker is lost, and the added one works without being told', async () => {
  await expect.poll(() => new Set(delivered()).size).toBe(120);
  await expect.poll(() => database.query('select from job')).toEqual([]);
  expect(new Set(delivered())).toEqual(new Set([...first, ...second]));
  const ids = receiver.received.map((hit) => hit.headers['x-webhook-delivery-id']);
  expect(new Set(ids).size).toBe(120);
  const outcomes = await database.query(
    'select status, count(*)::int as deliveries from webhook_delivery group by status',
  );
  expect(outcomes).toEqual([{ status: 'succeeded', deliveries: 120 }]);
  // With the worker that was there before gone, too, what comes is the added one's.
  expect(await workers.shift()?.end()).toBe(0);
  const third = await importCalls('third', 20);
  await expect.poll(() => third.every((id) => delivered().includes(id))).toBe(true);
  const [added] = workers;
  await expect.poll(async () => added && (await runsOf(added, 'deliver'))).toBeGreaterThanOrEqual(20);
});

const refusals: [string, Record<string, string>, RegExp][] = [
  [
    '--role=worker',
    { DATABASE_URL: '' },
    /ended with 1: .*^database_url_missing: --role=worker needs DATABASE_URL/ms,
  ],
  [
    '--role=api',
    { DATABASE_URL: '' },
    /ended with 1: .*^database_url_missing: --role=api needs DATABASE_URL/ms,
  ],
  ['--role=boss', {}, /ended with 1: role_unknown: --role must be one of all, api, worker/],
];
test.concurrent.each(refusals)('%s with %j is refused at start', async (argument, changed, message) => {
  const own = path.join(folder, 'refused');
  await expect(spawnServer({ ...env, DATA_DIR: own, ...changed }, [argument])).rejects.toThrow(message);
});
