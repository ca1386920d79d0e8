import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/sessions/roles.ts';
import type { Answer } from '../../support/api-client.ts';
import { appCall, cookieHeader, type Session, setCookiesOf, signInAs } from '../../support/app-client.ts';
import { ownerPassword, runFirst, secretOf } from '../../support/first-run.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let owner: Session;
let ownerId: string;
beforeAll(async () => {
  world = await createWorld();
  owner = await runFirst(world.server);
  ownerId = Object((await appCall(world.server, owner, '/session')).body).session.user.id;
});
afterAll(() => world.close());
beforeEach(() => world.database.query('delete from sign_in_throttle'));

const call = (session: Session | null, method: string, path: string, body?: object): Promise<Answer> =>
  appCall(world.server, session, path, body ? { method, body } : { method });
const invite = (session: Session, email: string, more: object = {}): Promise<Answer> =>
  call(session, 'POST', '/users', { email, role: 'member', ...more });
const linkOf = (answer: Answer): string => secretOf(Object(answer.body).link.url);
const idOf = (answer: Answer): string => Object(answer.body).user.id;
const sessionOf = (answer: Answer): Session => ({ cookie: cookieHeader(setCookiesOf(answer)) });
const join = (link: string, name = 'New Person', password = 'a password of mine'): Promise<Answer> =>
  call(null, 'POST', '/invitations/accept', { link, name, password });
const actionsOn = async (id: string): Promise<string[]> => {
  const rows = await world.database.query<{ action: string }>(
    `select entry::json ->> 'action' as action from audit_entry where entry::json ->> 'subject_id' = $1 order by sequence`,
    [id],
  );
  return rows.map(({ action }) => action);
};

/** Somebody who has joined with this role. */
async function member(email: string, role: Role): Promise<{ id: string; session: Session }> {
  const invited = await invite(owner, email, { role });
  return { id: idOf(invited), session: sessionOf(await join(linkOf(invited))) };
}

test('somebody is invited with role, teams and department, and joins by the link once', async () => {
  const { sales, fieldSales } = world.people;
  const invited = await invite(owner, 'ina@example.com', {
    role: 'manager',
    department_id: sales.id,
    team_ids: [fieldSales],
  });
  expect(invited.status).toBe(201);
  expect(invited.body).toMatchObject({
    user: {
      name: 'ina',
      status: 'invited',
      role: 'manager',
      department: sales,
      teams: [{ id: fieldSales, name: 'Field sales' }],
    },
    link: { is_mailed: false },
  });
  const link = linkOf(invited);
  expect((await call(null, 'POST', '/links/check', { link })).body).toMatchObject({
    purpose: 'invitation',
    account_name: 'Northwind',
    user: { email: 'ina@example.com', role: 'manager' },
  });
  const joined = await join(link, 'Ina Invited');
  expect(joined.body).toMatchObject({ session: { user: { name: 'Ina Invited', role: 'manager' } } });
  expect((await join(link)).status).toBe(404);
  expect((await invite(owner, 'INA@example.com')).status).toBe(409);
  expect(await actionsOn(idOf(invited))).toEqual([
    'user.added',
    'user.invited',
    'user.password_changed',
    'user.joined',
    'user.renamed',
    'user.signed_in',
  ]);
});

test('of two who use one invitation at the same time, one joins', async () => {
  const link = linkOf(await invite(owner, 'twice@example.com'));
  const answers = await Promise.all([join(link), join(link), join(link)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 404, 404]);
});

test('a new invitation ends the one before; somebody who was imported is invited by the same address', async () => {
  const first = await invite(owner, 'anna@example.com');
  expect(idOf(first)).toBe(world.people.anna.id);
  const second = await call(owner, 'POST', `/users/${idOf(first)}/invitation`);
  expect((await join(linkOf(first))).status).toBe(404);
  expect((await join(linkOf(second), 'Anna Berg')).status).toBe(201);
  expect((await call(owner, 'POST', `/users/${idOf(first)}/invitation`)).status).toBe(409);
});

test('the list has everybody with status, and members may not read it', async () => {
  const { session } = await member('reader@example.com', 'member');
  expect((await call(session, 'GET', '/users')).status).toBe(403);
  const { users, total } = Object((await call(owner, 'GET', '/users')).body);
  const statusBy = new Map(users.map((user: { email: string; status: string }) => [user.email, user.status]));
  expect(statusBy.get('gone@example.com')).toBe('deactivated');
  expect(statusBy.get('erik@example.com')).toBe('not_invited');
  expect(statusBy.get('olga@example.com')).toBe('active');
  expect(total).toBe(users.length);
  expect(
    users.find((user: { email: string }) => user.email === 'olga@example.com').last_seen_at,
  ).not.toBeNull();
});

