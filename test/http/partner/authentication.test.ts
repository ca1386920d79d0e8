import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operator } from '../../../src/domain/audit/audit-log.ts';
import { revokeToken } from '../../../src/domain/tokens/revoke-token.ts';
import { makeToken } from '../../../src/domain/tokens/token-format.ts';
import { call } from '../../support/api-client.ts';
import { sameLookup } from '../../support/bad-tokens.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyOperation, initOf } from '../../support/operation-rows.ts';

const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const refusal = '{"statusCode":401,"message":"Missing or invalid API token","error":"Unauthorized"}';

let world: World;
let tokens: { live: string; revoked: string; expired: string };
beforeAll(async () => {
  world = await createWorld();
  const { server, token } = world;
  const expired = await server.token({ expiresAt: new Date(Date.now() - 1_000) });
  const revoked = await server.token();
  await revoke(revoked);
  tokens = { live: token, revoked, expired };
});
afterAll(() => world.close());

const badHeaders: Record<string, () => string | undefined> = {
  'no header': () => undefined,
  'an empty header': () => '',
  'the scheme alone': () => 'Bearer',
  'another scheme': () => `Basic ${tokens.live}`,
  'no scheme': () => tokens.live,
  'a malformed token': () => 'Bearer mt_tooshort',
  'the prefix alone': () => `Bearer ${tokens.live.slice(0, 11)}`,
  'the token in other case': () => `Bearer ${tokens.live.toUpperCase()}`,
  'something after the token': () => `Bearer ${tokens.live} x`,
  'a wrong checksum': () => `Bearer ${tokens.live.slice(0, -1)}${tokens.live.endsWith('A') ? 'B' : 'A'}`,
  'a live prefix with another secret': () => `Bearer ${sameLookup(tokens.live)}`,
  'an unknown token': () => `Bearer ${makeToken().token}`,
  'a revoked token': () => `Bearer ${tokens.revoked}`,
  'an expired token': () => `Bearer ${tokens.expired}`,
};

describe.each(everyOperation)('$id', (operation) => {
  test('answers every bad token with the same bytes', async () => {
    const answers = await Promise.all(
      Object.entries(badHeaders).map(async ([name, header]) => {
        const authorization = header();
        const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
        const answer = await call(world.server, null, operation.path(id), { ...initOf(operation), headers });
        return { name, status: answer.status, text: answer.text };
      }),
    );
    const expected = Object.keys(badHeaders).map((name) => ({ name, status: 401, text: refusal }));
    expect(answers).toEqual(expected);
  });

  test('refuses before it looks at anything else', async () => {
    const answer = await call(world.server, null, `${operation.path('no-id')}?limit=0`, {
      ...initOf(operation),
      ...(operation.body ? { body: '{', headers: { 'content-type': 'application/json' } } : {}),
    });
    expect(answer).toMatchObject({ status: 401, text: refusal });
  });
});

test('a token works until it is revoked and not at the next request', async () => {
  const token = await world.server.token();
  expect((await call(world.server, token, '/account')).status).toBe(200);
  await revoke(token);
  expect((await call(world.server, token, '/account')).status).toBe(401);
});

test('a revocation by another process counts soon', async () => {
  const token = await world.server.token();
  expect((await call(world.server, token, '/account')).status).toBe(200);
  await world.database.query(
    'update api_token set revoked_at = now(), changed_at = clock_timestamp() where lookup = $1',
    [token.slice(3, 11)],
  );
  await expect
    .poll(async () => (await call(world.server, token, '/account')).status, { interval: 50 })
    .toBe(401);
});

test('a token works until it expires', async () => {
  const token = await world.server.token({ expiresAt: new Date(Date.now() + 3_600_000) });
  expect((await call(world.server, token, '/account')).status).toBe(200);
});

test('the scheme may be written in any case', async () => {
  const headers = { authorization: `bEARER  ${world.token}` };
  const answer = await call(world.server, world.token, '/account', { headers });
  expect(answer.status).toBe(200);
});

async function revoke(token: string): Promise<void> {
  const { accountId, context } = world.server;
  const doing = { by: operator, now: new Date() };
  expect(await revokeToken(context.pool, accountId, token.slice(3, 11), doing)).toBe(true);
  await context.tokens.refresh();
}
