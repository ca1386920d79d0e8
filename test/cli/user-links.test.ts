import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Answer } from '../support/api-client.ts';
import { appCall, cookieHeader, setCookiesOf } from '../support/app-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { secretOf } from '../support/first-run.ts';
import { meetric, meetricJson } from '../support/processes.ts';
import { startTestServer, type TestServer, testSecretKey } from '../support/server.ts';

let database: TestDatabase;
let server: TestServer;
let env: Record<string, string>;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url);
  const config = {
    SECRET_KEY: testSecretKey,
    DATA_DIR: server.dataDir,
    PUBLIC_URL: 'https://calls.example.com',
  };
  env = { DATABASE_URL: database.url, ...config };
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

interface Printed {
  url: string;
  role?: string;
}

const post = (path: string, body: object): Promise<Answer> =>
  appCall(server, null, path, { method: 'POST', body });
const user = (...args: string[]): Promise<Printed> => meetricJson<Printed>(['user', ...args], env);
const password = 'correct horse battery staple';

test('the first one who is invited sets the account up as its owner, later ones join', async () => {
  const first = await user('invite', 'olga@example.com', '--name', 'Olga Owner');
  expect(first).toMatchObject({
    role: 'owner',
    url: expect.stringMatching(/^https:\/\/calls\.example\.com\/first-run#ml_/),
  });
  const link = secretOf(first.url);
  expect((await post('/links/check', { link })).body).toMatchObject({
    purpose: 'first_run',
    user: { name: 'Olga Owner', email: 'olga@example.com' },
  });
  const body = { link, name: 'Olga Owner', email: 'olga@example.com', password, account_name: 'Northwind' };
  expect((await post('/first-run', body)).status).toBe(201);
  const later = await user('invite', 'mia@example.com');
  expect(later).toMatchObject({ role: 'member', url: expect.stringContaining('/accept-invitation#ml_') });
  const joined = await post('/invitations/accept', { link: secretOf(later.url), name: 'Mia', password });
  expect(joined.body).toMatchObject({ session: { user: { name: 'Mia', role: 'member' } } });
  const again = await meetric(['user', 'invite', 'MIA@example.com'], env);
  expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('signs in already')]);
});

test('a reset ends all sessions and prints a link to a new password', async () => {
  const signedIn = await post('/session', { email: 'mia@example.com', password });
  const session = { cookie: cookieHeader(setCookiesOf(signedIn)) };
  const { url } = await user('reset', 'mia@example.com');
  expect((await appCall(server, session, '/session')).status).toBe(401);
  const reset = { link: secretOf(url), password: 'another password of mine' };
  expect((await post('/password-resets/complete', reset)).status).toBe(201);
  expect((await meetric(['user', 'reset', 'nobody@example.com'], env)).code).toBe(1);
});

test('the last owner can not be deactivated; a user who is loses the session at once', async () => {
  const last = await meetric(['user', 'deactivate', 'olga@example.com'], env);
  expect([last.code, last.stderr]).toEqual([1, expect.stringContaining('last owner')]);
  const signedIn = await post('/session', { email: 'mia@example.com', password: 'another password of mine' });
  const session = { cookie: cookieHeader(setCookiesOf(signedIn)) };
  expect((await meetric(['user', 'deactivate', 'mia@example.com'], env)).code).toBe(0);
  expect((await appCall(server, session, '/session')).status).toBe(401);
});
