import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from './database.ts';
import { startTestServer, type TestServer } from './server.ts';

let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url);
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

test('a token reads its account', async () => {
  const token = await server.token();
  const response = await fetch(`${server.url}/api/v1/rest/account`, {
    headers: { authorization: `Bearer ${token}` },
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ id: server.accountId });
  expect(Object.fromEntries(response.headers)).toMatchObject({ 'x-ratelimit-remaining': '599' });
});
