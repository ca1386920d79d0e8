import { once } from 'node:events';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMonitoringServer } from '../../../src/http/monitoring/server.ts';
import { call, send } from '../../support/api-client.ts';
import { expectContract } from '../../support/contract.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { exchange, open, parseAnswers, untilClosed } from './raw-client.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const body = '{"meeting_url":"https://meet.google.com/abc-defg-hij"}';
const postHead = (token: string, expectation: string): string =>
  [
    'POST /api/v1/rest/notetaker/request HTTP/1.1',
    'Host: x',
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    `Expect: ${expectation}`,
    'Connection: close',
  ].join('\r\n');

test('a body is asked for where the client waits for that', async () => {
  const socket = await open(world.server.url);
  socket.write(`${postHead(world.token, '100-Continue')}\r\n\r\n`);
  const [asked] = await once(socket, 'data');
  expect(String(asked)).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  const received = untilClosed(socket);
  socket.write(body);
  expect(parseAnswers(await received).map(({ status }) => status)).toEqual([503]);
});

test('a body is not asked for before the caller is let in', async () => {
  const answers = parseAnswers(
    await exchange(world.server.url, `${postHead('mt_nobody', '100-continue')}\r\n\r\n`),
  );
  expect(answers.map(({ status }) => status)).toEqual([401]);
});

test.each(['a reply', '100-continue, more', '200-ok'])('Expect: %s is a 417', async (expectation) => {
  const [answer, ...more] = parseAnswers(
    await exchange(world.server.url, `${postHead(world.token, expectation)}\r\n\r\n${body}`),
  );
  if (!answer) throw new Error('There was no answer');
  expect([answer.status, more]).toEqual([417, []]);
  expectContract('requestNotetaker', answer, JSON.parse(answer.body), false);
  expect(JSON.parse(answer.body)).toEqual({
    statusCode: 417,
    message: 'Only 100-continue can be expected',
    error: 'Expectation Failed',
  });
});

test('an older client knows no expectations', async () => {
  const head = postHead(world.token, 'a reply').replace('HTTP/1.1', 'HTTP/1.0');
  const [answer] = parseAnswers(await exchange(world.server.url, `${head}\r\n\r\n${body}`));
  expect(answer?.status).toBe(503);
});

const unlisted = [
  '/',
  '/healthz',
  '/readyz',
  '/metrics',
  '/nothing',
  '/%zz',
  '/recordings/a/b',
  '/recordings',
];
test.each(unlisted)('%s is kept by nobody, and is taken for what it says', async (path) => {
  const { headers } = await send(world.server, path);
  expect([headers.get('x-content-type-options'), headers.get('cache-control')]).toEqual([
    'nosniff',
    'no-store',
  ]);
});

test.each(['/healthz', '/metrics', '/nothing'])("a worker's %s is no different", async (url) => {
  const app = createMonitoringServer(world.server.context);
  const { headers } = await app.inject({ url });
  expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
  await app.close();
});

test('the document has an ETag, and is compressed for those who take that', async () => {
  const path = '/api/v1/rest/openapi.json';
  const plain = await send(world.server, path);
  const packed = await send(world.server, path, { headers: { 'accept-encoding': 'gzip' } });
  expect(packed.text).toBe(plain.text);
  expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 4);
  for (const { headers } of [plain, packed])
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'private, no-cache',
      'x-content-type-options': 'nosniff',
      vary: 'Accept-Encoding',
    });
  const again = await send(world.server, path, {
    headers: { 'if-none-match': plain.headers.get('etag') ?? '' },
  });
  expect([again.status, again.text, again.headers.get('cache-control')]).toEqual([
    304,
    '',
    'private, no-cache',
  ]);
});

test('an error beside an ETag is kept by nobody', async () => {
  const { headers } = await call(world.server, world.token, '/conversations?limit=0');
  expect(headers.get('cache-control')).toBe('no-store');
});
