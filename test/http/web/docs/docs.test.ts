import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { send } from '../../../support/api-client.ts';
import { createTestDatabase, type TestDatabase } from '../../../support/database.ts';
import { startTestServer, type TestServer } from '../../../support/server.ts';
import { expectedPaths, openPage, shown } from './pages.ts';

const publicUrl = 'https://calls.example/below';
let database: TestDatabase;
let server: TestServer;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url, {
    PUBLIC_URL: publicUrl,
    SUPPORT_EMAIL: 'help@calls.example',
  });
});
afterAll(async () => {
  await server.close();
  await database.drop();
});

/** The documented table, word by word. */
const documented = `GET|/rest/account|none|Get account and branding context
GET|/rest/users|users|List active users in account
GET|/rest/teams|teams|List teams with members
GET|/rest/departments|departments|List enabled departments
GET|/rest/conversations|conversations|List conversations (30-day window, cursor pagination)
GET|/rest/conversations/:id|conversations|Get conversation detail (optional transcript/insights includes)
GET|/rest/conversations/:id/transcript|transcripts|Get transcript payload for one conversation
GET|/rest/conversations/:id/insights|insights|Get insights/topics for one conversation
GET|/rest/conversations/:id/recording-url|recordings + include_recordings=true|Get recording URL if available
GET|/rest/conversations/:id/summary|conversations|Get stored summary text for one conversation
POST|/rest/notetaker/request|notetaker|Request notetaker join for supported meeting URL
GET|/rest/webhooks/deliveries|none|List recent webhook deliveries (last 7 days)`.split('\n');

describe('the guide', () => {
  test('has the documented table, and marks what is not in it', async () => {
    const page = await openPage(server, '/docs');
    const [, table = ''] = /id="endpoint-contract".*?<tbody>(.*?)<\/tbody>/s.exec(page) ?? [];
    const rows = [...table.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
      [...row.matchAll(/<td.*?>(.*?)<\/td>/gs)].map(([, cell = '']) => shown(cell)).join('|'),
    );
    expect(rows.filter((row) => !row.endsWith(' extension'))).toEqual(documented);
  });

  test.each([
    'Getting Started',
    'Base URL and OpenAPI',
    'Authentication',
    'Endpoint Contract',
    'Transcript Endpoint',
    'GET /rest/conversations/:id/transcript',
    'Webhooks',
    'Limits and Errors',
    'Rate Limits',
    'HTTP Status Codes',
    'Support',
  ])('has the section %s', async (title) => {
    const page = await openPage(server, '/docs');
    const headings = [...page.matchAll(/<h[23] id="[^"]+">(.*?)<a class="anchor"/g)].map(([, name = '']) =>
      shown(name),
    );
    expect(headings).toContain(title);
  });

  test('names this server’s addresses and those that help', async () => {
    const text = shown(await openPage(server, '/docs'));
    expect(text).toContain(`REST API base URL: ${publicUrl}/api/v1/rest`);
    expect(text).toContain(`OpenAPI spec: ${publicUrl}/api/v1/rest/openapi.json`);
    expect(text).toContain('Email help@calls.example.');
    expect(text).toContain('If your account has not enabled automatic webhook dispatch yet');
  });
});

