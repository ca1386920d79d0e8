import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../../src/domain/sessions/password.ts';
import { storePassword } from '../../../src/domain/sessions/queries.ts';
import { call, send } from '../../support/api-client.ts';
import { appCall, cookieHeader, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

const password = 'correct horse battery';
let world: World;
beforeAll(async () => {
  world = await createWorld();
  const { pool } = world.server.context;
  await storePassword(pool, world.server.accountId, world.people.erik.id, await hashPassword(password));
});
afterAll(() => world.close());

const signIn = (email: string, given = password) =>
  appCall(world.server, null, '/session', { method: 'POST', body: { email, password: given } });
const setCookiesOf = (answer: { headers: Headers }): string[] =>
  (answer.headers.get('set-cookie') ?? '').split(/,(?=meetric_)/);

test('address and password give a session, whose cookies no script reads', async () => {
  const answer = await signIn('ERIK@example.com');
  expect(answer.status).toBe(201);
  const cookies = setCookiesOf(answer);
  expect(cookies).toHaveLength(2);
  for (const cookie of cookies) expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/);
  const session = { cookie: cookieHeader(cookies) };
  const seen = await appCall(world.server, session, '/session');
  expect(seen.body).toMatchObject({
    session: { user: { name: 'Erik Lindström', role: 'member' }, account: { time_zone: 'UTC' } },
  });
  const out = await appCall(world.server, session, '/session', { method: 'DELETE' });
  expect(setCookiesOf(out).every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
  expect((await appCall(world.server, session, '/session')).status).toBe(401);
});

test('a wrong password, an unknown address and a user without a password get the same answer', async () => {
  const answers = [
    await signIn('erik@example.com', 'wrong'),
    await signIn('nobody@example.com'),
    await signIn('anna@example.com'),
  ];
  for (const { status, body } of answers) expect([status, body]).toEqual([401, answers[0]?.body]);
  expect((await appCall(world.server, null, '/session', { method: 'POST', body: {} })).status).toBe(400);
});

test('a refresh token is good once: used again after the next one, it ends the session', async () => {
  const first = cookieHeader(setCookiesOf(await signIn('erik@example.com')));
  const refresh = (cookie: string) =>
    appCall(world.server, { cookie }, '/session/refresh', { method: 'POST' });
  const second = cookieHeader(setCookiesOf(await refresh(first)));
  const third = cookieHeader(setCookiesOf(await refresh(second)));
  expect((await appCall(world.server, { cookie: third }, '/session')).status).toBe(200);
  expect((await refresh(first)).status).toBe(401);
  expect((await appCall(world.server, { cookie: third }, '/session')).status).toBe(401);
  expect((await refresh(third)).status).toBe(401);
});

test('two tabs may refresh at the same time', async () => {
  const cookie = cookieHeader(setCookiesOf(await signIn('erik@example.com')));
  const refresh = () => appCall(world.server, { cookie }, '/session/refresh', { method: 'POST' });
  const answers = await Promise.all([refresh(), refresh()]);
  expect(answers.map(({ status }) => status)).toEqual([204, 204]);
  expect(answers.map((answer) => setCookiesOf(answer).length).sort()).toEqual([1, 2]);
});

test('a change without the header of the app is refused', async () => {
  const session = await signInAs(world.server, { userId: world.people.erik.id });
  const init = { method: 'DELETE', headers: { cookie: session.cookie } };
  expect((await send(world.server, '/api/v1/session', init)).status).toBe(403);
  expect((await appCall(world.server, session, '/session')).status).toBe(200);
});

test('a partner token is nothing here, and a session nothing there', async () => {
  const headers = { authorization: `Bearer ${world.token}` };
  expect((await appCall(world.server, null, '/session', { headers })).status).toBe(401);
  const { cookie } = await signInAs(world.server, { userId: world.people.erik.id });
  expect((await call(world.server, null, '/account', { headers: { cookie } })).status).toBe(401);
});

test('the session of a user who is not active any more is none', async () => {
  const { pool } = world.server.context;
  const session = await signInAs(world.server, { userId: world.people.anna.id });
  await pool.query('update app_user set active = false where id = $1', [world.people.anna.id]);
  expect((await appCall(world.server, session, '/session')).status).toBe(401);
  await pool.query('update app_user set active = true where id = $1', [world.people.anna.id]);
});
