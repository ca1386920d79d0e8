import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, send } from '../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let world: World;
let admin: Session;
let member: Session;
beforeAll(async () => {
  world = await createWorld();
  admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  member = await signInAs(world.server, { userId: world.people.anna.id });
});
afterAll(() => world.close());

const ask = (method: string, path: string, body?: object, session = admin) =>
  appCall(world.server, session, path, { method, ...(body ? { body } : {}) });
const made = async (path: string, name: string): Promise<string> => {
  const { status, body } = await ask('POST', path, { name });
  expect(status).toBe(201);
  return Object(body).id;
};

test('settings of the account are changed and told of, and a member may do neither', async () => {
  const changes = {
    name: 'Acme Sales',
    time_zone: 'Europe/Stockholm',
    internal_domains: ['Acme.example', 'acme.example', 'acme.se'],
    language: 'sv',
    is_open: true,
    webhooks_enabled: false,
  };
  const { status, body } = await ask('PATCH', '/account', changes);
  expect(status).toBe(200);
  expect(body).toMatchObject({ ...changes, internal_domains: ['acme.example', 'acme.se'], brand_name: null });
  expect((await ask('GET', '/account')).body).toEqual(body);
  for (const bad of [
    { time_zone: 'Mars/Base' },
    { internal_domains: ['a b'] },
    { name: '' },
    {},
    { other: 1 },
  ])
    expect((await ask('PATCH', '/account', bad)).status).toBe(400);
  expect((await ask('GET', '/account', undefined, member)).status).toBe(403);
  expect((await ask('PATCH', '/account', { name: 'Mine' }, member)).status).toBe(403);
  expect((await ask('GET', '/account')).body).toEqual(body);
  const { body: log } = await ask('GET', '/audit?limit=1');
  expect(Object(log).entries).toMatchObject([
    { action: 'account.changed', actor: { kind: 'user', name: world.people.erik.email } },
  ]);
  await ask('PATCH', '/account', { is_open: false });
});

test('a logo is stored here and shown to partners, and other bytes are refused', async () => {
  const put = (bytes: Buffer, type = 'image/png') =>
    fetch(`${world.server.url}/api/v1/account/logo`, {
      method: 'PUT',
      headers: { cookie: admin.cookie, 'x-meetric': '1', 'content-type': type },
      body: new Uint8Array(bytes),
    });
  const answer = await put(png);
  expect(answer.status).toBe(200);
  const { brand_logo_url: path, has_stored_logo: isStored } = Object(await answer.json());
  expect(isStored).toBe(true);
  const shown = await send(world.server, path);
  expect([shown.status, shown.headers.get('content-type')]).toEqual([200, 'image/png']);
  expect(shown.bytes.equals(png)).toBe(true);
  const { body } = await call(world.server, world.token, '/account');
  expect(Object(body).brand_logo_url).toBe(world.server.url + path);
  expect((await put(Buffer.from('<svg onload="alert(1)"/>'))).status).toBe(400);
  expect((await put(Buffer.concat([png, Buffer.alloc(300 * 1024)]))).status).toBe(400);
  expect((await put(png, 'image/svg+xml')).status).toBe(415);
  expect((await ask('DELETE', '/account/logo')).status).toBe(204);
  expect((await send(world.server, path)).status).toBe(404);
});

test('teams are made, renamed, filled and deleted', async () => {
  const id = await made('/teams', 'Partners');
  expect((await ask('POST', '/teams', { name: 'partners' })).status).toBe(409);
  expect((await ask('PATCH', `/teams/${id}`, { name: 'Field sales' })).status).toBe(409);
  expect((await ask('PATCH', `/teams/${id}`, { name: 'Resellers' })).status).toBe(204);
  const place = `/teams/${id}/members/${world.people.anna.id}`;
  expect((await ask('PUT', place)).status).toBe(204);
  expect((await ask('PUT', place)).status).toBe(204);
  const { body } = await ask('GET', '/teams');
  expect(Object(body).teams).toContainEqual({
    id,
    name: 'Resellers',
    members: [{ id: world.people.anna.id, name: world.people.anna.name }],
  });
  expect((await ask('DELETE', place)).status).toBe(204);
  expect((await ask('PUT', `/teams/${id}/members/${world.other.user.id}`)).status).toBe(404);
  expect((await ask('DELETE', `/teams/${id}`)).status).toBe(204);
  expect((await ask('DELETE', `/teams/${id}`)).status).toBe(404);
  expect((await ask('PATCH', `/teams/${randomUUID()}`, { name: 'Nobody' })).status).toBe(404);
});

test('departments are made, renamed and switched', async () => {
  const id = await made('/departments', 'Care');
  expect((await ask('POST', '/departments', { name: 'CARE' })).status).toBe(409);
  expect((await ask('PATCH', `/departments/${id}`, { name: 'support' })).status).toBe(409);
  expect((await ask('PATCH', `/departments/${id}`, { name: 'Customer care', enabled: false })).status).toBe(
    204,
  );
  const { body } = await ask('GET', '/departments');
  expect(Object(body).departments).toContainEqual({ id, name: 'Customer care', enabled: false });
  expect((await ask('PATCH', `/departments/${world.other.departmentId}`, { name: 'Ours' })).status).toBe(404);
});

test('a type that conversations have can be disabled, and not deleted', async () => {
  const id = await made('/conversation-types', 'Renewal');
  const { pool } = world.server.context;
  expect((await ask('PATCH', `/conversation-types/${id}`, { enabled: false })).status).toBe(204);
  await pool.query(
    `insert into conversation (account_id, id, status, title, started_at, medium, conversation_type, language, participants,
      partner_card, created_at, updated_at) values ($1, $2, 'completed', 'A', now(), 'call', 'Renewal', 'en', '[]', '{}', now(), now())`,
    [world.server.accountId, randomUUID()],
  );
  expect((await ask('DELETE', `/conversation-types/${id}`)).status).toBe(409);
  await pool.query(`delete from conversation where conversation_type = 'Renewal'`);
  expect((await ask('DELETE', `/conversation-types/${id}`)).status).toBe(204);
  expect((await ask('DELETE', `/conversation-types/${id}`)).status).toBe(404);
});

test('every member has the directory, and nobody that of another account', async () => {
  const { body } = await ask('GET', '/directory', undefined, member);
  const { users } = Object(body);
  expect(users).toContainEqual(expect.objectContaining({ name: 'Anna Berg', active: true }));
  expect(JSON.stringify(body)).not.toContain('Other');
});

test('the audit log is paged, filtered and verified', async () => {
  const first = Object((await ask('GET', '/audit?limit=2')).body);
  expect(first.entries).toHaveLength(2);
  const second = Object((await ask('GET', `/audit?limit=2&before=${first.before}`)).body);
  expect(second.entries[0].sequence).toBe(first.before - 1);
  const added = Object((await ask('GET', '/audit?action=team.added')).body);
  expect(new Set(added.entries.map(({ action }: { action: string }) => action))).toEqual(
    new Set(['team.added']),
  );
  expect((await ask('GET', '/audit?action=team.eaten')).status).toBe(400);
  expect((await ask('GET', '/audit/verification')).body).toMatchObject({ whole: true, problem: null });
  expect((await ask('GET', '/audit', undefined, member)).status).toBe(403);
});