describe('every page', () => {
  test.each(expectedPaths())('%s loads nothing, and its links lead somewhere', async (path) => {
    const page = await openPage(server, path);
    expect(page).not.toMatch(/<script|<link rel="stylesheet"|\son\w+=|\sstyle=|javascript:/i);
    const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const links = [...page.matchAll(/\s(?:href|src)="([^"]+)"/g)].map(([, link = '']) => link);
    for (const link of links) {
      if (link === `${publicUrl}${path}` || link.startsWith('mailto:')) continue;
      const target = new URL(link, `http://server${path}`);
      expect([link, target.host]).toEqual([link, 'server']);
      if (target.pathname === path)
        expect(target.hash === '' || ids.includes(target.hash.slice(1))).toBe(true);
      else await expectTarget(target);
    }
  });

  async function expectTarget({ pathname, hash }: URL): Promise<void> {
    // Links are relative, also where the server lies below a path.
    const { status, text } = await send(server, pathname.replace(/^\/below/, ''));
    expect([pathname, status]).toEqual([pathname, 200]);
    if (hash !== '') expect(text).toContain(` id="${hash.slice(1)}"`);
  }

  test('has one title and one first heading of its own, and a canonical address', async () => {
    const titles: string[] = [];
    for (const path of expectedPaths()) {
      const page = await openPage(server, path);
      expect(page.match(/<h1>/g)).toHaveLength(1);
      expect(page).toContain(`<link rel="canonical" href="${publicUrl}${path}">`);
      titles.push(/<title>(.*?)<\/title>/.exec(page)?.[1] ?? '');
    }
    expect(new Set(titles).size).toBe(titles.length);
  });

  test('allows its own style and pictures, and nothing else', async () => {
    const { headers, text } = await send(server, '/docs');
    const [, style = ''] = /<style>(.*)<\/style>/s.exec(text) ?? [];
    const digest = createHash('sha256').update(style).digest('base64');
    expect(headers.get('content-security-policy')).toBe(
      `default-src 'none'; style-src 'sha256-${digest}'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    );
    expect(style).not.toMatch(/url\(|@import/);
  });
});

describe('over HTTP', () => {
  test('is kept and asked for again, compressed where that is accepted', async () => {
    const plain = await send(server, '/docs');
    expect(plain.headers.get('cache-control')).toBe('no-cache');
    expect(plain.headers.get('vary')).toBe('Accept-Encoding');
    const etag = plain.headers.get('etag') ?? '';
    const again = await send(server, '/docs', { headers: { 'if-none-match': etag } });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', etag]);
    const other = await send(server, '/docs/operations/list-users', { headers: { 'if-none-match': etag } });
    expect(other.status).toBe(200);
    const packed = await send(server, '/docs', { headers: { 'accept-encoding': 'gzip' } });
    expect([packed.headers.get('content-encoding'), packed.text]).toEqual(['gzip', plain.text]);
    expect(packed.bytes.length).toBeLessThan(plain.bytes.length / 3);
  });

  test('HEAD has the headers alone', async () => {
    const [whole, head] = [await send(server, '/docs'), await send(server, '/docs', { method: 'HEAD' })];
    expect([head.status, head.text]).toEqual([200, '']);
    for (const name of ['content-type', 'content-length', 'etag', 'content-security-policy'])
      expect([name, head.headers.get(name)]).toEqual([name, whole.headers.get(name)]);
  });

  test.each([
    ['/docs/', '/docs'],
    ['/docs/operations/list-users/', '/docs/operations/list-users'],
  ])('%s leads to %s', async (path, target) => {
    const { status, headers } = await send(server, path);
    expect(status).toBe(308);
    expect(new URL(headers.get('location') ?? '', `http://server${path}`).pathname).toBe(target);
  });

  test.each(['/docs/nothing', '/docs/operations/nothing', '/docs/a/b/c'])(
    '%s is a page that says so',
    async (path) => {
      const { status, headers, text } = await send(server, path);
      expect([status, headers.get('content-type')]).toEqual([404, 'text/html; charset=utf-8']);
      expect(headers.get('etag')).toBeNull();
      const [, link = ''] = /<a class="brand" href="([^"]+)"/.exec(text) ?? [];
      expect(new URL(link, `http://server${path}`).pathname).toBe('/docs');
    },
  );

  test('takes no other method', async () => {
    expect((await send(server, '/docs', { method: 'POST' })).status).toBe(404);
  });
});

test('the operator’s words are shown as text', async () => {
  const odd = await startTestServer(database.url, { PUBLIC_URL: "https://calls.example/a&<b>'c" });
  const page = await openPage(odd, '/docs');
  await odd.close();
  expect(page).toContain('https://calls.example/a&amp;&lt;b&gt;&#39;c/api/v1/rest');
  expect(page).not.toContain('<b>');
});
