import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../../src/domain/sessions/password.ts';
import { storePassword } from '../../../src/domain/sessions/queries.ts';
import { readContract } from '../../../src/http/api/contract.ts';
import { send } from '../../support/api-client.ts';
import { appCall, cookieHeader, setCookiesOf, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { startTestServer } from '../../support/server.ts';

const password = 'correct horse battery';
const changing = readContract('app').operations.filter(({ method }) => method !== 'get');
const anyId = '11111111-2222-4333-8444-555555555555';
let world: World;
beforeAll(async () => {
  world = await createWorld({ TRUSTED_PROXIES: '127.0.0.1' });
  const { pool } = world.server.context;
  for (const { id } of [world.people.erik, world.people.anna])
    await storePassword(pool, world.server.accountId, id, await hashPassword(password));
});
afterAll(() => world.close());

const signIn = (email: string, cookie?: string) =>
  appCall(world.server, cookie ? { cookie } : null, '/session', {
    method: 'POST',
    body: { email, password },
  });
const pathOf = (template: string): string => template.replace(/\{\w+\}/g, anyId);

/** All that a form of another site can send. */
const forms = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain'];

test.each(changing.map((operation) => [operation.operationId, operation] as const))(
  '%s takes nothing from a form of another site',
  async (_, { method, template }) => {
    const { cookie } = await signInAs(world.server, { userId: world.people.erik.id, role: 'owner' });
    for (const type of [...forms, 'application/json']) {
      const headers = { cookie, 'content-type': type, origin: 'https://evil.example' };
      const init = { method: method.toUpperCase(), headers, body: '{}' };
      const answer = await send(world.server, `/api/v1${pathOf(template)}`, init);
      // 415: a body of such a type is not read at all.
      const refusals = ["The header 'X-Meetric: 1' is missing", 'Request body must be application/json'];
      expect(refusals, `${answer.status}`).toContain(Object(answer.body).message);
      expect(answer.headers.get('set-cookie')).toBeNull();
    }
    expect((await appCall(world.server, { cookie }, '/session')).status).toBe(200);
  },
);

test('another site is not told that it may send the header, nor what an answer says', async () => {
  const { cookie } = await signInAs(world.server, { userId: world.people.erik.id });
  const origin = 'https://evil.example';
  const asks = {
    origin,
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'x-meetric',
  };
  const preflight = await send(world.server, '/api/v1/session', { method: 'OPTIONS', headers: asks });
  const read = await send(world.server, '/api/v1/session', { headers: { origin, cookie } });
  for (const { headers } of [preflight, read])
    expect([...headers.keys()].filter((name) => name.startsWith('access-control-'))).toEqual([]);
  expect(preflight.status).toBe(405);
});

test('signing in takes no session over that somebody put into the browser, and ends it', async () => {
  const planted = cookieHeader(setCookiesOf(await signIn('anna@example.com')));
  const own = cookieHeader(setCookiesOf(await signIn('erik@example.com', planted)));
  const [before, after] = [planted.split('; '), own.split('; ')];
  for (const at of [0, 1]) expect(after[at]).not.toBe(before[at]);
  const seen = await appCall(world.server, { cookie: own }, '/session');
  expect(seen.body).toMatchObject({ session: { user: { email: 'erik@example.com' } } });
  expect((await appCall(world.server, { cookie: planted }, '/session')).status).toBe(401);
  const refreshed = await appCall(world.server, { cookie: planted }, '/session/refresh', { method: 'POST' });
  expect(refreshed.status).toBe(401);
});

test('signing out ends the session also when the access token is gone', async () => {
  const cookies = setCookiesOf(await signIn('erik@example.com'));
  const refreshOnly = cookieHeader(cookies.filter((cookie) => cookie.startsWith('meetric_refresh')));
  await appCall(world.server, { cookie: refreshOnly }, '/session', { method: 'DELETE' });
  expect((await appCall(world.server, { cookie: cookieHeader(cookies) }, '/session')).status).toBe(401);
});

test('cookies are for this site alone, no script reads them, and behind https they go by https alone', async () => {
  const plain = setCookiesOf(await signIn('erik@example.com'));
  for (const cookie of plain)
    expect(cookie).toMatch(/; Path=\/api\/v1(\/session)?; .*; HttpOnly; SameSite=Strict$/);
  const proxied = await send(world.server, '/api/v1/session', {
    method: 'POST',
    body: { email: 'erik@example.com', password },
    headers: { 'x-meetric': '1', 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' },
  });
  for (const cookie of setCookiesOf(proxied)) expect(cookie).toMatch(/; SameSite=Strict; Secure$/);
  const server = await startTestServer(world.database.url, { PUBLIC_URL: 'https://calls.example.com' });
  const body = { email: 'erik@example.com', password };
  const there = await appCall(server, null, '/session', { method: 'POST', body });
  await server.close();
  for (const cookie of setCookiesOf(there)) expect(cookie).toMatch(/; SameSite=Strict; Secure$/);
});

test('an unknown proxy makes no plain connection a secure one', async () => {
  const server = await startTestServer(world.database.url);
  const answer = await send(server, '/api/v1/session', {
    method: 'POST',
    body: { email: 'erik@example.com', password },
    headers: { 'x-meetric': '1', 'x-forwarded-proto': 'https' },
  });
  await server.close();
  expect(answer.status).toBe(201);
  for (const cookie of setCookiesOf(answer)) expect(cookie).not.toContain('Secure');
});

test('an access token that was changed, is of another key or names another algorithm is none', async () => {
  const { cookie } = await signInAs(world.server, { userId: world.people.erik.id });
  const [name = '', token = ''] = (cookie.split('; ')[0] ?? '').split('=');
  const [head = '', claims = '', mac = ''] = token.split('.');
  const none = Buffer.from('{"alg":"none"}').toString('base64url');
  const other = Buffer.from(JSON.stringify({ iss: 'meetric', aud: 'app' })).toString('base64url');
  for (const forged of [
    `${none}.${claims}.`,
    `${head}.${other}.${mac}`,
    `${head}.${claims}.${mac.slice(1)}A`,
  ]) {
    const session = { cookie: `${name}=${forged}` };
    expect((await appCall(world.server, session, '/session')).status).toBe(401);
  }
  const refresh = cookie.split('; ')[1] ?? '';
  const [, account = '', ...rest] = /^[^=]+=([^.]+)\.(.*)$/.exec(refresh) ?? [];
  const session = { cookie: `${refresh.split('=')[0]}=${account}.${rest.join('.').replace('.1.', '.2.')}` };
  expect((await appCall(world.server, session, '/session/refresh', { method: 'POST' })).status).toBe(401);
});

test('no page of another site shows one of ours in a frame', async () => {
  for (const path of ['/', '/sign-in', '/first-run']) {
    const { headers, body } = await request(world.server.url + path, { headers: { accept: 'text/html' } });
    await body.dump();
    expect(String(headers['content-security-policy'])).toContain("frame-ancestors 'none'");
  }
});
