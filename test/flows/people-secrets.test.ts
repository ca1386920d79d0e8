import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Answer, send } from '../support/api-client.ts';
import { appCall, cookieHeader, type Session, setCookiesOf } from '../support/app-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ownerPassword, secretOf } from '../support/first-run.ts';
import { meetric, meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';
import { SecretSearch } from '../support/secret-search.ts';
import { testSecretKey } from '../support/server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-people-'));
const email = 'olga@example.com';
let database: TestDatabase;
let server: ServerProcess;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  const config = { DATA_DIR: folder, LOG_LEVEL: 'trace', SECRET_KEY: testSecretKey };
  env = { DATABASE_URL: database.url, ...config };
  server = await spawnServer(env);
});
afterAll(async () => {
  await server.end();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

/** Everything that must stay hidden, by what it is. */
const secrets: { name: string; bytes: Buffer }[] = [];
function keep(name: string, text: string): string {
  // A link begins with the id of its account, which is no secret.
  secrets.push({ name, bytes: Buffer.from(text.startsWith('ml_') ? text.slice(-32) : text) });
  return text;
}

function sessionOf(answer: Answer): Session {
  const cookie = cookieHeader(setCookiesOf(answer));
  // The payload of an access token and the ids of a refresh token are no secrets, their ends are.
  for (const pair of cookie.split('; ')) keep(pair.split('=')[0] ?? '', pair.slice(-40));
  return { cookie };
}

const post = (session: Session | null, place: string, body: object): Promise<Answer> =>
  appCall(server, session, place, { method: 'POST', body });

/** The server's first link stands in what it prints, once and outside of the log. */
async function firstRun(): Promise<Session> {
  await expect.poll(() => server.output()).toContain('/first-run#ml_');
  const [printed = ''] = /http\S+\/first-run#ml_\S+/.exec(server.output()) ?? [];
  const logged = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  expect(logged.join('\n')).not.toContain('ml_');
  const person = { name: 'Olga Owner', email, password: keep('owner password', ownerPassword) };
  return sessionOf(await post(null, '/first-run', { link: secretOf(printed), ...person, account_name: 'A' }));
}

test('no password, link or token of a session is written anywhere', async () => {
  const owner = await firstRun();
  const invited = await post(owner, '/users', { email: 'mia@example.com', role: 'member' });
  const link = keep('invitation', secretOf(Object(invited.body).link.url));
  const wrong = keep('wrong password', 'a quite wrong password of somebody');
  const chosen = keep('member password', 'a secret password of the member');
  await post(null, '/invitations/accept', { link, name: 'Mia', password: chosen });
  const reset = await meetricJson<{ url: string }>(['user', 'reset', 'mia@example.com'], env);
  const resetLink = keep('reset link', secretOf(reset.url));
  const next = keep('next password', 'the very next password of the member');
  sessionOf(await post(null, '/password-resets/complete', { link: resetLink, password: next }));
  await post(null, '/session', { email, password: wrong });
  const session = sessionOf(await post(null, '/session', { email, password: ownerPassword }));
  sessionOf(await appCall(server, session, '/session/refresh', { method: 'POST' }));
  const places = [link, resetLink, ...session.cookie.split('; ').map((pair) => pair.split('=')[1] ?? '')];
  for (const place of places) {
    await send(server, `/api/v1/${place}`, { headers: { 'x-request-id': place.slice(0, 120) } });
    await send(server, `/api/v1/conversations?cursor=${place}`, { headers: { ...session } });
  }
  const search = new SecretSearch(secrets);
  expect(search.in(`x${resetLink}`)).toEqual(['reset link']);
  const { text: metrics } = await send(server, '/metrics');
  const commands = await meetric(['audit', 'list', '--json'], env);
  expect({
    log: search.in(server.output()),
    metrics: search.in(metrics),
    audit: search.in(commands.stdout),
    database: await placesIn(search),
  }).toEqual({ log: [], metrics: [], audit: [], database: [] });
});

async function placesIn(search: SecretSearch): Promise<string[]> {
  const tables = await database.query<{ name: string }>(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')`,
  );
  const places = new Set<string>();
  for (const { name } of tables)
    for (const row of await database.query(`select * from ${name}`))
      for (const [column, value] of Object.entries(row)) {
        const text = Buffer.isBuffer(value) ? value : (JSON.stringify(value) ?? '');
        for (const found of search.in(text)) places.add(`${name}.${column}: ${found}`);
      }
  return [...places];
}
