import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/sessions/roles.ts';
import { scopes } from '../../../src/domain/tokens/scopes.ts';
import { call, type Init } from '../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { addConversations, type Conversations } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let admin: Session;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
  admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
});
afterAll(() => world.close());

interface Token {
  id: string;
  token_prefix: string;
  name: string;
  state: string;
  used_today: number;
  last_used_at: string | null;
  old_secret_until: string | null;
}

const wanted = {
  name: 'CRM',
  scopes: ['users', 'conversations'],
  include_recordings: false,
  requests_per_minute: 60,
  daily_conversation_quota: 5,
  expires_at: null,
};
const app = (path: string, init: Init = {}) => appCall(world.server, admin, path, init);
const post = (path: string, body: object) => app(path, { method: 'POST', body });
const statusOf = async (text: string, path = '/users') => (await call(world.server, text, path)).status;

async function create(more: object = {}): Promise<{ token: Token; text: string }> {
  const answer = await post('/tokens', { ...wanted, ...more });
  expect(answer.status).toBe(201);
  return Object(answer.body);
}

async function listed(id: string): Promise<Token> {
  const { tokens } = Object((await app('/tokens')).body);
  return tokens.find((token: Token) => token.id === id);
}

test('a token is made, is shown once, calls, and the list tells of its use and its share of the day', async () => {
  const { token, text } = await create({ name: '  CRM <b>&amp;</b> \u05d0\u05d1  ' });
  expect(token).toMatchObject({ name: 'CRM <b>&amp;</b> \u05d0\u05d1', state: 'live', used_today: 0 });
  expect(text.slice(0, 11)).toBe(token.token_prefix);
  expect((await listed(token.id)).last_used_at).toBeNull();
  const before = Date.now();
  expect([await statusOf(text), await statusOf(text, '/teams')]).toEqual([200, 403]);
  expect(await statusOf(text, `/conversations/${conversations.old}`)).toBe(200);
  const used = await listed(token.id);
  expect(Date.parse(used.last_used_at ?? '')).toBeGreaterThanOrEqual(before - 1);
  expect(used.used_today).toBe(1);
  expect((await app('/tokens')).text).not.toContain(text.slice(11, 40));
});

test('the scopes and the choices by purpose are those of the table', async () => {
  const { body } = await app('/token-scopes');
  expect(Object(body).scopes.map(({ name }: { name: string }) => name)).toEqual(scopes);
  for (const { meaning } of Object(body).scopes) expect(meaning).toMatch(/\w.*\.$/);
  const presets = Object(body).presets;
  expect(presets.find(({ id }: { id: string }) => id === 'everything').scopes).toEqual(scopes);
  for (const preset of presets)
    expect(preset.scopes.every((one: string) => scopes.some((s) => s === one))).toBe(true);
});

test('what is changed counts at once, and the rest stays', async () => {
  const { token, text } = await create();
  const change = (body: object) => app(`/tokens/${token.id}`, { method: 'PATCH', body });
  const changed = await change({ scopes: ['teams'], name: 'BI' });
  expect(changed.body).toMatchObject({
    token: { ...token, name: 'BI', scopes: ['teams'], last_used_at: null },
  });
  await expect.poll(() => statusOf(text, '/teams')).toBe(200);
  expect(await statusOf(text)).toBe(403);
  expect((await change({})).status).toBe(400);
});

test.each([
  [{ name: ' ' }, 'name'],
  [{ name: 'a\nb' }, 'name'],
  [{ name: 'x'.repeat(201) }, 'name'],
  [{ scopes: ['everything'] }, 'scopes'],
  [{ requests_per_minute: 0 }, 'requests_per_minute'],
  [{ daily_conversation_quota: 10_000_001 }, 'daily_conversation_quota'],
  [{ expires_at: '2020-01-01T00:00:00Z' }, 'expires_at'],
  [{ expires_at: '2099-12-31T23:59:60Z' }, 'expires_at'],
])('%j is refused by its name', async (fault, name) => {
  const answer = await post('/tokens', { ...wanted, ...fault });
  expect(answer.status).toBe(400);
  expect(Object(answer.body).message).toMatch(`Invalid parameter '${name}': `);
});

