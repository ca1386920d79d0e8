import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, call, type Init } from '../../support/api-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

const post = (init: Init): Promise<Answer> =>
  call(world.server, world.token, '/notetaker/request', { method: 'POST', ...init });
const json = { 'content-type': 'application/json' };

const meet = 'https://meet.google.com/abc-defg-hij';
const meetings: { meeting_url: string; platform?: string; title?: string }[] = [
  { meeting_url: meet },
  { meeting_url: meet, platform: 'google_meet', title: 'Discovery call – Acme' },
  { meeting_url: 'https://teams.microsoft.com/l/meetup-join/19%3ameeting_x%40thread.v2/0?context=%7b%7d' },
  { meeting_url: 'https://teams.live.com/meet/9312345678901' },
  { meeting_url: 'https://us02web.zoom.us/j/81234567890?pwd=abc' },
  { meeting_url: 'https://meet.jit.si/AcmeWeekly' },
  { meeting_url: 'https://talk.example.com/acme', platform: 'jitsi' },
  { meeting_url: 'https://talk.example.com/acme', platform: 'janus' },
  { meeting_url: 'https://janus.example.com/demos/videoroom.html?room=1234' },
];

test.each(meetings)('takes $meeting_url $platform and says that there is no notetaker', async (body) => {
  expect((await post({ body })).body).toEqual({
    statusCode: 503,
    message: 'notetaker_unavailable: this server has no notetaker',
    error: 'Service Unavailable',
  });
});

test("takes a room of this server's own", async () => {
  for (const path of ['/rooms/weekly', '/room/weekly'])
    expect((await post({ body: { meeting_url: world.server.url + path, platform: 'room' } })).status).toBe(
      503,
    );
});

const supported = 'supported are google_meet, microsoft_teams, zoom, jitsi, janus and room';
const address = 'must be an http or https address';
const fault = (name: string, what: string): string => `Invalid parameter '${name}': ${what}`;

const title = fault('title', 'must be 1 to 200 characters without control characters');
const unknown = fault('body', 'has a property that is not known');

describe('is refused with a message that names the parameter', () => {
  test.each<[object, string]>([
    [{}, fault('meeting_url', 'is missing')],
    [{ title: 'x' }, fault('meeting_url', 'is missing')],
    [[], fault('body', 'must be object')],
    [{ meeting_url: 'https://example.com/call' }, fault('meeting_url', supported)],
    [{ meeting_url: 'https://meet.google.com.evil.example/abc-defg-hij' }, fault('meeting_url', supported)],
    [{ meeting_url: 'https://user:password@meet.google.com/abc-defg-hij' }, fault('meeting_url', supported)],
    [{ meeting_url: 'https://zoom.us/' }, fault('meeting_url', supported)],
    [{ meeting_url: meet, platform: 'zoom' }, fault('meeting_url', supported)],
    [{ meeting_url: 'ftp://meet.google.com/abc-defg-hij' }, fault('meeting_url', address)],
    [{ meeting_url: 'javascript:alert(1)' }, fault('meeting_url', address)],
    [{ meeting_url: '' }, fault('meeting_url', address)],
    [{ meeting_url: 'not a url' }, fault('meeting_url', address)],
    [{ meeting_url: `${meet}\u0000` }, fault('meeting_url', address)],
    [{ meeting_url: `${meet}?${'x'.repeat(2_048)}` }, fault('meeting_url', address)],
    [{ meeting_url: 5 }, fault('meeting_url', address)],
    [{ meeting_url: null }, fault('meeting_url', address)],
    [{ meeting_url: [meet] }, fault('meeting_url', address)],
    [{ meeting_url: meet, platform: 'webex' }, fault('platform', 'is not one of the allowed values')],
    [{ meeting_url: meet, platform: null }, fault('platform', 'must be string')],
    [{ meeting_url: meet, title: '' }, title],
    [{ meeting_url: meet, title: 'x'.repeat(201) }, title],
    [{ meeting_url: meet, title: 'a\nb' }, title],
    [{ meeting_url: meet, title: 'a\u0000b' }, title],
    [{ meeting_url: meet, when: 'now' }, fault('when', 'is not known')],
    [{ meeting_url: meet, 'a\u0000b': 1 }, unknown],
    [{ meeting_url: meet, ['x'.repeat(5_000)]: 1 }, unknown],
  ])('case %#: $1', async (body, message) => {
    expect((await post({ body })).body).toEqual({ statusCode: 400, message, error: 'Bad Request' });
  });

  test.each([
    '{',
    '',
    'null',
    '"x"',
    '5',
    '{"meeting_url":"a"}x',
    '{"meeting_url":"\u0001"}',
    '{"__proto__":{}}',
  ])('a body of %j', async (body) => {
    const answer = await post({ body, headers: json });
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ error: 'Bad Request' });
  });

  test('no body at all', async () => {
    expect((await post({})).status).toBe(400);
  });
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/xml',
  'x',
])('a body of type %s is a 415', async (type) => {
  const answer = await post({
    body: JSON.stringify({ meeting_url: meet }),
    headers: { 'content-type': type },
  });
  expect(answer.body).toEqual({
    statusCode: 415,
    message: 'Request body must be application/json',
    error: 'Unsupported Media Type',
  });
});

test('a body of more than 64 KiB is a 413', async () => {
  const answer = await post({ body: { meeting_url: meet, title: 'x'.repeat(64 * 1024) } });
  expect(answer.body).toEqual({
    statusCode: 413,
    message: 'Request body is too large',
    error: 'Payload Too Large',
  });
});

test('the type may name a charset', async () => {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  expect((await post({ body: JSON.stringify({ meeting_url: meet }), headers })).status).toBe(503);
});
