import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { read } from '../../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../../support/app-client.ts';
import { incoming, participants, storeCompleted } from '../../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../../support/fixtures.ts';

/** The edits of a conversation, as the page asks for them. */
let world: World;
let erik: Session;
let anna: Session;
let id: string;
beforeAll(async () => {
  world = await createWorld();
  erik = await signInAs(world.server, { userId: world.people.erik.id });
  anna = await signInAs(world.server, { userId: world.people.anna.id });
});
beforeEach(async () => {
  const wanted = incoming({
    title: 'Call',
    startedAt: new Date(),
    userId: world.people.erik.id,
    participants,
  });
  id = await storeCompleted(world, world.server.accountId, wanted);
  await world.database.query('delete from job');
});
afterAll(() => world.close());

const ask = (method: string, path = '', body?: object, session: Session | null = erik) =>
  appCall(world.server, session, `/conversations/${id}${path}`, { method, ...(body && { body }) });
const status = async (...given: Parameters<typeof ask>) => (await ask(...given)).status;
const refusal = async (...given: Parameters<typeof ask>) => {
  const { status, body } = await ask(...given);
  return [status, Object(body).code];
};
const transcript = async () => Object((await ask('GET', '/transcript')).body);
const page = async () => Object((await ask('GET')).body).conversation;
const speaker = async (name: string): Promise<string> =>
  (await transcript()).speakers.find((one: { name: string }) => one.name === name)?.id;
const person = async (name: string) =>
  (await page()).participants.find((one: { name: string }) => one.name === name);
const inPartnerApi = async () => {
  const found = await read(
    world.server,
    world.token,
    `/conversations/${id}/transcript`,
    'TranscriptResponse',
  );
  return found.transcript as { sentences: { text: string; speaker_name: string }[] };
};

test('a sentence is edited, in what partners are shown too, and the second of two editors is told', async () => {
  const before = await transcript();
  const path = '/transcript/sentences/2';
  const edit = { revision: 1, text: ' We close the deal. ' };
  expect((await ask('PATCH', path, edit)).body).toEqual({ revision: 2 });
  const after = await transcript();
  const { text: original, ...place } = before.sentences[2];
  expect(after.sentences[2]).toEqual({ ...place, text: 'We close the deal.', original });
  expect((await inPartnerApi()).sentences[2]?.text).toBe('We close the deal.');
  expect((await page()).is_analysed_anew).toBe(true);
  expect(await refusal('PATCH', path, edit)).toEqual([409, 'edited_meanwhile']);
  for (const bad of [
    { text: 'x' },
    { revision: 2, text: '  ' },
    { revision: 2, text: 'a\0b' },
    { revision: 2 },
  ])
    expect(await status('PATCH', path, bad)).toBe(400);
  expect(await status('PATCH', '/transcript/sentences/-1', { revision: 2, text: 'x' })).toBe(400);
  expect(await status('PATCH', '/transcript/sentences/999', { revision: 2, text: 'x' })).toBe(404);
  expect((await ask('PATCH', path, { revision: 2, text: original })).body).toEqual({ revision: 3 });
  expect((await transcript()).sentences).toEqual(before.sentences);
});

test('sentences go to another speaker or a new one', async () => {
  const path = '/transcript/assignments';
  const ranges = [{ first: 0, last: 1 }];
  const to = { speaker_id: await speaker('Ben Ortiz') };
  expect((await ask('POST', path, { revision: 1, ranges, ...to })).body).toEqual({
    revision: 2,
    speaker: { id: to.speaker_id, name: 'Ben Ortiz' },
  });
  const { body } = await ask('POST', path, { revision: 2, ranges, name: 'Carla' });
  expect(body).toEqual({ revision: 3, speaker: { id: await speaker('Carla'), name: 'Carla' } });
  expect((await inPartnerApi()).sentences.slice(0, 2)).toMatchObject(
    Array(2).fill({ speaker_name: 'Carla' }),
  );
  const wish = { revision: 3, ranges };
  expect(await status('POST', path, wish)).toBe(400);
  expect(await status('POST', path, { ...wish, ...to, name: 'Both' })).toBe(400);
  expect(await status('POST', path, { ...wish, name: ' x' })).toBe(400);
  for (const name of ['two\nlines', '\u00a0', '', 'x '])
    expect(await status('POST', path, { ...wish, name })).toBe(400);
  expect(await status('POST', path, { ...wish, speaker_id: randomUUID() })).toBe(404);
  expect(await status('POST', path, { ...wish, ranges: [{ first: 3, last: 2 }], name: 'x' })).toBe(404);
  expect(await refusal('POST', path, { ...wish, revision: 1, name: 'x' })).toEqual([409, 'edited_meanwhile']);
});

