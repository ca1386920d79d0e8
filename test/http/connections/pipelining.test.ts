import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../../src/http/api/contract.ts';
import { partnerApi } from '../../../src/http/partner/partner-api.ts';
import { createServer } from '../../../src/http/server.ts';
import { call, send } from '../../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';
import { open, parseAnswers, pipelined, untilClosed } from './raw-client.ts';

const document = '/api/v1/rest/openapi.json';

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

test.each([50, 5_000])('%d requests in one piece are all answered, in their order', async (count) => {
  const paths = ['/nothing', '/healthz', '/api/v1/rest/users', '/api/v1/rest/openapi.jsoN'];
  const socket = await open(server.url);
  const received = untilClosed(socket);
  const one = (i: number): string => {
    const last = i === count - 1 ? 'Connection: close\r\n' : '';
    return `GET ${paths[i % paths.length]} HTTP/1.1\r\nHost: x\r\nX-Request-Id: o-${i}\r\n${last}\r\n`;
  };
  socket.write(Array.from({ length: count }, (_, i) => one(i)).join(''));
  const answers = parseAnswers(await received);
  expect(answers.map(({ headers }) => headers.get('x-request-id'))).toEqual(
    Array.from({ length: count }, (_, i) => `o-${i}`),
  );
  expect(answers.slice(0, 4).map(({ status }) => status)).toEqual([404, 200, 401, 404]);
});

test('bodies between pipelined requests are read, although reading had stopped', async () => {
  const token = await server.token();
  const body = JSON.stringify({ meeting_url: 'https://nowhere.example/a', title: 'x'.repeat(30_000) });
  const head = `Host: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}`;
  const post = `POST /api/v1/rest/notetaker/request HTTP/1.1\r\n${head}\r\n\r\n${body}`;
  const socket = await open(server.url);
  const received = untilClosed(socket);
  socket.write(pipelined('/nothing', 100) + post + post + pipelined('/nothing', 100));
  socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
  const answers = parseAnswers(await received);
  expect(answers.map(({ status }) => status)).toEqual([
    ...Array(100).fill(404),
    400,
    400,
    ...Array(100).fill(404),
    200,
  ]);
});

/** How many requests of another client the server begins with while one waits for its answer. */
async function begunMeanwhile(app: FastifyInstance, count: number): Promise<number> {
  const other = await open(app.listeningOrigin);
  const mine = await open(app.listeningOrigin);
  let begun = 0;
  const note = ({ headers }: IncomingMessage): void => {
    if (headers['x-request-id']?.toString().startsWith('other-')) begun += 1;
  };
  app.server.on('request', note);
  other.resume().write(pipelined(document, count, 'other'));
  mine.write(pipelined(document, 1, 'mine'));
  await once(mine, 'data');
  app.server.off('request', note);
  other.destroy();
  mine.destroy();
  return begun;
}

test('behind 5,000 requests of another nobody waits longer than behind 50', async () => {
  const { context } = server;
  const app = await createServer(context, [partnerApi(context, readContract('partner'))]);
  await app.listen({ host: '127.0.0.1', port: 0 });
  // Once before: code that runs for the first time is slow.
  await begunMeanwhile(app, 50);
  const behindMany = await begunMeanwhile(app, 5_000);
  await app.close();
  expect(behindMany).toBeLessThan(2 * 50);
});

test('requests that wait are dropped when their connection closes', async () => {
  const token = await server.token({ requestsPerMinute: 6_000, scopes: [] });
  const head = `Host: x\r\nAuthorization: Bearer ${token}`;
  const socket = await open(server.url);
  socket.write(`GET /api/v1/rest/account HTTP/1.1\r\n${head}\r\n\r\n`.repeat(1_000));
  await once(socket, 'data');
  socket.destroy();
  for (let i = 0; i < 20; i += 1) await send(server, '/healthz');
  const { headers } = await call(server, token, '/account');
  expect(Number(headers.get('x-ratelimit-remaining'))).toBeGreaterThan(5_900);
});

test('an answer to bytes that are no HTTP comes after those of the requests before them', async () => {
  const socket = await open(server.url);
  const received = untilClosed(socket);
  socket.write(`${pipelined('/readyz', 20)}nonsense\r\n\r\n`);
  const statuses = parseAnswers(await received).map(({ status }) => status);
  expect(statuses).toEqual([...Array(20).fill(200), 400]);
});
