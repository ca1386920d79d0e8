import { afterAll, beforeAll, expect, test } from 'vitest';
import { addUser } from '../../../src/domain/accounts/people-changes.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { changeUser } from '../../../src/domain/users/change-user.ts';
import { theOperator } from '../../../src/domain/users/user-rules.ts';
import { call, read } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("gives the account's active users by name", async () => {
  const { server, token, people } = world;
  const answer = await call(server, token, '/users');
  expect(answer.body).toEqual({ users: [people.anna, people.erik], _meta: expect.anything() });
});

test('follows what happens to a user', async () => {
  const { server, token, people } = world;
  const { pool } = server.context;
  const before = await call(server, token, '/users');
  const id = await addUser(
    pool,
    server.accountId,
    { name: 'bo', email: 'Bo@example.com' },
    { by: operator, now: new Date() },
  );
  const { users } = await read(server, token, '/users', 'UsersResponse');
  expect(users).toEqual([people.anna, { id, name: 'bo', email: 'Bo@example.com' }, people.erik]);
  const leaver = { user: { email: 'bo@example.com' }, changes: { active: false } };
  await changeUser(pool, server.accountId, leaver, { changer: theOperator, by: operator, now: new Date() });
  const after = await call(server, token, '/users', {
    headers: { 'if-none-match': before.headers.get('etag') ?? '' },
  });
  expect(after.status).toBe(304);
});

test('gives another account its own', async () => {
  const { users } = await read(world.server, world.other.token, '/users', 'UsersResponse');
  expect(users).toEqual([world.other.user]);
});
