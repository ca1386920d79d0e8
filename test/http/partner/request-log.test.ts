import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const lines: string[] = [];
let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(
    database.url,
    {},
    pino({ level: 'info' }, { write: (line) => lines.push(line) }),
  );
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

async function logged(path: string, headers: Record<string, string>): Promise<Record<string, unknown>> {
  await (await fetch(server.url + path, { headers })).arrayBuffer();
  const mine = (): Record<string, unknown> | undefined =>
    lines
      .map((line): Record<string, unknown> => JSON.parse(line))
      .find(({ requestId }) => requestId === headers['x-request-id']);
  // It is written when the answer has gone out, which the client may see first.
  await expect.poll(mine).toBeDefined();
  return mine() ?? {};
}

test('a line for each request names id, token prefix, account and duration', async () => {
  const token = await server.token();
  const line = await logged('/api/v1/rest/conversations?limit=1', {
    authorization: `Bearer ${token}`,
    'x-request-id': 'first',
  });
  expect(line).toMatchObject({
    msg: 'request',
    operation: 'listConversations',
    method: 'GET',
    path: '/api/v1/rest/conversations',
    status: 200,
    ms: expect.any(Number),
    tokenPrefix: token.slice(0, 11),
    accountId: server.accountId,
  });
});

test('a refused one is named too, where its token is known', async () => {
  const token = await server.token({ scopes: ['teams'] });
  const refused = { authorization: `Bearer ${token}`, 'x-request-id': 'second' };
  expect(await logged('/api/v1/rest/conversations', refused)).toMatchObject({
    status: 403,
    tokenPrefix: token.slice(0, 11),
  });
  const unknown = { authorization: `Bearer ${token}x`, 'x-request-id': 'third' };
  expect(await logged('/api/v1/rest/conversations', unknown)).not.toHaveProperty('tokenPrefix');
});

test('no line shows a secret', () => {
  expect(lines.filter((line) => /mt_[a-z0-9]{8}[A-Za-z0-9]/.test(line))).toEqual([]);
});