test('speakers are renamed, merged, tied to people and untied', async () => {
  const ben = await speaker('Ben Ortiz');
  const renamed = await ask('PATCH', `/speakers/${ben}`, { name: 'Ben O’Hara' });
  expect(renamed.body).toMatchObject({ revision: 2, speaker: { name: 'Ben O’Hara' } });
  expect(await status('PATCH', `/speakers/${ben}`, { name: 'X' })).toBe(404);
  const now = await speaker('Ben O’Hara');
  expect(await refusal('PATCH', `/speakers/${now}`, { name: 'Anna Keller' })).toEqual([409, 'name_taken']);
  expect(await status('PATCH', `/speakers/${now}`, { name: '' })).toBe(400);
  const tied = await ask('PUT', `/speakers/${now}/person`, { user_id: world.people.anna.id });
  expect(tied.body).toMatchObject({ revision: 3, speaker: { name: 'Anna Berg' } });
  expect(await person('Anna Berg')).toMatchObject({
    email: 'anna@example.com',
    user: { id: world.people.anna.id },
    speaker_id: await speaker('Anna Berg'),
  });
  // One who took part sees the conversation from then on.
  expect(await status('GET', '', undefined, anna)).toBe(200);
  const untied = await ask('DELETE', `/speakers/${await speaker('Anna Berg')}/person`);
  expect(untied.body).toMatchObject({ revision: 4, speaker: { name: 'Speaker 1' } });
  const ways = [{}, { user_id: randomUUID() }, { email: 'a@b.example' }, { name: 'x', email: 'nobody' }];
  for (const bad of [...ways, { user_id: randomUUID(), name: 'x' }])
    expect(await status('PUT', `/speakers/${await speaker('Speaker 1')}/person`, bad)).toBe(400);
  const wish = { from: [await speaker('Speaker 1')], into: await speaker('Anna Keller') };
  const merged = Object((await ask('POST', '/speaker-merges', { revision: 4, ...wish })).body);
  expect(merged).toMatchObject({ revision: 5, moved: [{ name: 'Speaker 1' }] });
  expect((await transcript()).speakers).toHaveLength(1);
  expect(await refusal('POST', '/speaker-merges', { revision: 4, ...wish })).toEqual([
    409,
    'edited_meanwhile',
  ]);
  expect(await status('POST', '/speaker-merges', { revision: 5, ...wish })).toBe(404);
  const back = { revision: 5, ranges: merged.moved[0].ranges, name: 'Speaker 1' };
  expect(await status('POST', '/transcript/assignments', back)).toBe(200);
  expect((await transcript()).speakers).toHaveLength(2);
});

test('participants are added, changed and removed; telephone numbers stay in the house', async () => {
  const eve = { name: 'Eve', email: 'eve@acme.example', phone: '+46 8 123 45', role: 'customer' };
  const added = await ask('POST', '/participants', eve);
  expect(added.status).toBe(201);
  expect(await person('Eve')).toMatchObject({
    ...eve,
    id: Object(added.body).id,
    user: null,
    speaker_id: null,
  });
  expect(await refusal('POST', '/participants', eve)).toEqual([409, 'name_taken']);
  expect(await refusal('POST', '/participants', { name: 'Eva', email: 'EVE@acme.example' })).toEqual([
    409,
    'email_taken',
  ]);
  for (const bad of [{}, { phone: '+46' }, { name: 'x', phone: 'ring me' }, { name: 'x', other: 1 }])
    expect(await status('POST', '/participants', bad)).toBe(400);
  const path = `/participants/${Object(added.body).id}`;
  expect(await status('PATCH', path, { name: 'Eve Ek', phone: null })).toBe(204);
  expect(await person('Eve Ek')).toMatchObject({ email: 'eve@acme.example', phone: null });
  const { id: benId } = await person('Ben Ortiz');
  expect(await status('PATCH', `/participants/${benId}`, { name: 'Ben', phone: '+1 555' })).toBe(204);
  expect((await transcript()).speakers).toMatchObject([{ name: 'Anna Keller' }, { name: 'Ben' }]);
  const { conversation } = await read(
    world.server,
    world.token,
    `/conversations/${id}`,
    'ConversationResponse',
  );
  expect(conversation.participants).toContainEqual({ name: 'Ben', email: null, role: null });
  expect(await status('PATCH', `/participants/${randomUUID()}`, { name: 'x' })).toBe(404);
  expect(await status('DELETE', path)).toBe(204);
  expect(await status('DELETE', path)).toBe(404);
});