test('name, address, role and department change, also in what is shown of conversations', async () => {
  const { id, session } = await member('changes@example.com', 'member');
  const changes = {
    name: 'Changed',
    email: 'changed@example.com',
    role: 'admin',
    department_id: world.people.support.id,
  };
  const answer = await call(owner, 'PATCH', `/users/${id}`, changes);
  expect(answer.body).toMatchObject({
    user: { name: 'Changed', email: 'changed@example.com', role: 'admin', department: world.people.support },
  });
  expect((await call(session, 'GET', '/users')).status).toBe(200);
  expect((await call(owner, 'PATCH', `/users/${id}`, { email: 'OLGA@example.com' })).status).toBe(409);
  const foreign = { department_id: world.other.departmentId };
  expect((await call(owner, 'PATCH', `/users/${id}`, foreign)).status).toBe(400);
  expect((await call(owner, 'PATCH', `/users/${id}`, { department_id: null })).body).toMatchObject({
    user: { department: null },
  });
  expect((await call(owner, 'PATCH', `/users/${id}`, {})).status).toBe(400);
  expect(await actionsOn(id)).toEqual(
    expect.arrayContaining(['user.role_changed', 'user.moved', 'user.renamed']),
  );
});

test('deactivating ends sessions and links at once, and activating does not bring them back', async () => {
  const { id, session } = await member('leaves@example.com', 'member');
  const reset = linkOf(await call(owner, 'POST', `/users/${id}/password-reset`));
  await call(owner, 'PATCH', `/users/${id}`, { active: false });
  expect((await call(session, 'GET', '/session')).status).toBe(401);
  await call(owner, 'PATCH', `/users/${id}`, { active: true });
  expect((await call(session, 'GET', '/session')).status).toBe(401);
  expect((await call(session, 'POST', '/session/refresh')).status).toBe(401);
  const password = 'another password';
  expect((await call(null, 'POST', '/password-resets/complete', { link: reset, password })).status).toBe(404);
});

test('an admin neither makes nor changes an owner, and nobody takes the last owner away', async () => {
  const { id: adminId, session: admin } = await member('admin@example.com', 'admin');
  expect((await invite(admin, 'new@example.com', { role: 'owner' })).status).toBe(403);
  expect((await call(admin, 'PATCH', `/users/${adminId}`, { role: 'owner' })).status).toBe(403);
  for (const changes of [{ role: 'member' }, { active: false }, { name: 'X' }, { email: 'x@example.com' }])
    expect((await call(admin, 'PATCH', `/users/${ownerId}`, changes)).status).toBe(403);
  expect((await call(admin, 'POST', `/users/${ownerId}/password-reset`)).status).toBe(403);
  expect((await call(owner, 'PATCH', `/users/${ownerId}`, { role: 'admin' })).status).toBe(409);
  expect((await call(owner, 'PATCH', `/users/${ownerId}`, { active: false })).status).toBe(409);
  expect((await call(admin, 'PATCH', `/users/${adminId}`, { active: false })).status).toBe(409);
});

test('two owners who demote each other at the same time leave one', async () => {
  const { id, session } = await member('second@example.com', 'owner');
  const answers = await Promise.all([
    call(owner, 'PATCH', `/users/${id}`, { role: 'admin' }),
    call(session, 'PATCH', `/users/${ownerId}`, { role: 'admin' }),
  ]);
  const statuses = answers.map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(statuses).not.toEqual([200, 200]);
  const owners = await world.database.query(
    `select id from app_user where account_id = $1 and role = 'owner' and active and password_hash is not null`,
    [world.server.accountId],
  );
  expect(owners).toHaveLength(1);
  await world.database.query(`update app_user set role = 'owner' where id = $1`, [ownerId]);
  await world.database.query(`update app_user set role = 'member' where id = $1`, [id]);
});

test('a reset link sets a new password, ends all sessions, and is good once', async () => {
  const { id, session } = await member('forgets@example.com', 'member');
  const made = await call(owner, 'POST', `/users/${id}/password-reset`);
  expect((await call(session, 'GET', '/session')).status).toBe(200);
  const body = { link: linkOf(made), password: 'a new password of mine' };
  const answer = await call(null, 'POST', '/password-resets/complete', body);
  expect(answer.status).toBe(201);
  expect((await call(session, 'GET', '/session')).status).toBe(401);
  expect((await call(sessionOf(answer), 'GET', '/session')).status).toBe(200);
  expect((await call(null, 'POST', '/password-resets/complete', body)).status).toBe(404);
  const signIn = (password: string) =>
    call(null, 'POST', '/session', { email: 'forgets@example.com', password });
  expect((await signIn('a password of mine')).status).toBe(401);
  expect((await signIn('a new password of mine')).status).toBe(201);
});

