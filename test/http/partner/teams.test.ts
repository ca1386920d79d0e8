import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { removeTeamMember } from '../../../src/domain/accounts/people-changes.ts';
import { storeAccount } from '../../../src/domain/accounts/queries.ts';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { call, read } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

test('gives the teams by name, each with its active members', async () => {
  const { server, token, people } = world;
  const answer = await call(server, token, '/teams');
  expect(answer.body).toEqual({
    teams: [
      { id: people.emptyTeam, name: 'Back office', members: [] },
      { id: people.fieldSales, name: 'Field sales', members: [people.anna, people.erik] },
    ],
    _meta: expect.anything(),
  });
});

test('gives another account its own, and none where there are none', async () => {
  const { server, other } = world;
  const { teams } = await read(server, other.token, '/teams', 'TeamsResponse');
  expect(teams.map(({ name, members }) => ({ name, members }))).toEqual([
    { name: 'Other team', members: [other.user] },
  ]);
  const accountId = randomUUID();
  await storeAccount(server.context.pool, { id: accountId, name: 'Empty', now: new Date() });
  const answer = await call(server, await server.token({ accountId }), '/teams');
  expect(answer.body).toEqual({ teams: [], _meta: expect.anything() });
});

test('a member who leaves is gone at the next call', async () => {
  const { server, token, people } = world;
  await removeTeamMember(
    server.context.pool,
    server.accountId,
    { team: 'field sales', email: 'anna@example.com' },
    operator,
  );
  const { teams } = await read(server, token, '/teams', 'TeamsResponse');
  expect(teams.find(({ id }) => id === people.fieldSales)?.members).toEqual([people.erik]);
});
