import { readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { tone } from '../../../testing/media/tones.ts';
import { writeWav } from '../../../testing/media/wav-writer.ts';
import { type Answer, call, type Init, read } from '../../support/api-client.ts';
import { contentOf } from '../../support/contract.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { open, untilClosed } from '../connections/raw-client.ts';

let world: World;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());

function post(query: string, init: Init): Promise<Answer> {
  return call(world.server, world.token, `/conversations${query}`, { method: 'POST', ...init });
}
const bytes = (type: string, more: Record<string, string> = {}) => ({ 'content-type': type, ...more });
const ingested = ({ body }: Answer) => contentOf(body, 'IngestResponse');
const said = (text: string) => ({ transcript: { messages: [{ speaker_name: 'Jane', text }] } });
const rows = async (): Promise<number> =>
  (await world.database.query<{ n: number }>('select count(*)::int as n from conversation'))[0]?.n ?? -1;

test('a transcript as JSON is there with its words and with what was told of it', async () => {
  const sentences = [{ speaker_name: 'Erik Lindström', start: 0.84, end: 3.14, text: 'Thanks for joining.' }];
  const participants = [{ name: 'Jane Doe', email: 'jane@acme.example', role: 'customer' }];
  const body = {
    title: 'Discovery call – Acme',
    company: 'Acme',
    date: '2026-11-24T11:07:00+01:00',
    medium: 'call',
    language: 'en',
    conversation_type: 'sales',
    user_email: world.people.erik.email,
    department: 'B2B Sales',
    participants,
    transcript: { sentences },
  };
  const answer = await post('', { body });
  expect(answer.status).toBe(201);
  const { conversation, already_here, notices } = ingested(answer);
  expect([conversation.status, already_here, notices]).toEqual(['processing', false, []]);
  const detail = await read(
    world.server,
    world.token,
    `/conversations/${conversation.id}?include_transcript=true`,
    'ConversationResponse',
  );
  expect(detail.conversation).toMatchObject({
    title: 'Discovery call – Acme',
    company: 'Acme',
    date: '2026-11-24T10:07:00.000Z',
    medium: 'call',
    conversation_type: 'sales',
    user: { id: world.people.erik.id },
    department: { name: 'B2B Sales' },
    participants,
    transcript: { sentences },
  });
});

test('the bytes of a file are read as what they are', async () => {
  const vtt = 'WEBVTT\n\n00:00.840 --> 00:03.140\n<v Erik>Thanks for joining.</v>\n';
  const answer = await post('?file_name=Weekly%20call.vtt&company=Acme', {
    body: vtt,
    headers: bytes('text/vtt'),
  });
  expect(answer.status).toBe(201);
  const path = `/conversations/${ingested(answer).conversation.id}`;
  const { conversation } = await read(world.server, world.token, path, 'ConversationResponse');
  expect(conversation).toMatchObject({ title: 'Weekly call', company: 'Acme', imported_as: 'webvtt' });
});

test('a recording is kept, and its first step is queued', async () => {
  const wav = writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' });
  const query = '?file_name=call.wav&title=A%20call&speakers=2&date=2026-06-03T09:30:00Z';
  const answer = await post(query, { body: wav, headers: bytes('audio/wav') });
  expect(answer.status).toBe(201);
  const { id } = ingested(answer).conversation;
  const kept = await world.database.query('select media_type, bytes::int as bytes from recording');
  expect(kept).toEqual([{ media_type: 'audio/wav', bytes: wav.length }]);
  const wishes = await world.database.query(
    'select speakers_wanted from recognition where conversation_id = $1',
    [id],
  );
  expect(wishes).toEqual([{ speakers_wanted: 2 }]);
});

test('content that the account has is told and not stored again', async () => {
  const body = said('The same words.');
  const first = await post('', { body });
  const before = await rows();
  const second = await post('?title=Another', { body });
  expect([first.status, second.status]).toEqual([201, 200]);
  expect(ingested(second)).toMatchObject({
    conversation: { id: ingested(first).conversation.id },
    already_here: true,
  });
  expect(await rows()).toBe(before);
});