test('a rotated token has two secrets until the overlap ends', async () => {
  const { token, text } = await create();
  const path = `/tokens/${token.id}/rotation`;
  const rotated = await post(path, { overlap_hours: 24 });
  const next = Object(rotated.body).text;
  expect([await statusOf(text), await statusOf(next)]).toEqual([200, 200]);
  expect((await listed(token.id)).old_secret_until).toBe(Object(rotated.body).old_secret_until);
  expect((await post(path, { overlap_hours: 0 })).status).toBe(409);
  expect((await app(path, { method: 'DELETE' })).status).toBe(204);
  expect([await statusOf(text), await statusOf(next)]).toEqual([401, 200]);
  expect((await listed(token.id)).old_secret_until).toBeNull();
  expect((await app(path, { method: 'DELETE' })).status).toBe(409);
  expect((await post(path, { overlap_hours: 169 })).status).toBe(400);
});

test('a revoked token is worthless at once and for good', async () => {
  const { token, text } = await create();
  expect(await statusOf(text)).toBe(200);
  expect((await app(`/tokens/${token.id}`, { method: 'DELETE' })).status).toBe(204);
  expect(await statusOf(text)).toBe(401);
  expect(await listed(token.id)).toMatchObject({ state: 'revoked' });
  for (const answer of [
    await app(`/tokens/${token.id}`, { method: 'DELETE' }),
    await app(`/tokens/${token.id}`, { method: 'PATCH', body: { name: 'x' } }),
    await post(`/tokens/${token.id}/rotation`, { overlap_hours: 1 }),
    await app(`/tokens/${token.id}/rotation`, { method: 'DELETE' }),
  ])
    expect(answer.status).toBe(409);
});

test('the audit log tells who did it', async () => {
  const { token } = await create();
  await app(`/tokens/${token.id}`, { method: 'PATCH', body: { name: 'x' } });
  await post(`/tokens/${token.id}/rotation`, { overlap_hours: 5 });
  await app(`/tokens/${token.id}/rotation`, { method: 'DELETE' });
  await app(`/tokens/${token.id}`, { method: 'DELETE' });
  const rows = await world.database.query<{ entry: string }>(
    'select entry from audit_entry where account_id = $1 order by sequence desc limit 5',
    [world.server.accountId],
  );
  const entries = rows.map(({ entry }) => JSON.parse(entry)).toReversed();
  expect(entries.map(({ action }) => action)).toEqual([
    'token.created',
    'token.changed',
    'token.rotated',
    'token.overlap_ended',
    'token.revoked',
  ]);
  for (const { actor, subject_id } of entries)
    expect([actor, subject_id]).toEqual([{ kind: 'user', id: world.people.erik.id }, token.id]);
});

const calls: [string, string, object?][] = [
  ['GET', '/tokens'],
  ['POST', '/tokens', wanted],
  ['GET', '/token-scopes'],
  ['PATCH', '/tokens/ID', { name: 'x' }],
  ['DELETE', '/tokens/ID'],
  ['POST', '/tokens/ID/rotation', { overlap_hours: 1 }],
  ['DELETE', '/tokens/ID/rotation'],
];
test.each(calls)('%s %s is for admins, of their own account', async (method, path, body) => {
  const { token } = await create();
  const at = path.replace('ID', token.id);
  const init = { method, ...(body && { body }) };
  for (const role of ['member', 'manager'] satisfies Role[]) {
    const session = await signInAs(world.server, { userId: world.people.anna.id, role });
    expect((await appCall(world.server, session, at, init)).status).toBe(403);
  }
  expect((await appCall(world.server, null, at, init)).status).toBe(401);
  expect((await listed(token.id)).state).toBe('live');
  if (at === path) return;
  const { accountId, user } = world.other;
  const stranger = await signInAs(world.server, { userId: user.id, role: 'owner', accountId });
  expect((await appCall(world.server, stranger, at, init)).status).toBe(404);
  expect((await app(path.replace('ID', randomUUID()), init)).status).toBe(404);
  expect((await listed(token.id)).name).toBe('CRM');
});
