import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const lines: Record<string, unknown>[] = [];
const log = pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) });
const publicUrl = { PUBLIC_URL: 'https://calls.example' };

let database: TestDatabase;
let trusting: TestServer;
let far: TestServer;
let plain: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  trusting = await startTestServer(
    database.url,
    { ...publicUrl, TRUSTED_PROXIES: '127.0.0.0/8,10.1.1.1' },
    log,
  );
  far = await startTestServer(database.url, { ...publicUrl, TRUSTED_PROXIES: '10.0.0.0/8' }, log);
  plain = await startTestServer(database.url, publicUrl, log);
});
afterAll(async () => {
  await Promise.all([trusting.close(), far.close(), plain.close()]);
  await database.drop();
});

let calls = 0;
/** Whom the request log names. */
async function clientOf(server: TestServer, headers: Record<string, string>): Promise<unknown> {
  calls += 1;
  const id = `call-${calls}`;
  const answer = await send(server, '/api/v1/rest/users', {
    headers: { ...headers, 'x-request-id': id },
  });
  expect(answer.status).toBe(401);
  const mine = () => lines.find(({ requestId }) => requestId === id);
  await expect.poll(mine).toBeDefined();
  return mine()?.['client'];
}

test('the log names the client that a trusted proxy names, past all trusted ones', async () => {
  expect(await clientOf(trusting, { 'x-forwarded-for': '192.0.2.7' })).toBe('192.0.2.7');
  expect(await clientOf(trusting, { 'x-forwarded-for': '198.51.100.9, 192.0.2.7, 10.1.1.1' })).toBe(
    '192.0.2.7',
  );
  expect(await clientOf(trusting, {})).toBe('127.0.0.1');
});

test('nobody else is believed', async () => {
  for (const server of [far, plain])
    expect(await clientOf(server, { 'x-forwarded-for': '192.0.2.7' })).toBe('127.0.0.1');
});

test('a proxy that is called by another address than PUBLIC_URL is told of, once', async () => {
  const told = (): unknown[] =>
    lines.filter(({ msg }) => msg === 'a proxy is called by another address').map(({ called }) => called);
  const at = (host: string) => ({
    'x-forwarded-for': '192.0.2.7',
    'x-forwarded-proto': 'https',
    'x-forwarded-host': host,
  });
  for (const server of [far, plain]) await clientOf(server, at('other.example'));
  await clientOf(trusting, at('calls.example'));
  await clientOf(trusting, { 'x-forwarded-for': '192.0.2.7', 'x-forwarded-proto': 'https' });
  expect(told()).toEqual([]);
  await clientOf(trusting, at('other.example'));
  await clientOf(trusting, at('third.example'));
  expect(told()).toEqual(['https://other.example']);
});
