import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { subscribe } from '../../src/domain/webhooks/subscribe.ts';
import { TargetPolicy } from '../../src/domain/webhooks/target-policy.ts';
import { type Receiver, startReceiver, status } from '../../testing/receiver.ts';
import { concurrently, createInstallation, type Installation } from '../domain/limits/installation.ts';
import { send } from '../support/api-client.ts';
import type { TestDatabase } from '../support/database.ts';
import {
  type CommandResult,
  meetric,
  meetricJson,
  type ServerProcess,
  spawnServer,
} from '../support/processes.ts';
import { SecretSearch, tokenSecret, webhookSecrets } from '../support/secret-search.ts';
import { testSecretKey } from '../support/server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-canaries-'));
const tokensIssued = 300;
const subscriptions = 60;
const vtt =
  'WEBVTT\n\n00:00.000 --> 00:04.000\n<v Erik>I will send you the pricing proposal by Friday.</v>\n';

let installation: Installation;
let receiver: Receiver;
let server: ServerProcess;
let env: Record<string, string>;
/** The first was made by the command line, and has a webhook. */
let tokens: string[];
let secrets: { id: string; secret: string }[];
let search: SecretSearch;
beforeAll(async () => {
  receiver = await startReceiver();
  installation = await createInstallation();
  const limits = { WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'trace' };
  env = { DATABASE_URL: installation.database.url, SECRET_KEY: testSecretKey, DATA_DIR: folder, ...limits };
  server = await spawnServer(env);
  await issueAll();
  search = new SecretSearch([
    ...tokens.map(tokenSecret),
    ...secrets.flatMap(({ id, secret }) => webhookSecrets(id, secret)),
  ]);
});
afterAll(async () => {
  await server.end();
  await receiver.close();
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function issueAll(): Promise<void> {
  const made = await meetricJson<{ token: string; token_prefix: string }>(
    ['token', 'create', '--name', 'crm', '--scopes', 'all', '--include-recordings'],
    env,
  );
  const target = ['--token', made.token_prefix, '--url', `${receiver.url}/hook`];
  const hook = await meetricJson<{ id: string; secret: string }>(['webhook', 'create', ...target], env);
  const issued = await concurrently(tokensIssued, 4, () => installation.token());
  tokens = [made.token, ...issued.map(({ token }) => token)];
  const { pool, keys, accountId } = installation;
  const policy = new TargetPolicy(['127.0.0.1'], () => Promise.resolve([]));
  secrets = await concurrently(subscriptions, 4, async (i) => {
    const wanted = { tokenPrefix: issued[i]?.tokenPrefix ?? '', url: `${receiver.url}/hook` };
    const result = await subscribe({ pool, keys, policy }, accountId, wanted, {
      by: operator,
      now: new Date(),
    });
    if (result.kind !== 'created') throw new Error(result.fault.code);
    return { id: result.id, secret: result.secret ?? '' };
  });
  secrets.push(hook);
}

/** Every place in the database that holds one of the secrets: table.column and the secret's name. */
async function placesIn(database: TestDatabase): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'm')`,
  );
  const places = new Set<string>();
  for (const { name } of tables) {
    for (const row of await database.query(`select * from ${name}`)) {
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? value : (JSON.stringify(value) ?? '');
        for (const found of search.in(text)) places.add(`${name}.${column}: ${found}`);
      }
    }
  }
  return [...places];
}

/** Answers to requests that show tokens where none belongs, or show them wrongly. */
async function oddAnswers(): Promise<string[]> {
  const ways = tokens.slice(0, 20).flatMap((token) => [
    { token, path: '/account', authorization: `Bearer ${token}` },
    { token, path: '/account', authorization: `Bearer ${token}x` },
    { token, path: '/account', authorization: `Basic ${token}` },
    { token, path: '/account', authorization: token },
    { token, path: `/conversations/${token}`, authorization: `Bearer ${token}` },
    { token, path: `/conversations?limit=${token}`, authorization: `Bearer ${token}` },
    { token, path: `/conversations?cursor=${token}`, authorization: `Bearer ${token}` },
    { token, path: `/${token}`, authorization: `Bearer ${token}` },
  ]);
  return Promise.all(
    ways.map(async ({ token, path: place, authorization }) => {
      const given = { authorization, 'x-request-id': token };
      const { text, headers } = await send(server, `/api/v1/rest${place}`, { headers: given });
      return `${JSON.stringify([...headers])}\n${text}`;
    }),
  );
}

/** The output of commands after the secrets were shown once, also where a whole token is given for its prefix. */
async function printed(): Promise<CommandResult[]> {
  const [first = '', second = '', third = ''] = tokens;
  const hook = secrets.at(-1)?.id ?? '';
  const commands = [
    ['token', 'list'],
    ['token', 'list', '--json'],
    ['token', 'set', first.slice(0, 11), '--name', 'other', '--json'],
    ['token', 'revoke', second],
    ['webhook', 'list', '--json'],
    ['webhook', 'disable', hook],
    ['webhook', 'create', '--token', third, '--url', 'http://192.0.2.1/'],
    ['doctor'],
  ];
  return concurrently(commands.length, 2, (i) => meetric(commands[i] ?? [], env));
}

/** One call is delivered and refused, so that attempts of both kinds are logged. */
async function deliver(): Promise<void> {
  receiver.reply = status(500);
  writeFileSync(path.join(folder, 'call.vtt'), vtt);
  await meetricJson(['import', path.join(folder, 'call.vtt'), '--title', 'Call', '--wait'], env);
  await expect.poll(() => receiver.received.length).toBeGreaterThanOrEqual(secrets.length);
}

test('the search finds a secret in each of its forms', () => {
  const [token = ''] = tokens;
  const secret = Buffer.from(token.slice(11));
  const forms = [
    token,
    Buffer.from(`xx${token}`).toString('base64'),
    Buffer.from(`{"a":"${token}"}`).toString('base64url'),
    secret.toString('hex'),
    secret.toString('hex').toUpperCase(),
    Buffer.from(`\0${token}\0`),
    Buffer.from(secrets[0]?.secret.replace('whsec_', '') ?? '', 'base64'),
  ];
  for (const form of forms) expect(search.in(form)).toHaveLength(1);
  expect(search.in(token.slice(0, 11))).toEqual([]);
});

test('no token and no webhook’s secret is written anywhere after it was shown', async () => {
  await deliver();
  const answers = await oddAnswers();
  const results = await printed();
  expect(results.map(({ code }) => code).slice(0, -2)).toEqual(Array(results.length - 2).fill(0));
  const { text: metrics } = await send(server, '/metrics');
  expect(metrics).toContain('meetric_');
  expect(server.output()).toContain('delivery attempted');
  expect({
    answers: answers.flatMap((answer) => search.in(answer)),
    commands: results.flatMap(({ stdout, stderr }) => search.in(stdout + stderr)),
    metrics: search.in(metrics),
    log: search.in(server.output()),
    sent: receiver.received.flatMap(({ headers, body }) => search.in(JSON.stringify(headers) + body)),
    database: await placesIn(installation.database),
  }).toEqual({ answers: [], commands: [], metrics: [], log: [], sent: [], database: [] });
});
