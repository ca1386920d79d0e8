import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, send } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyOperation } from '../../support/operation-rows.ts';

const id = 'aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee';
const methods = ['GET', 'POST', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND'];
const notAllowed = { statusCode: 405, message: 'Method Not Allowed', error: 'Method Not Allowed' };
const notFound = { statusCode: 404, message: 'Not found', error: 'Not Found' };

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** The methods of a place, in the contract's order. */
const methodsAt = (place: string): string[] =>
  everyOperation.filter(({ path }) => path(id) === place).map(({ method }) => method);

describe.each(everyOperation)('$id', ({ path }) => {
  const known = methodsAt(path(id));
  test.each(methods.filter((other) => !known.includes(other)))('refuses %s', async (other) => {
    const { server, token } = world;
    for (const caller of [token, null]) {
      const answer = await call(server, caller, path(id), { method: other });
      expect(answer.status).toBe(405);
      expect(answer.headers.get('allow')).toBe(known.join(', '));
      expect(answer.body).toEqual(other === 'HEAD' ? undefined : notAllowed);
    }
  });

  test('refuses another method before it looks at the body', async () => {
    const answer = await call(world.server, world.token, path(id), {
      method: known.includes('POST') ? 'PUT' : 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{',
    });
    expect(answer.status).toBe(405);
  });
});

test.each([
  '/nothing',
  '/users/',
  '/users/all',
  '/Users',
  '/us%00ers',
  `/conversations/${id}/`,
  `/conversations/${id}/nothing`,
  `/conversations/${id}/summary/more`,
  '/webhooks',
  '/webhooks/deliveries/x',
  '/..%2faccount',
  '//account',
  '/',
])('%s is not found, with a token and without', async (path) => {
  for (const method of ['GET', 'POST', 'DELETE']) {
    for (const caller of [world.token, null]) {
      const answer = await call(world.server, caller, path, { method });
      expect(answer.body).toEqual(notFound);
      expect(answer.headers.get('x-ratelimit-limit')).toBe(caller === null ? null : '6000');
    }
  }
});

test.each(['/index.html', '/nothing', '/api', '/api/v1', '/api/v1/rest', '/recordings'])(
  '%s outside of the API is not found in the same shape',
  async (path) => {
    expect((await send(world.server, path)).body).toEqual(notFound);
  },
);

test('an address that cannot be decoded is a 400, with a token and without', async () => {
  for (const path of ['/conversations/%zz', '/conversations/%ff/summary', '/%']) {
    for (const caller of [world.token, null]) {
      const answer = await call(world.server, caller, path);
      expect(answer.body).toEqual({
        statusCode: 400,
        message: 'The request is malformed',
        error: 'Bad Request',
      });
      expect(answer.headers.get('x-ratelimit-limit')).toBe(caller === null ? null : '6000');
    }
  }
});

test('a bad token on an unknown path or method is not told from none', async () => {
  const headers = { authorization: 'Bearer mt_nonsense' };
  expect((await call(world.server, null, '/nothing', { headers })).body).toEqual(notFound);
  expect((await call(world.server, null, '/users', { headers, method: 'POST' })).body).toEqual(notAllowed);
});

test('calls to unknown paths and methods count like any other', async () => {
  const token = await world.server.token({ requestsPerMinute: 3 });
  const remaining = [];
  for (const [path, method] of [
    ['/nothing', 'GET'],
    ['/users', 'DELETE'],
    ['/users', 'GET'],
    ['/nothing', 'GET'],
    ['/users', 'DELETE'],
  ] as const) {
    const answer = await call(world.server, token, path, { method });
    remaining.push([answer.status, answer.headers.get('x-ratelimit-remaining')]);
  }
  expect(remaining).toEqual([
    [404, '2'],
    [405, '1'],
    [200, '0'],
    [429, '0'],
    [429, '0'],
  ]);
});

test('the contract is served without a token, with this server as its address', async () => {
  const answer = await send(world.server, '/api/v1/rest/openapi.json');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(answer.body).toMatchObject({
    openapi: '3.1.0',
    info: { contact: { email: 'support@example.com' } },
    servers: [{ url: `${world.server.url}/api/v1/rest` }],
  });
  const refused = await send(world.server, '/api/v1/rest/openapi.json', { method: 'POST' });
  expect(refused.body).toEqual(notAllowed);
  expect(refused.headers.get('allow')).toBe('GET');
});
