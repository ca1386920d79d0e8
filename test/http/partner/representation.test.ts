import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, call, send } from '../../support/api-client.ts';
import {
  accept,
  addConversations,
  type Conversations,
  completed,
  incoming,
  storeCompleted,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyConversationRead, everyOperation, everyRead, initOf } from '../../support/operation-rows.ts';

let world: World;
let conversations: Conversations;
/** Sees no links, which are new every second. */
let plainToken: string;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
  plainToken = await world.server.token({ includeRecordings: false, requestsPerMinute: 6_000 });
});
afterAll(() => world.close());

const unchanging = everyRead.filter(({ id }) => id !== 'getConversationRecordingUrl');

describe.each(unchanging)('$id', ({ path }) => {
  const get = (headers: Record<string, string> = {}): Promise<Answer> =>
    call(world.server, plainToken, path(conversations.sales), { headers });

  test('answers 304 to its own ETag, however it is written, and 200 to others', async () => {
    const first = await get();
    const etag = first.headers.get('etag') ?? '';
    const strong = etag.replace('W/', '');
    for (const given of [etag, strong, '*', `"x", ${etag}`, `W/"x",${strong} , "y"`]) {
      const answer = await get({ 'if-none-match': given });
      expect([answer.status, answer.text, answer.headers.get('etag')]).toEqual([304, '', etag]);
      expect(answer.headers.get('content-type')).toBeNull();
    }
    for (const given of ['"x"', `${etag}x`, strong.slice(1, -1)])
      expect((await get({ 'if-none-match': given })).status).toBe(200);
  });

  test('keeps its ETag while only _meta changes', async () => {
    const first = await get();
    const second = await call(world.server, await other(), path(conversations.sales));
    expect(second.headers.get('etag')).toBe(first.headers.get('etag'));
    expect(second.text).not.toBe(first.text);
    expect(withoutMeta(second.text)).toBe(withoutMeta(first.text));
  });

  async function other(): Promise<string> {
    return world.server.token({ includeRecordings: false });
  }
});

test.each(['list', 'detail'])(
  'a changed card changes the ETag of the %s, whatever its time',
  async (kind) => {
    const path = kind === 'list' ? '/conversations' : `/conversations/${conversations.sales}`;
    const before = await call(world.server, plainToken, path);
    const { rowCount } = await world.server.context.pool.query(
      `update conversation set partner_card = replace(partner_card, '"company":', '"company": ') where id = $1`,
      [conversations.sales],
    );
    expect(rowCount).toBe(1);
    const headers = { 'if-none-match': before.headers.get('etag') ?? '' };
    const after = await call(world.server, plainToken, path, { headers });
    expect(after.status).toBe(200);
    expect(withoutMeta(after.text)).not.toBe(withoutMeta(before.text));
  },
);

test.each(['/recording-url', ''])('links made anew keep the ETag of %j for a while', async (rest) => {
  const path = `/conversations/${conversations.sales}${rest}`;
  const first = await call(world.server, world.token, path);
  const link = (answer: Answer): unknown => /"recording_url":"([^"]+)"/.exec(answer.text)?.[1];
  await expect.poll(async () => link(await call(world.server, world.token, path))).not.toBe(link(first));
  // A half hour may end between the two; then the next pair tells.
  await expect
    .poll(async () => {
      const { headers } = await call(world.server, world.token, path);
      const given = { 'if-none-match': headers.get('etag') ?? '' };
      return (await call(world.server, world.token, path, { headers: given })).status;
    })
    .toBe(304);
  expect(first.headers.get('etag')).toMatch(/^W\//);
});

describe.each(everyRead)('$id', ({ path }) => {
  test.each(['é', '', 'x'.repeat(1_025), '"a"\u00a0'])('names a bad If-None-Match: %j', async (given) => {
    const headers = { 'if-none-match': Buffer.from(given, 'utf8').toString('latin1') };
    const answer = await call(world.server, world.token, path(conversations.sales), { headers });
    expect(answer.body).toEqual({
      statusCode: 400,
      message: "Invalid parameter 'If-None-Match': must be at most 1024 printable ASCII characters",
      error: 'Bad Request',
    });
  });
});

describe.each(everyOperation)('$id', (operation) => {
  const place = (): string => operation.path(conversations.sales);
  const get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    call(world.server, plainToken, path, { ...initOf(operation), headers });

  test('ignores unknown query keys and names them', async () => {
    const odd = 'x=1&x=2&limits=0&__proto__=1&constructor=2&id=5&Cursor=x&%00=%00&=&&a[b]=c&%ff=%zz';
    const token = operation.id === 'getConversationRecordingUrl' ? world.token : plainToken;
    const answer = await call(world.server, token, `${place()}?${odd}`, initOf(operation));
    expect(answer.status).toBe(operation.success);
    const names = ['x', 'limits', '__proto__', 'constructor', 'id', 'Cursor', '\ufffd', 'a[b]', '%ff'];
    if (operation.success === 200) expect(ignoredBy(answer)).toEqual(names);
  });

  test('echoes a usable X-Request-Id and makes one otherwise', async () => {
    for (const given of ['abc-123', '!~', 'x'.repeat(128)])
      expect((await get(place(), { 'x-request-id': given })).headers.get('x-request-id')).toBe(given);
    const made = new Set<string | null>();
    for (const given of ['with space', 'x'.repeat(129), 'tab\tbed', 'Ã©', ''])
      made.add((await get(place(), { 'x-request-id': given })).headers.get('x-request-id'));
    made.add((await get(place())).headers.get('x-request-id'));
    expect(made.size).toBe(6);
    for (const id of made) expect(id).toMatch(/^[0-9a-f-]{36}$/);
  });
});

