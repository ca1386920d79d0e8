import { randomUUID } from 'node:crypto';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Role, roles } from '../../../src/domain/sessions/roles.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { addConversations, type Conversations } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
});
afterAll(() => world.close());

const erik = (role: Role): Promise<Session> => signInAs(world.server, { userId: world.people.erik.id, role });
const ask = async (session: Session | null, method: string, path: string, body?: object) => {
  const answer = await appCall(world.server, session, path, { method, ...(body && { body }) });
  return { status: answer.status, body: Object(answer.body) };
};
const rowOf = async (id: string): Promise<unknown> => {
  const { body } = await ask(await erik('admin'), 'GET', '/conversations');
  return body.conversations.find((row: { id: string }) => row.id === id);
};

test('several conversations get an owner, a department and a type, and say so at once', async () => {
  const { anna, support } = world.people;
  const { sales, swedish, foreign } = conversations;
  const unknown = randomUUID();
  const change = { user_id: anna.id, department_id: support.id, conversation_type: 'renewal' };
  const { status, body } = await ask(await erik('admin'), 'POST', '/conversations/change', {
    ids: [sales, swedish, foreign, unknown, sales],
    ...change,
  });
  expect(status).toBe(200);
  expect(body.done.toSorted()).toEqual([sales, swedish].toSorted());
  expect(body.left).toEqual([
    { id: foreign, reason: 'not_found' },
    { id: unknown, reason: 'not_found' },
  ]);
  const shown = { user: { id: anna.id }, department: { id: support.id }, conversation_type: 'renewal' };
  expect(await rowOf(sales)).toMatchObject(shown);
  const { pool } = world.server.context;
  const { rows } = await pool.query('select partner_card from conversation where id = $1', [sales]);
  expect(JSON.parse(rows[0].partner_card)).toMatchObject(shown);
  await ask(await erik('admin'), 'POST', '/conversations/change', { ids: [sales], user_id: null });
  expect(await rowOf(sales)).toMatchObject({ ...shown, user: null });
  const { body: log } = await ask(await erik('admin'), 'GET', '/audit?limit=1');
  expect(log.entries[0]).toMatchObject({ action: 'conversation.changed', actor: { kind: 'user' } });
});

test('nothing is changed where the owner to be is unknown, or belongs to another account', async () => {
  const before = await rowOf(conversations.sales);
  for (const bad of [
    { user_id: randomUUID() },
    { user_id: world.other.user.id },
    { department_id: world.other.departmentId },
  ]) {
    const { status } = await ask(await erik('admin'), 'POST', '/conversations/change', {
      ids: [conversations.sales],
      ...bad,
    });
    expect(status).toBe(404);
  }
  expect(await rowOf(conversations.sales)).toEqual(before);
});

test('deleted ones are gone at once, and come back as they were', async () => {
  const ids = [conversations.sales, conversations.messages];
  const before = await rowOf(conversations.sales);
  const deleted = await ask(await erik('admin'), 'POST', '/conversations/delete', { ids });
  expect(deleted.body).toEqual({ done: ids, left: [] });
  expect(await rowOf(conversations.sales)).toBeUndefined();
  const again = await ask(await erik('admin'), 'POST', '/conversations/delete', { ids: [ids[0]] });
  expect(again.body).toEqual({ done: [], left: [{ id: ids[0], reason: 'not_found' }] });
  const restored = await ask(await erik('admin'), 'POST', '/conversations/restore', { ids });
  expect(restored.body).toEqual({ done: ids, left: [] });
  expect(await rowOf(conversations.sales)).toEqual(before);
  const live = await ask(await erik('admin'), 'POST', '/conversations/restore', { ids });
  expect(live.body.left).toHaveLength(2);
});

test('a member changes the own ones alone, a manager all that he or she sees', async () => {
  const { anna, erik: me } = world.people;
  const { pool } = world.server.context;
  const [own, joined] = [conversations.sales, conversations.swedish];
  const participants = JSON.stringify([{ name: null, email: me.email, role: null }]);
  await pool.query('update conversation set user_id = $2, department_id = null where id = $1', [own, me.id]);
  await pool.query('update conversation set user_id = $2, participants = $3 where id = $1', [
    joined,
    anna.id,
    participants,
  ]);
  await pool.query('update conversation set user_id = null, department_id = null where id = $1', [
    conversations.old,
  ]);
  const ids = [own, joined, conversations.old];
  const change = { ids, conversation_type: 'mine' };
  const asMember = await ask(await erik('member'), 'POST', '/conversations/change', change);
  expect(asMember.body).toEqual({
    done: [own],
    left: [
      { id: joined, reason: 'not_allowed' },
      { id: conversations.old, reason: 'not_found' },
    ],
  });
  for (const path of ['/conversations/delete', '/conversations/restore'])
    expect((await ask(await erik('member'), 'POST', path, { ids: [joined] })).body.done).toEqual([]);
  const asManager = await ask(await erik('manager'), 'POST', '/conversations/change', change);
  expect(asManager.body.done.toSorted()).toEqual([own, joined].toSorted());
});

const changing = [
  ['POST', '/conversations/change', { ids: [randomUUID()], user_id: null }],
  ['POST', '/conversations/delete', { ids: [randomUUID()] }],
  ['POST', '/conversations/restore', { ids: [randomUUID()] }],
  ['POST', '/saved-views', { name: 'x', query: '' }],
  ['PATCH', `/saved-views/${randomUUID()}`, { name: 'x' }],
  ['DELETE', `/saved-views/${randomUUID()}`, undefined],
] as const;

