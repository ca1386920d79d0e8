import { lookup } from 'node:dns/promises';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { networkInterfaces } from 'node:os';
import type { Duplex } from 'node:stream';
import { promisify } from 'node:util';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../../src/http/api/contract.ts';
import { type ConnectionTimes, Listener } from '../../../src/http/connections/listener.ts';
import { partnerApi } from '../../../src/http/partner/partner-api.ts';
import { createServer } from '../../../src/http/server.ts';
import { expectContract } from '../../support/contract.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { exchange, open, parseAnswers, pipelined, untilClosed } from './raw-client.ts';

// Times that come soon: a test waits for what happens, and a slow machine changes nothing but the wait.
const soon = { headMs: 200, requestMs: 400, checkMs: 20 };

let world: World;
let hurried: FastifyInstance;
let app: FastifyInstance;
beforeAll(async () => {
  world = await createWorld();
  hurried = await serve(soon);
  app = await serve({ unreadMs: 1_000 });
});
afterAll(async () => {
  await Promise.all([hurried.close(), app.close()]);
  await world.close();
});

async function serve(times: Partial<ConnectionTimes>): Promise<FastifyInstance> {
  const { context } = world.server;
  const listener = new Listener({ times });
  const made = await createServer(context, [partnerApi(context, readContract('partner'))], listener);
  await listener.listen(made, { host: '127.0.0.1', port: 0 });
  return made;
}

test.each([
  ['head', 'GET /api/v1/rest/account HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  [
    'body',
    'POST /api/v1/rest/notetaker/request HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer TOKEN\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
  ],
])('a %s that does not end is a 408', async (_what, bytes) => {
  const [answer, ...more] = parseAnswers(
    await exchange(hurried.listeningOrigin, bytes.replace('TOKEN', world.token)),
  );
  expect(more).toEqual([]);
  expect(answer?.status).toBe(408);
  expectContract('requestNotetaker', answer ?? never(), JSON.parse(answer?.body ?? ''), false);
  expect(JSON.parse(answer?.body ?? '')).toEqual({
    statusCode: 408,
    message: 'The request did not arrive in time',
    error: 'Request Timeout',
  });
  expect(answer?.headers.get('connection')).toBe('close');
});

test('who does not take answers is closed, and who waits for a slow one is not', async () => {
  const holder = await world.server.context.pool.connect();
  await holder.query('begin; lock table app_user');
  const patient = await open(app.listeningOrigin);
  const received = untilClosed(patient);
  const head = `Host: x\r\nAuthorization: Bearer ${world.token}\r\nConnection: close`;
  patient.write(`GET /api/v1/rest/users HTTP/1.1\r\n${head}\r\n\r\n`);
  await expect.poll(() => world.database.waitingForLock('from app_user')).toBe(1);
  const unread = await open(app.listeningOrigin);
  unread.pause().write(pipelined('/api/v1/rest/openapi.json', 1_000));
  await expect.poll(connections).toBe(2);
  await expect.poll(connections).toBe(1);
  await holder.query('commit');
  holder.release();
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([200]);
  unread.destroy();
});

test('a protocol that takes a connection over gets all bytes after its request', async () => {
  const echo = (_request: IncomingMessage, socket: Duplex, first: Buffer): void => {
    socket.write('HTTP/1.1 101 Switching Protocols\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n');
    socket.write(first);
    socket.pipe(socket);
  };
  app.server.on('upgrade', echo);
  const socket = await open(app.listeningOrigin);
  const received = untilClosed(socket);
  const sent = Array.from({ length: 20_000 }, (_, i) => `${i}`).join(' ');
  socket.write(
    `GET / HTTP/1.1\r\nHost: x\r\nUpgrade: echo\r\nConnection: Upgrade\r\n\r\n${sent.slice(0, 60_000)}`,
  );
  await once(socket, 'data');
  socket.end(sent.slice(60_000));
  const [head = '', ...rest] = (await received).split('\r\n\r\n');
  app.server.off('upgrade', echo);
  expect(head).toMatch(/^HTTP\/1.1 101 /);
  expect(rest.join('')).toBe(sent);
});

test('who does not take answers does not hold the server back when it stops', async () => {
  const stopping = await serve({ drainMs: 100 });
  const unread = await open(stopping.listeningOrigin);
  unread.pause().write(pipelined('/api/v1/rest/openapi.json', 1_000));
  await expect.poll(() => unread.readableLength).toBeGreaterThan(0);
  await stopping.close();
  unread.destroy();
});

test('localhost is listened to on all its addresses, with the same bounds', async () => {
  const { context } = world.server;
  const listener = new Listener();
  const local = await createServer(context, [partnerApi(context, readContract('partner'))], listener);
  await listener.listen(local, { host: 'localhost', port: 0 });
  const { port } = new URL(local.listeningOrigin);
  const here = Object.values(networkInterfaces()).flatMap((own) => own?.map(({ address }) => address));
  const named = await lookup('localhost', { all: true });
  for (const { address, family } of named.filter((one) => here.includes(one.address))) {
    const url = `http://${family === 6 ? `[${address}]` : address}:${port}`;
    const [answer] = parseAnswers(await exchange(url, 'nonsense\r\n\r\n'));
    expect([answer?.status, answer?.headers.get('x-content-type-options')]).toEqual([400, 'nosniff']);
  }
  await local.close();
});

function connections(): Promise<number> {
  return promisify(app.server.getConnections.bind(app.server))();
}

function never(): never {
  throw new Error('There was no answer');
}
