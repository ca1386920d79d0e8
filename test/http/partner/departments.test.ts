import { afterAll, beforeAll, expect, test } from 'vitest';
import { setDepartmentEnabled } from '../../../src/domain/accounts/people-changes.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { call, read } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test("gives the account's enabled departments by name", async () => {
  const { server, token, people } = world;
  const answer = await call(server, token, '/departments');
  expect(answer.body).toEqual({ departments: [people.sales, people.support], _meta: expect.anything() });
});

test('follows what is enabled', async () => {
  const { server, token } = world;
  await setDepartmentEnabled(server.context.pool, server.accountId, 'closed', {
    enabled: true,
    by: operator,
  });
  await setDepartmentEnabled(server.context.pool, server.accountId, 'Support', {
    enabled: false,
    by: operator,
  });
  const { departments } = await read(server, token, '/departments', 'DepartmentsResponse');
  expect(departments.map(({ name }) => name)).toEqual(['B2B Sales', 'Closed']);
});

test('gives another account its own', async () => {
  const { server, other } = world;
  const { departments } = await read(server, other.token, '/departments', 'DepartmentsResponse');
  expect(departments).toEqual([{ id: other.departmentId, name: 'Other sales' }]);
});
