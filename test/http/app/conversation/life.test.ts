import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, send } from '../../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../../support/app-client.ts';
import {
  addConversations,
  type Conversations,
  completed,
  silentWav,
} from '../../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../../support/fixtures.ts';

/** A conversation is deleted and brought back, tried again, ticked off and taken along. */
let world: World;
let conversations: Conversations;
let erik: Session;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
  erik = await signInAs(world.server, { userId: world.people.erik.id, role: 'manager' });
});
afterAll(() => world.close());

const ask = (method: string, path: string, body?: object, session: Session = erik) =>
  appCall(world.server, session, `/conversations/${path}`, { method, ...(body && { body }) });
const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).status;
const file = (path: string, headers: Record<string, string> = {}, session = erik) =>
  send(world.server, `/api/v1/conversations/${path}`, { headers: { cookie: session.cookie, ...headers } });

test('one that is deleted is gone from everywhere, and back where that is undone', async () => {
  const { sales } = conversations;
  const deleted = await ask('DELETE', sales);
  const eraseAt = Date.parse(Object(deleted.body).erase_at);
  expect(eraseAt).toBeGreaterThan(Date.now() + 6 * 86_400_000);
  for (const part of ['', '/transcript', '/recording', '/export?format=md'])
    expect(await status('GET', sales + part)).toBe(404);
  expect(await status('PATCH', sales, { title: 'x' })).toBe(404);
  expect(await status('DELETE', sales)).toBe(404);
  expect((await call(world.server, world.token, `/conversations/${sales}`)).status).toBe(404);
  expect(await status('POST', `${sales}/restore`)).toBe(204);
  expect(await status('POST', `${sales}/restore`)).toBe(204);
  expect(await status('GET', sales)).toBe(200);
  await ask('DELETE', sales);
  await world.database.query('update conversation set erase_at = deleted_at where id = $1', [sales]);
  const late = await ask('POST', `${sales}/restore`);
  expect([late.status, Object(late.body).code]).toEqual([409, 'too_late']);
  await world.database.query('update conversation set erase_at = null, deleted_at = null where id = $1', [
    sales,
  ]);
});

test('only the owner, the manager and admins delete and bring back', async () => {
  const { swedish } = conversations;
  const { anna, support } = world.people;
  const took = JSON.stringify([{ name: 'Anna', email: anna.email, role: null }]);
  await world.database.query('update conversation set participants = $2, user_id = null where id = $1', [
    swedish,
    took,
  ]);
  const as = (role: 'member' | 'manager' | 'admin') => signInAs(world.server, { userId: anna.id, role });
  const member = await as('member');
  expect(await status('GET', swedish, undefined, member)).toBe(200);
  expect(await status('DELETE', swedish, undefined, member)).toBe(403);
  await world.database.query('update account set is_open = true where id = $1', [world.server.accountId]);
  expect(await status('DELETE', swedish, undefined, await as('manager'))).toBe(403);
  await world.database.query('update account set is_open = false where id = $1', [world.server.accountId]);
  await world.database.query('update app_user set department_id = $2 where id = $1', [anna.id, support.id]);
  expect(await status('DELETE', swedish, undefined, await as('manager'))).toBe(200);
  expect(await status('POST', `${swedish}/restore`, undefined, await as('member'))).toBe(404);
  expect(await status('POST', `${swedish}/restore`, undefined, await as('admin'))).toBe(204);
});

test('a failed one is tried again, and no other', async () => {
  const { failed, sales } = conversations;
  const admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  expect(await status('POST', `${failed}/retry`, undefined, admin)).toBe(204);
  await completed(world, [failed]);
  const again = await ask('POST', `${sales}/retry`, undefined, admin);
  expect([again.status, Object(again.body).code]).toEqual([409, 'not_failed']);
  expect(await status('POST', `${randomUUID()}/retry`, undefined, admin)).toBe(404);
});

test('an action item is ticked off and open again', async () => {
  const { sales } = conversations;
  const items = async () =>
    Object((await ask('GET', sales)).body).conversation.insights.filter(
      ({ type }: { type: string }) => type === 'action_item',
    );
  const [{ id: item, done_at: before }] = await items();
  expect(before).toBe(null);
  expect(await status('PUT', `${sales}/action-items/${item}`, { is_done: true })).toBe(204);
  expect((await items())[0].done_at).toMatch(/^\d{4}-/);
  expect(await status('PUT', `${sales}/action-items/${item}`, { is_done: false })).toBe(204);
  expect((await items())[0].done_at).toBe(null);
  expect(await status('PUT', `${sales}/action-items/${item}`, {})).toBe(400);
  expect(await status('PUT', `${sales}/action-items/${randomUUID()}`, { is_done: true })).toBe(404);
});

test('the words are taken along in every format, under a name that is safe', async () => {
  const { sales } = conversations;
  await ask('PATCH', sales, { title: '"../Möte; rm -rf *' });
  for (const [format, type] of Object.entries({
    vtt: 'text/vtt',
    srt: 'application/x-subrip',
    txt: 'text/plain',
    md: 'text/markdown',
    json: 'application/json',
    csv: 'text/csv',
  })) {
    const { headers, text } = await file(`${sales}/export?format=${format}`);
    expect(headers.get('content-type')).toBe(`${type}; charset=utf-8`);
    expect(headers.get('content-disposition')).toBe(
      `attachment; filename="M_te; rm -rf.${format}"; filename*=UTF-8''M%C3%B6te%3B%20rm%20-rf.${format}`,
    );
    expect(text).toContain('Anna Keller');
  }
  expect(await status('GET', `${sales}/export?format=exe`)).toBe(400);
  expect(await status('GET', `${sales}/export`)).toBe(200);
  const admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  expect(await status('GET', `${conversations.untranscribed}/export`, undefined, admin)).toBe(404);
});

test('the recording is played from any place, and saved under its title', async () => {
  const { sales, swedish } = conversations;
  const whole = await file(`${sales}/recording`);
  expect([whole.status, whole.bytes.equals(silentWav)]).toEqual([200, true]);
  expect(whole.headers.get('content-disposition')).toBe(null);
  const part = await file(`${sales}/recording`, { range: 'bytes=40-49' });
  expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 40-49/${silentWav.length}`]);
  expect(part.bytes.equals(silentWav.subarray(40, 50))).toBe(true);
  const etag = whole.headers.get('etag') ?? '';
  expect((await file(`${sales}/recording`, { 'if-none-match': etag })).status).toBe(304);
  expect((await file(`${sales}/recording`, { range: 'bytes=999999-' })).status).toBe(416);
  expect((await file(`${sales}/recording`, { 'if-match': '"x"' })).status).toBe(412);
  const saved = await file(`${sales}/recording?download=true`);
  expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename=".*\.wav"/);
  const admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  expect((await file(`${swedish}/recording`, {}, admin)).status).toBe(404);
});
