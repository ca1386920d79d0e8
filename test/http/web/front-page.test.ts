import { createHash } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readContract } from '../../../src/http/api/contract.ts';
import { Listener } from '../../../src/http/connections/listener.ts';
import { partnerApi } from '../../../src/http/partner/partner-api.ts';
import { createServer } from '../../../src/http/server.ts';
import { prefersHtml } from '../../../src/http/web/accept.ts';
import { type Answer, send } from '../../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../../support/database.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

const publicUrl = 'https://calls.example/below';
let database: TestDatabase;
let server: TestServer;
let unbuilt: FastifyInstance;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url, { PUBLIC_URL: publicUrl });
  unbuilt = await unbuiltServer(server);
});
afterAll(async () => {
  await unbuilt.close();
  await server.close();
  await database.drop();
});

/** The same server as it is where the pages of the app were not built. */
const unbuiltServer = async ({ context }: TestServer): Promise<FastifyInstance> => {
  const partner = partnerApi(context, readContract('partner'));
  const app = await createServer(context, [partner], new Listener(), null);
  await app.listen({ port: 0, host: '127.0.0.1' });
  return app;
};
const urlOf = ({ listeningOrigin }: FastifyInstance): string => listeningOrigin;

const browser = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';
const open = (accept: string, method = 'GET'): Promise<Answer> =>
  send({ url: urlOf(unbuilt) }, '/', { method, headers: accept === '' ? {} : { accept } });

test('where the app is not built, a browser is told what to run, and where the API, the docs and the health pages are', async () => {
  const { status, headers, text } = await open(browser);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  expect(text).toContain('npm run build:web');
  expect(text).toContain(`<code>${publicUrl}/api/v1/rest</code>`);
  expect(text).toContain('docs/api.md');
  const links = [...text.matchAll(/href="([^"]+)"/g)].map(([, link = '']) => link);
  expect(links).toEqual(['./api/v1/rest/openapi.json', './healthz', './readyz', './metrics']);
  for (const link of links) expect((await send(server, link.slice(1))).status).toBe(200);
});

test('nothing but its own style may be loaded, and nobody may frame it', async () => {
  const { headers, text } = await open(browser);
  const [, style = ''] = /<style>(.*)<\/style>/s.exec(text) ?? [];
  const digest = createHash('sha256').update(style).digest('base64');
  expect(headers.get('content-security-policy')).toBe(
    `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  );
  expect(Object.fromEntries(headers)).toMatchObject({
    'x-content-type-options': 'nosniff',
    'cache-control': 'no-store',
    vary: 'Accept',
    'referrer-policy': 'no-referrer',
    'x-request-id': expect.any(String),
  });
});

test.each(['', '*/*', 'text/plain'])('whoever accepts %j gets the same as text', async (accept) => {
  const { status, headers, text } = await open(accept);
  expect([status, headers.get('content-type')]).toEqual([200, 'text/plain; charset=utf-8']);
  expect(text).toMatch(/^Meetric\n\n/);
  expect(text).toContain(`The API: ${publicUrl}/api/v1/rest\n`);
  expect(text).toContain(`${publicUrl}/api/v1/rest/openapi.json`);
  expect(text).toContain('docs/api.md');
  expect(text).not.toMatch(/[<>]/);
});

test.each([browser, '*/*'])('HEAD with %s has the headers alone', async (accept) => {
  const [whole, head] = [await open(accept), await open(accept, 'HEAD')];
  expect([head.status, head.text]).toEqual([200, '']);
  for (const name of ['content-type', 'content-length', 'content-security-policy', 'vary'])
    expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
  expect(head.headers.get('content-length')).toBe(String(whole.bytes.length));
});

test('it is the only page there', async () => {
  const url = urlOf(unbuilt);
  for (const path of ['/index.html', '/conversations'])
    expect((await send({ url }, path, { headers: { accept: browser } })).status).toBe(404);
  expect((await send({ url }, '/', { method: 'POST' })).status).toBe(404);
});

test('what the operator configured is shown as text', async () => {
  const odd = await startTestServer(database.url, { PUBLIC_URL: "https://calls.example/a&<b>'c" });
  const app = await unbuiltServer(odd);
  const { text } = await send({ url: urlOf(app) }, '/', { headers: { accept: browser } });
  await app.close();
  await odd.close();
  expect(text).toContain('<code>https://calls.example/a&amp;&lt;b&gt;&#39;c/api/v1/rest</code>');
});

test.each([
  [undefined, false],
  ['application/json', false],
  ['text/html', true],
  ['TEXT/HTML; Q=0.5', true],
  ['text/html;q=0', false],
  ['text/html;q=0.4, text/plain;q=0.5', false],
  ['text/plain, text/html', true],
  ['text/html;q=x', false],
])('Accept: %s prefers the page: %s', (accept, expected) => expect(prefersHtml(accept)).toBe(expected));