test.each(changing)('%s %s needs a session and the header of our own pages', async (method, path, body) => {
  expect((await ask(null, method, path, body)).status).toBe(401);
  const headers = { 'x-meetric': '0' };
  const session = await erik('member');
  const init = { method, headers, ...(body && { body }) };
  expect((await appCall(world.server, session, path, init)).status).toBe(403);
});

test.each([
  ['POST', '/conversations/change', { ids: [randomUUID()] }],
  ['POST', '/conversations/change', { ids: [], user_id: null }],
  ['POST', '/conversations/change', { ids: ['x'], user_id: null }],
  ['POST', '/conversations/delete', { ids: Array.from({ length: 101 }, () => randomUUID()) }],
  ['POST', '/conversations/restore', {}],
  ['POST', '/saved-views', { name: '', query: '' }],
  ['POST', '/saved-views', { name: 'x', query: 'y'.repeat(2_001) }],
  ['PATCH', `/saved-views/${randomUUID()}`, {}],
  ['PATCH', '/saved-views/7', { name: 'x' }],
])('%s %s with %j is refused', async (method, path, body) => {
  expect((await ask(await erik('owner'), method, path, body)).status).toBe(400);
});

test.each(roles)('a %s keeps views that nobody else sees', async (role) => {
  const session = await erik(role);
  const made = await ask(session, 'POST', '/saved-views', {
    name: `Big deals ${role}`,
    query: 'q=deal&sort=newest',
  });
  expect(made.status).toBe(201);
  expect((await ask(session, 'POST', '/saved-views', { name: `big DEALS ${role}`, query: '' })).status).toBe(
    409,
  );
  const { id } = made.body;
  const path = `/saved-views/${id}`;
  const changed = await ask(session, 'PATCH', path, { name: 'Small deals' });
  expect(changed.body).toEqual({ id, name: 'Small deals', query: 'q=deal&sort=newest' });
  const other = await ask(session, 'POST', '/saved-views', { name: 'Other', query: '' });
  expect((await ask(session, 'PATCH', path, { name: 'OTHER' })).status).toBe(409);
  const names = async (one: Session) =>
    (await ask(one, 'GET', '/saved-views')).body.saved_views.map(({ name }: { name: string }) => name);
  expect(await names(session)).toEqual(['Other', 'Small deals']);
  const { accountId, user } = world.other;
  const stranger = await signInAs(world.server, { userId: user.id, role: 'owner', accountId });
  const anna = await signInAs(world.server, { userId: world.people.anna.id, role: 'owner' });
  for (const one of [stranger, anna]) {
    expect(await names(one)).toEqual([]);
    expect((await ask(one, 'PATCH', path, { name: 'Mine' })).status).toBe(404);
    expect((await ask(one, 'DELETE', path)).status).toBe(404);
  }
  for (const view of [id, other.body.id])
    expect((await ask(session, 'DELETE', `/saved-views/${view}`)).status).toBe(204);
  expect(await names(session)).toEqual([]);
});

test('several are exported as one file, which says what it lacks, and the audit log has each', async () => {
  const session = await erik('admin');
  const { sales, messages, untranscribed, foreign } = conversations;
  const { pool } = world.server.context;
  const hostile = '../..\\CON: <x>\u202e\n/etc/passwd';
  await pool.query('update conversation set title = $1, started_at = $2 where id = any($3::uuid[])', [
    hostile,
    '2026-03-01T10:00:00Z',
    [sales, messages],
  ]);
  const response = await fetch(`${world.server.url}/api/v1/conversations/export`, {
    method: 'POST',
    headers: { cookie: session.cookie, 'x-meetric': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [sales, messages, sales, untranscribed, foreign], format: 'md' }),
  });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-disposition')).toMatch(
    /^attachment; filename="conversations [\d-]+\.zip"/,
  );
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  const names = Object.keys(files);
  expect(names).toEqual([
    '2026-03-01 CON x etc passwd.md',
    '2026-03-01 CON x etc passwd (2).md',
    'left-out.txt',
  ]);
  expect(strFromU8(files[names[0] ?? ''] ?? new Uint8Array())).toContain('planning takes too long');
  const left = strFromU8(files['left-out.txt'] ?? new Uint8Array());
  expect(left).toMatch(/^Without a transcript: .+\nNot found: 1\n$/);
  const { body: log } = await ask(session, 'GET', '/audit?limit=2');
  expect(log.entries.map(({ action }: { action: string }) => action)).toEqual(
    Array(2).fill('conversation.exported'),
  );
});

test('a member exports nothing of what others alone may see', async () => {
  const session = await signInAs(world.server, { userId: world.people.anna.id, role: 'member' });
  const { pool } = world.server.context;
  await pool.query('update conversation set user_id = $1, participants = $2 where id = $3', [
    world.people.erik.id,
    '[]',
    conversations.sales,
  ]);
  const response = await fetch(`${world.server.url}/api/v1/conversations/export`, {
    method: 'POST',
    headers: { cookie: session.cookie, 'x-meetric': '1', 'content-type': 'application/json' },
    body: JSON.stringify({ ids: [conversations.sales] }),
  });
  const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
  expect(Object.keys(files)).toEqual(['left-out.txt']);
});
