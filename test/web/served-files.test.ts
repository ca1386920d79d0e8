import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { send } from '../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

const html = 'text/html,*/*;q=0.8';
let database: TestDatabase;
let server: TestServer;
let asset: string;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url);
  const { text } = await open('/');
  [, asset = ''] = /src="(\/assets\/index-[^"]+\.js)"/.exec(text) ?? [];
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

const open = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  send(server, path, { method, headers: { accept: html, ...headers } });

test('the page has a policy with a nonce of its own in each answer, and may not be framed', async () => {
  const [one, other] = [await open('/'), await open('/conversations/1?a=b')];
  const nonceOf = (policy: string | null): string => /'nonce-([\w-]{22})'/.exec(policy ?? '')?.[1] ?? '';
  const nonces = [one, other].map(({ headers, text }) => {
    const nonce = nonceOf(headers.get('content-security-policy'));
    expect(text).toContain(`<meta property="csp-nonce" nonce="${nonce}"`);
    return nonce;
  });
  expect(new Set(nonces).size).toBe(2);
  expect(one.headers.get('content-security-policy')).toBe(
    `default-src 'self'; script-src 'self'; style-src 'self' 'nonce-${nonces[0]}'; img-src 'self' data: blob:; media-src 'self' blob:; connect-src 'self'; worker-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'`,
  );
  expect(Object.fromEntries(one.headers)).toMatchObject({
    'cache-control': 'private, no-cache',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
    'x-frame-options': 'DENY',
    'permissions-policy': expect.stringContaining('camera=()'),
    vary: 'Accept',
  });
});

test('a page that did not change is not sent again, nor a policy that would not fit the browser’s copy', async () => {
  const { headers } = await open('/');
  const again = await open('/', { 'if-none-match': headers.get('etag') ?? '' });
  expect([again.status, again.text, again.headers.get('content-security-policy')]).toEqual([304, '', null]);
});

test('an asset is kept forever, and comes in the form that the client takes', async () => {
  const plain = await open(asset);
  expect(plain.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  expect(plain.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
  const forms = [
    { accepted: 'gzip, deflate, br', encoding: 'br', unpack: brotliDecompressSync },
    { accepted: 'gzip;q=0.5, br;q=0', encoding: 'gzip', unpack: gunzipSync },
  ];
  for (const { accepted, encoding, unpack } of forms) {
    const answer = await request(server.url + asset, { headers: { 'accept-encoding': accepted } });
    expect(answer.headers).toMatchObject({ 'content-encoding': encoding, vary: 'Accept-Encoding' });
    const packed = Buffer.from(await answer.body.arrayBuffer());
    expect(packed.length).toBeLessThan(plain.bytes.length / 2);
    expect(unpack(packed).equals(plain.bytes)).toBe(true);
  }
  const head = await open(asset, {}, 'HEAD');
  expect([head.status, head.text, head.headers.get('content-length')]).toEqual([
    200,
    '',
    String(plain.bytes.length),
  ]);
  expect((await open(asset, { 'if-none-match': plain.headers.get('etag') ?? '' })).status).toBe(304);
});

test.each([
  '/index.html',
  '/.vite/manifest.json',
  '/assets/',
  '/assets/none.js',
  '/assets/../index.html',
  '/assets/..%2f..%2fpackage.json',
  '/assets/%2e%2e/%2e%2e/package.json',
  '/api/v1/none',
  '/api/v2',
  '/docs/none',
  '/recordings/none',
  '/metrics/none',
  '/some/file.txt',
])('%s is not the app', async (path) => {
  const { statusCode, body } = await request(server.url + path, { headers: { accept: html } });
  expect([statusCode, (await body.text()).includes('csp-nonce')]).toEqual([404, false]);
});

test('only a GET or HEAD that takes HTML gets the app', async () => {
  expect((await send(server, '/settings', { headers: { accept: 'application/json' } })).status).toBe(404);
  expect((await open('/settings', {}, 'POST')).status).toBe(404);
  const head = await open('/settings', {}, 'HEAD');
  expect([head.status, head.text, head.headers.get('content-type')]).toEqual([
    200,
    '',
    'text/html; charset=utf-8',
  ]);
});