describe.each(everyConversationRead)('$id', ({ path }) => {
  test('takes an id in capitals for the same conversation', async () => {
    const lower = await call(world.server, world.token, path(conversations.messages));
    const upper = await call(world.server, world.token, path(conversations.messages.toUpperCase()));
    expect(upper.status).toBe(200);
    expect(withoutLinks(upper.text)).toBe(withoutLinks(lower.text));
  });
});

describe('ignored parameters', () => {
  const list = async (query: string): Promise<unknown> =>
    ignoredBy(await call(world.server, plainToken, `/conversations${query}`));

  test('are those that the operation does not have, of which nothing is said where there are none', async () => {
    expect(await list('?status=failed&limit=5&q=price')).toEqual(['status', 'q']);
    expect(await list('?limit=5&conversation_type=sales')).toBeUndefined();
    expect(await list('')).toBeUndefined();
    const detail = `/conversations/${conversations.sales}?limit=5&include_transcript=true`;
    expect(ignoredBy(await call(world.server, plainToken, detail))).toEqual(['limit']);
  });

  test('are at most twenty, of at most 64 characters', async () => {
    const many = Array.from({ length: 50 }, (_, n) => `unknown_${n}=x`);
    expect(await list(`?${many.join('&')}`)).toEqual(Array.from({ length: 20 }, (_, n) => `unknown_${n}`));
    const long = encodeURIComponent('🎧'.repeat(65));
    expect(await list(`?${'x'.repeat(64)}=1&${'y'.repeat(65)}=1&${long}=1`)).toEqual([
      'x'.repeat(64),
      `${'y'.repeat(63)}…`,
      `${'🎧'.repeat(63)}…`,
    ]);
  });

  test('stand in answers that are kept, stored packed and sent compressed', async () => {
    const headers = { 'accept-encoding': 'gzip' };
    for (const place of ['/conversations', `/conversations/${conversations.sales}/transcript`]) {
      for (let again = 0; again < 3; again += 1) {
        const asked = await call(world.server, plainToken, `${place}?status=failed`, { headers });
        expect(asked.headers.get('content-encoding')).toBe('gzip');
        expect(ignoredBy(asked)).toEqual(['status']);
        expect(ignoredBy(await call(world.server, plainToken, place, { headers }))).toBeUndefined();
      }
    }
  });
});

describe('gzip', () => {
  const long = incoming({
    title: 'Long',
    startedAt: new Date(),
    transcript: {
      messages: Array.from({ length: 400 }, (_, i) => ({
        speaker_name: i % 2 ? 'Åsa' : '王芳',
        text: `Sentence ${i} of the long meeting – “quoted”, with emoji 🎧 and a \\ backslash.`,
      })),
    },
  });
  let id: string;
  beforeAll(async () => {
    id = await accept(world, world.server.accountId, long);
    await completed(world, [id]);
  });

  const paths = (): string[] => [
    `/conversations/${id}/transcript`,
    `/conversations/${conversations.sales}/transcript`,
    `/conversations/${id}?include_transcript=true&include_insights=true`,
    `/conversations/${conversations.sales}/insights`,
    '/conversations',
  ];

  test('gives the same bytes to clients that ask for it', async () => {
    for (const path of paths()) {
      const plain = await call(world.server, plainToken, path);
      expect(plain.headers.get('content-encoding')).toBeNull();
      for (const accepted of ['gzip', 'deflate, gzip;q=0.5', 'br, GZIP', '*', 'x-gzip']) {
        const answer = await call(world.server, plainToken, path, {
          headers: { 'accept-encoding': accepted },
        });
        expect(answer.headers.get('content-encoding')).toBe('gzip');
        expect(answer.headers.get('vary')).toBe('Accept-Encoding');
        expect(answer.headers.get('etag')).toBe(plain.headers.get('etag'));
        expect(answer.bytes.length).toBeLessThan(plain.bytes.length);
        expect(withoutMeta(gunzipSync(answer.bytes).toString('utf8'))).toBe(withoutMeta(plain.text));
      }
      for (const refused of ['identity', 'gzip;q=0', 'gzip; q=0.000, br', 'br', '', '*;q=0']) {
        const answer = await call(world.server, plainToken, path, {
          headers: { 'accept-encoding': refused },
        });
        expect(answer.headers.get('content-encoding')).toBeNull();
      }
    }
  });

  test('a fetch that decompresses by itself reads it', async () => {
    const response = await fetch(`${world.server.url}/api/v1/rest/conversations/${id}/transcript`, {
      headers: { authorization: `Bearer ${plainToken}` },
    });
    expect(response.headers.get('content-encoding')).toBe('gzip');
    expect(await response.json()).toMatchObject({ conversation_id: id, transcript: long.transcript });
  });

  test('errors are plain and checked all the same', async () => {
    const answer = await call(world.server, null, '/users', { headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers.get('content-encoding')).toBeNull();
  });
});

test('pages for the operator have an X-Request-Id too', async () => {
  for (const path of ['/healthz', '/readyz', '/metrics', '/api/v1/rest/openapi.json', '/nothing']) {
    const answer = await send(world.server, path, { headers: { 'x-request-id': 'mine' } });
    expect(answer.headers.get('x-request-id')).toBe('mine');
  }
});

function ignoredBy(answer: Answer): unknown {
  expect(answer.status).toBe(200);
  return Object(Object(answer.body)._meta).ignored_parameters;
}

function withoutMeta(text: string): string {
  return text.replace(/,"_meta":\{"token_prefix":"mt_[a-z0-9]{8}","timestamp":"[^"]{24}"\}\}$/, '}');
}

function withoutLinks(text: string): string {
  return withoutMeta(text).replace(/expires=\d+&signature=[\w-]+|"expires_at":"[^"]+"/g, '');
}
