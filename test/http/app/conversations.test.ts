import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Role } from '../../../src/domain/sessions/roles.ts';
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

const idsOf = (body: unknown): string[] => Object(body).conversations.map(({ id }: { id: string }) => id);
const seenBy = async (session: Session, query = ''): Promise<string[]> =>
  idsOf((await appCall(world.server, session, `/conversations${query}`)).body);
const anna = (role: Role): Promise<Session> => signInAs(world.server, { userId: world.people.anna.id, role });

test('a member sees own conversations and those of the same address, an admin all of the account', async () => {
  const { pool } = world.server.context;
  const all = await seenBy(await anna('admin'));
  expect(all).toContain(conversations.old);
  expect(all).not.toContain(conversations.foreign);
  const own = await seenBy(await anna('member'));
  expect(own.length).toBeLessThan(all.length);
  const strange = all.find((id) => !own.includes(id));
  const joins = JSON.stringify([{ name: null, email: 'ANNA@example.com', role: null }]);
  await pool.query('update conversation set participants = $2 where id = $1', [strange, joins]);
  expect(await seenBy(await anna('member'))).toEqual(all.filter((id) => own.includes(id) || id === strange));
});

test('a manager sees also those of the same teams and of the own department, and in an open account all see all', async () => {
  const { pool } = world.server.context;
  const { anna: me, erik, support } = world.people;
  const all = await seenBy(await anna('admin'));
  const own = await seenBy(await anna('member'));
  const [ofErik, ofSupport] = all.filter((id) => !own.includes(id));
  await pool.query('update conversation set user_id = $2 where id = $1', [ofErik, erik.id]);
  await pool.query('update conversation set department_id = $2, user_id = null where id = $1', [
    ofSupport,
    support.id,
  ]);
  expect(await seenBy(await anna('manager'))).toContain(ofErik);
  expect(await seenBy(await anna('manager'))).not.toContain(ofSupport);
  await pool.query('update app_user set department_id = $2 where id = $1', [me.id, support.id]);
  expect(await seenBy(await anna('manager'))).toContain(ofSupport);
  expect(await seenBy(await anna('member'))).toEqual(own);
  await pool.query('update account set is_open = true where id = $1', [world.server.accountId]);
  expect(await seenBy(await anna('member'))).toEqual(all);
  await pool.query('update account set is_open = false where id = $1', [world.server.accountId]);
});

test('pages go on where the one before ended, and their cursors fit nobody else', async () => {
  const session = await anna('admin');
  const all = await seenBy(session);
  const walked: string[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '?limit=2' : `?limit=2&cursor=${cursor}`;
    const { body } = await appCall(world.server, session, `/conversations${query}`);
    walked.push(...idsOf(body));
    cursor = Object(body).next_cursor;
    if (cursor) {
      const erik = await signInAs(world.server, { userId: world.people.erik.id });
      expect((await appCall(world.server, erik, `/conversations?cursor=${cursor}`)).status).toBe(400);
    }
  } while (cursor);
  expect(walked).toEqual(all);
});

test('nobody is served without a session', async () => {
  expect((await appCall(world.server, null, '/conversations')).status).toBe(401);
});
