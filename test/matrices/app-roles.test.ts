import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { isAtLeast, type Role, roles } from '../../src/domain/sessions/roles.ts';
import { leastRole } from '../../src/http/app/caller.ts';
import { signInAs } from '../support/app-client.ts';
import { appContract, type MadeRequest, requestOf, sendMade } from '../support/contract-requests.ts';
import { createWorld, type World } from '../support/fixtures.ts';

const { operations } = appContract;
const open = operations.filter((operation) => leastRole(operation) === null);
const closed = operations.flatMap((operation) => {
  const least = leastRole(operation);
  return least === null ? [] : [{ operation, least }];
});

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(() => world.database.query('delete from sign_in_throttle'));

/** As a user with this role who signed in for this request; null: nobody. */
async function ask(role: Role | null, made: MadeRequest): Promise<{ status: number; text: string }> {
  const { anna } = world.people;
  const session = role && (await signInAs(world.server, { userId: anna.id, role }));
  return sendMade(world.server.url, made, session?.cookie ?? null);
}

/** The same with values that are all wrong, where there are any. */
const spoilt = (made: MadeRequest): MadeRequest => ({
  ...made,
  path: made.path.replace(/[0-9a-f-]{36}/g, 'no-id'),
  body: made.body === null ? null : '{"no":"such"}',
});

test('the contract has operations for everybody and for each of the roles that are let in first', () => {
  expect(open.length).toBeGreaterThan(5);
  expect(new Set(closed.map(({ least }) => least))).toEqual(new Set(['member', 'admin']));
});

test.each(closed.map(({ operation, least }) => [operation.operationId, { operation, least }] as const))(
  '%s serves the roles that the contract names, and no other',
  async (_, { operation, least }) => {
    const made = requestOf(operation);
    for (const role of [null, ...roles]) {
      const { status, text } = await ask(role, made);
      if (role === null) expect([status, JSON.parse(text).message]).toEqual([401, 'Sign in first']);
      else if (isAtLeast(role, least)) expect([401, 403], `${role}: ${text}`).not.toContain(status);
      else expect([role, status]).toEqual([role, 403]);
      expect(status, text).toBeLessThan(500);
      if (role === null || isAtLeast(role, least)) continue;
      // A refusal comes before anything is said of the values or of what is there.
      expect((await ask(role, spoilt(made))).status, role).toBe(403);
    }
    expect((await ask(null, spoilt(made))).status).toBe(401);
  },
);

test.each(open.map((operation) => [operation.operationId, operation] as const))(
  '%s is for everybody',
  async (_, operation) => {
    for (const role of [null, ...roles]) {
      const { status, text } = await ask(role, requestOf(operation));
      expect(status, text).not.toBe(403);
      expect(status, text).toBeLessThan(500);
    }
  },
);