describe('Idempotency-Key', () => {
  const keyed = (key: string, text: string, query = ''): Promise<Answer> =>
    post(query, { body: said(text), headers: { 'idempotency-key': key } });

  test('the same request again gives the first conversation', async () => {
    const [first, second] = [await keyed('a', 'Yes.'), await keyed('a', 'Yes.')];
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(ingested(second).conversation.id).toBe(ingested(first).conversation.id);
  });

  test('requests at the same time make one conversation', async () => {
    const before = await rows();
    const answers = await Promise.all(Array.from({ length: 5 }, () => keyed('at once', 'All at once.')));
    expect(new Set(answers.map((answer) => ingested(answer).conversation.id)).size).toBe(1);
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(await rows()).toBe(before + 1);
  });

  test.each([
    ['other words', 'No.', ''],
    ['other metadata', 'Yes.', '?title=Other'],
  ])('%s under it are refused', async (_what, text, query) => {
    await keyed('b', 'Yes.');
    const before = await rows();
    expect((await keyed('b', text, query)).body).toEqual({
      statusCode: 422,
      message:
        'idempotency_key_taken: The Idempotency-Key belongs to a request with other content or metadata. Send a new key for a new conversation.',
      error: 'Unprocessable Entity',
    });
    expect(await rows()).toBe(before);
  });

  test('another key, or another account, stores the same words again', async () => {
    const first = await keyed('c', 'Twice.');
    const other = await keyed('d', 'Twice.');
    const foreign = await call(world.server, world.other.token, '/conversations', {
      method: 'POST',
      body: said('Twice.'),
      headers: { 'idempotency-key': 'c' },
    });
    expect([first.status, other.status, foreign.status]).toEqual([201, 201, 201]);
  });

  test.each(['', 'x'.repeat(151), 'é'])('%j is no key', async (key) => {
    expect((await keyed(key, 'x')).status).toBe(400);
  });
});

test.each<[string, Init, number, RegExp]>([
  ['', { body: said('').transcript }, 400, /'transcript': is missing/],
  ['', { body: { ...said('x'), more: 1 } }, 400, /'more': is not known/],
  ['', { body: { ...said('x'), date: 'yesterday' } }, 400, /'date': must be an ISO 8601/],
  ['', { body: { ...said('x'), date: '2026-13-01' } }, 400, /'date': date must be an ISO 8601/],
  ['', { body: { ...said('x'), date: '2999-01-01' } }, 400, /'date': date lies in the future/],
  ['', { body: { ...said('x'), user_email: 'no@one.example' } }, 400, /'user_email': The account has no/],
  ['?department=Closed', { body: said('x') }, 400, /'department': The account has no enabled/],
  ['?speakers=0', { body: said('x') }, 400, /'speakers': must be an integer between 1 and 100/],
  ['', { body: { transcript: {} } }, 422, /^malformed: /],
  ['', { body: { transcript: { sentences: [], messages: [] } } }, 422, /both "sentences" and "messages"/],
  ['', { body: { transcript: { messages: [] } } }, 422, /^no_speech: "messages" is empty/],
  ['', { body: '', headers: bytes('application/octet-stream') }, 422, /^empty: /],
  ['', { body: 'just words', headers: bytes('text/plain') }, 422, /^unknown_format: /],
  ['?file_name=a.wav', { body: 'RIFF', headers: bytes('audio/wav') }, 422, /^media_truncated: /],
  [
    '?format=ulaw',
    { body: 'A text. '.repeat(200), headers: bytes('audio/basic') },
    422,
    /^not_media: .* ulaw/,
  ],
  ['', { body: 'a', headers: bytes('application/xml') }, 415, /must be application\/json or/],
  ['', { body: 'a', headers: bytes('image/png') }, 415, /or audio\/\* or video\/\*$/],
  ['', { body: said('x'.repeat(8 * 1024 * 1024)) }, 413, /too large/],
])('%s with a bad body, case %#, is refused and leaves nothing', async (query, init, status, message) => {
  const before = await rows();
  const answer = await post(query, init);
  expect(answer.body).toMatchObject({ statusCode: status, message: expect.stringMatching(message) });
  expect(await rows()).toBe(before);
  const work = path.join(world.server.dataDir, 'work');
  expect(readdirSync(work).filter((name) => name.startsWith('incoming'))).toEqual([]);
});

test('hostile names and titles are stored as text or refused, and reach no other folder', async () => {
  for (const name of [
    '../../etc/passwd',
    '..\\..\\x.txt',
    '<img src=x onerror=alert(1)>.txt',
    'a'.repeat(500),
  ]) {
    const answer = await post(`?file_name=${encodeURIComponent(name)}`, {
      body: `Erik: About ${name.length} letters.\nJane: Yes.\n`,
      headers: bytes('text/plain'),
    });
    expect(answer.status, name).toBe(201);
    const { id } = ingested(answer).conversation;
    const { conversation } = await read(
      world.server,
      world.token,
      `/conversations/${id}`,
      'ConversationResponse',
    );
    expect(conversation.title).not.toMatch(/[/\\]\.\./);
  }
});

test('a caller without the scope is refused before its body is asked for', async () => {
  const token = await world.server.token({ scopes: ['conversations'] });
  const socket = await open(world.server.url);
  const received = untilClosed(socket);
  socket.write(
    `POST /api/v1/rest/conversations HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nExpect: 100-continue\r\n` +
      'Content-Type: audio/wav\r\nContent-Length: 999999999\r\nConnection: close\r\n\r\n',
  );
  expect(await received).toMatch(/^HTTP\/1.1 403 /);
});
