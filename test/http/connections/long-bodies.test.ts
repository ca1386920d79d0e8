import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../../src/http/api/contract.ts';
import { type ConnectionTimes, Listener } from '../../../src/http/connections/listener.ts';
import { partnerApi } from '../../../src/http/partner/partner-api.ts';
import { createServer } from '../../../src/http/server.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { exchange, open, parseAnswers, untilClosed } from './raw-client.ts';

let world: World;
const apps: FastifyInstance[] = [];
beforeAll(async () => {
  world = await createWorld();
});
afterAll(async () => {
  await Promise.all(apps.map((app) => app.close()));
  await world.close();
});

async function serve(times: Partial<ConnectionTimes>): Promise<string> {
  const { context } = world.server;
  const listener = new Listener({ times });
  const app = await createServer(context, [partnerApi(context, readContract('partner'))], listener);
  await listener.listen(app, { host: '127.0.0.1', port: 0 });
  apps.push(app);
  return app.listeningOrigin;
}

const soon = { headMs: 200, requestMs: 400, checkMs: 20 };
const head = (more: string, query = ''): string =>
  `POST /api/v1/rest/conversations${query} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.token}\r\n` +
  `Content-Type: text/plain\r\nConnection: close\r\n${more}\r\n\r\n`;

test('a file may take longer than a request', async () => {
  const origin = await serve(soon);
  const [first, rest] = ['Erik: We agree on it.\n', 'Jane: Yes, we do.\n'];
  const socket = await open(origin);
  const received = untilClosed(socket);
  socket.write(`${head(`Content-Length: ${first.length + rest.length}`)}${first}`);
  // The time of a request that came after it is up.
  const json =
    `POST /api/v1/rest/notetaker/request HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${world.token}\r\n` +
    'Content-Type: application/json\r\nContent-Length: 9\r\n\r\n{';
  expect(parseAnswers(await exchange(origin, json)).map(({ status }) => status)).toEqual([408]);
  socket.write(rest);
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([201]);
});

test('a file that comes in drops is a 408', async () => {
  const origin = await serve({ ...soon, longBody: { bytes: 1e12, perMs: 50 } });
  const socket = await open(origin);
  const received = untilClosed(socket);
  socket.write(head('Content-Length: 1000000000'));
  let isOver = false;
  socket.once('close', () => (isOver = true));
  while (!isOver) {
    socket.write('x');
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([408]);
});

test('a file that stops coming is a 408', async () => {
  const origin = await serve({ ...soon, unreadMs: 300 });
  const socket = await open(origin);
  const received = untilClosed(socket);
  socket.write(`${head('Content-Length: 1000')}Erik: `);
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([408]);
});

test('the rest of a file that is refused is not listened to for long', async () => {
  const origin = await serve({ lingerMs: 50 });
  const socket = await open(origin);
  const received = untilClosed(socket);
  socket.write(`${head('Transfer-Encoding: chunked', '?speakers=0')}1\r\nx\r\n`);
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([400]);
});