test('an invitation is no reset, nor the other way round', async () => {
  const { id } = await member('strict@example.com', 'member');
  const reset = linkOf(await call(owner, 'POST', `/users/${id}/password-reset`));
  const invitation = linkOf(await invite(owner, 'pending@example.com'));
  const password = 'a new password of mine';
  expect((await join(reset)).status).toBe(404);
  expect((await call(null, 'POST', '/password-resets/complete', { link: invitation, password })).status).toBe(
    404,
  );
  expect((await call(null, 'POST', '/session/link', { link: invitation })).status).toBe(404);
  expect((await join(invitation)).status).toBe(201);
});

test('a password change asks for the old one and ends the other sessions', async () => {
  const { id, session } = await member('careful@example.com', 'member');
  const other = await signInAs(world.server, { userId: id });
  const reset = linkOf(await call(owner, 'POST', `/users/${id}/password-reset`));
  const change = (current_password: string, password = 'something quite new') =>
    call(session, 'PUT', '/session/password', { current_password, password });
  expect((await change('wrong')).status).toBe(400);
  expect((await change('a password of mine', 'careful@example.com')).status).toBe(400);
  expect((await change('a password of mine')).status).toBe(204);
  expect((await call(session, 'GET', '/session')).status).toBe(200);
  expect((await call(other, 'GET', '/session')).status).toBe(401);
  const body = { link: reset, password: 'yet another one' };
  expect((await call(null, 'POST', '/password-resets/complete', body)).status).toBe(404);
  const tries = [];
  for (let n = 0; n < 20; n += 1) tries.push((await change('wrong')).status);
  expect(tries).toContain(429);
});

test('everybody sees and ends own sessions, and nobody others’', async () => {
  const { id, session } = await member('many@example.com', 'member');
  const second = await signInAs(world.server, { userId: id });
  const { sessions } = Object((await call(session, 'GET', '/sessions')).body);
  expect(sessions).toHaveLength(2);
  const here = sessions.find((one: { is_current: boolean }) => one.is_current);
  const there = sessions.find((one: { is_current: boolean }) => !one.is_current);
  expect((await call(owner, 'DELETE', `/sessions/${here.id}`)).status).toBe(404);
  expect((await call(session, 'DELETE', `/sessions/${there.id}`)).status).toBe(204);
  expect((await call(second, 'GET', '/session')).status).toBe(401);
  const third = await signInAs(world.server, { userId: id });
  const out = await call(session, 'DELETE', '/sessions');
  expect(setCookiesOf(out).every((cookie) => cookie.includes('Max-Age=0'))).toBe(true);
  for (const one of [session, third]) expect((await call(one, 'GET', '/session')).status).toBe(401);
  expect(await actionsOn(id)).toEqual(
    expect.arrayContaining(['user.session_ended', 'user.sessions_ended', 'user.signed_in']),
  );
});

test('one changes own name freely, and the address with the password', async () => {
  const { session } = await member('me@example.com', 'member');
  const profile = (body: object) => call(session, 'PATCH', '/profile', body);
  expect((await profile({ name: 'Me Myself' })).body).toMatchObject({
    session: { user: { name: 'Me Myself', email: 'me@example.com' } },
  });
  expect((await profile({ email: 'mine@example.com' })).status).toBe(400);
  expect((await profile({ email: 'mine@example.com', current_password: 'wrong' })).status).toBe(400);
  const current_password = 'a password of mine';
  expect((await profile({ email: 'olga@example.com', current_password })).status).toBe(409);
  expect((await profile({ email: 'mine@example.com', current_password })).status).toBe(200);
  const signIn = { email: 'mine@example.com', password: current_password };
  expect((await call(null, 'POST', '/session', signIn)).status).toBe(201);
});

test('an address with several accounts chooses one after the password', async () => {
  const { other, server } = world;
  const { pool } = server.context;
  await pool.query(
    `update app_user set email = 'olga@example.com', password_hash =
       (select password_hash from app_user where id = $2) where id = $1`,
    [other.user.id, ownerId],
  );
  const signIn = (more: object = {}) =>
    call(null, 'POST', '/session', { email: 'olga@example.com', password: ownerPassword, ...more });
  const choice = await signIn();
  expect([choice.status, choice.headers.get('set-cookie')]).toEqual([200, null]);
  const { accounts } = Object(choice.body);
  expect(accounts.map(({ name }: { name: string }) => name)).toEqual(['Northwind', 'Other company']);
  const chosen = await signIn({ account_id: other.accountId });
  expect(chosen.body).toMatchObject({ session: { account: { id: other.accountId } } });
  const wrong = { account_id: other.accountId, password: 'wrong' };
  expect((await signIn(wrong)).status).toBe(401);
  await pool.query('update app_user set password_hash = null where id = $1', [other.user.id]);
  expect((await signIn()).status).toBe(201);
});