test('title, company and type are changed by who sees it, owner and department by who manages it', async () => {
  const facts = { title: 'Renewal – Acme', company: 'Acme', conversation_type: 'sales' };
  expect(await status('PATCH', '', facts)).toBe(204);
  expect(await page()).toMatchObject(facts);
  const owners = { user_id: world.people.anna.id, department_id: world.people.support.id };
  await ask('POST', '/participants', { name: 'Erik', email: world.people.erik.email });
  expect(await status('PATCH', '', owners)).toBe(204);
  expect(await page()).toMatchObject({
    user: { name: 'Anna Berg' },
    department: { name: 'Support' },
    may_manage: false,
  });
  expect(await status('PATCH', '', { user_id: world.people.erik.id })).toBe(403);
  expect(await status('PATCH', '', { title: 'Mine still' })).toBe(204);
  const asAnna = (body: object) => status('PATCH', '', body, anna);
  expect(await asAnna({ user_id: world.other.user.id })).toBe(400);
  expect(await asAnna({ department_id: world.other.departmentId })).toBe(400);
  for (const bad of [
    {},
    { title: '' },
    { title: null },
    { company: 'a\nb' },
    { user_id: 'x' },
    { status: 'failed' },
  ])
    expect(await asAnna(bad)).toBe(400);
  expect(await asAnna({ user_id: null, department_id: null })).toBe(204);
});

const changes: [string, string, object | undefined][] = [
  ['PATCH', '', { title: 'x' }],
  ['DELETE', '', undefined],
  ['POST', '/restore', undefined],
  ['POST', '/retry', undefined],
  ['PATCH', '/transcript/sentences/0', { revision: 1, text: 'x' }],
  ['POST', '/transcript/assignments', { revision: 1, ranges: [{ first: 0, last: 0 }], name: 'x' }],
  ['PATCH', `/speakers/${randomUUID()}`, { name: 'x' }],
  ['POST', '/speaker-merges', { revision: 1, from: [randomUUID()], into: randomUUID() }],
  ['PUT', `/speakers/${randomUUID()}/person`, { name: 'x' }],
  ['DELETE', `/speakers/${randomUUID()}/person`, undefined],
  ['POST', '/participants', { name: 'x' }],
  ['PATCH', `/participants/${randomUUID()}`, { name: 'x' }],
  ['DELETE', `/participants/${randomUUID()}`, undefined],
  ['PUT', `/action-items/${randomUUID()}`, { is_done: true }],
];
test.each(changes)(
  '%s %s is for those who see the conversation, and for requests of the app',
  async (method, path, body) => {
    const before = await world.database.query('select * from audit_head');
    expect(await status(method, path, body, null)).toBe(401);
    expect(await status(method, path, body, anna)).toBe(404);
    const init = { method, headers: { 'x-meetric': '0' }, ...(body && { body }) };
    expect((await appCall(world.server, erik, `/conversations/${id}${path}`, init)).status).toBe(403);
    const other = { userId: world.other.user.id, role: 'owner', accountId: world.other.accountId } as const;
    expect(await status(method, path, body, await signInAs(world.server, other))).toBe(404);
    expect(await world.database.query('select * from audit_head')).toEqual(before);
    expect((await transcript()).revision).toBe(1);
  },
);
