import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call, send } from '../../support/api-client.ts';
import { expectContract } from '../../support/contract.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { exchange, parseAnswers, type RawAnswer } from '../connections/raw-client.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

/** The one answer to these bytes, after which the connection is closed. */
async function refusal(bytes: string | Buffer): Promise<RawAnswer> {
  const [answer, ...more] = parseAnswers(await exchange(world.server.url, bytes));
  if (!answer || more.length > 0) throw new Error(`${more.length} answers more than one`);
  expectContract('getAccount', answer, JSON.parse(answer.body), false);
  return answer;
}

describe('bytes that are no HTTP request are a 400 and the end of the connection', () => {
  test.each<[string, string | Buffer]>([
    ['text', 'hello\r\n\r\n'],
    ['a TLS greeting', Buffer.from('16030100c8010000c40303', 'hex')],
    ['a NUL in the address', 'GET /api/v1/rest/us\0ers HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a NUL in a header', 'GET /api/v1/rest/users HTTP/1.1\r\nHost: x\r\nIf-None-Match: a\0b\r\n\r\n'],
    ['a space in the address', 'GET /api/v1/rest/users all HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a header without a colon', 'GET / HTTP/1.1\r\nHost x\r\n\r\n'],
    ['two lengths', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n'],
    [
      'a length and chunks',
      'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n',
    ],
    ['an unknown method', 'NONSENSE / HTTP/1.1\r\nHost: x\r\n\r\n'],
    ['a future version', 'GET / HTTP/9.9\r\nHost: x\r\n\r\n'],
  ])('%s', async (_name, bytes) => {
    const { status, headers, body } = await refusal(bytes);
    expect(status).toBe(400);
    expect(headers.get('connection')).toBe('close');
    expect(JSON.parse(body)).toEqual({
      statusCode: 400,
      message: 'The request is malformed',
      error: 'Bad Request',
    });
  });
});

test('a head of more than 16 KB is a 431', async () => {
  const head = `GET / HTTP/1.1\r\nHost: x\r\nX-Long: ${'x'.repeat(20_000)}\r\n\r\n`;
  const { headers, body } = await refusal(head);
  expect(headers.get('connection')).toBe('close');
  expect(JSON.parse(body)).toEqual({
    statusCode: 431,
    message: 'The headers of the request are too long',
    error: 'Request Header Fields Too Large',
  });
});

test('a long query is read like a short one', async () => {
  const answer = await call(world.server, world.token, `/account?x=${'y'.repeat(12_000)}`);
  expect(answer.status).toBe(200);
});

test('the server serves on after all that', async () => {
  await Promise.all(Array.from({ length: 20 }, () => exchange(world.server.url, 'garbage\r\n\r\n')));
  expect((await send(world.server, '/healthz')).status).toBe(200);
});

test('a request without a Host header is a 400 in the same shape', async () => {
  const { body } = await refusal('GET /api/v1/rest/users HTTP/1.1\r\nConnection: close\r\n\r\n');
  expect(JSON.parse(body)).toMatchObject({ statusCode: 400, error: 'Bad Request' });
});

test('clients that leave before their answer harm nobody', async () => {
  const { pool } = world.server.context;
  const token = await world.server.token();
  const { hostname, port } = new URL(world.server.url);
  const holder = await pool.connect();
  await holder.query('begin; lock table conversation');
  const sockets = Array.from({ length: 4 }, (_, i) => {
    const path = `/api/v1/rest/conversations?limit=${i + 1}`;
    const head = ['Host: x', `Authorization: Bearer ${token}`, 'Accept-Encoding: gzip'].join('\r\n');
    return connect(Number(port), hostname, function (this: Socket) {
      this.write(`GET ${path} HTTP/1.1\r\n${head}\r\n\r\n`);
    });
  });
  // Workers and others may wait for the table too: only these requests run the statement of a list.
  const lists = 'select id, partner_card as "partnerCard", recording_id as "recordingId", xmin as version';
  await expect.poll(() => world.database.waitingForLock(lists)).toBe(4);
  await Promise.all(
    sockets.map((socket) => {
      socket.destroy();
      return once(socket, 'close');
    }),
  );
  await holder.query('commit');
  holder.release();
  expect((await call(world.server, token, '/conversations')).status).toBe(200);
});
