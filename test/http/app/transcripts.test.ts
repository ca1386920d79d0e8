import { afterAll, beforeAll, expect, test } from 'vitest';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let erik: Session;
let anna: Session;
beforeAll(async () => {
  world = await createWorld();
  erik = await signInAs(world.server, { userId: world.people.erik.id });
  anna = await signInAs(world.server, { userId: world.people.anna.id });
});
afterAll(() => world.close());

const post = (path: string, body: object, session: Session | null = erik) =>
  appCall(world.server, session, path, { method: 'POST', body });
const rows = async (): Promise<number> =>
  (await world.database.query<{ n: number }>('select count(*)::int as n from conversation'))[0]?.n ?? -1;

test('a preview shows what would be stored, and stores nothing', async () => {
  const text =
    'WEBVTT\n\n00:01.000 --> 00:03.000\n<v Erik>Good morning.</v>\n\n00:04.000 --> 00:06.000\n<v Jane>Hello.</v>\n';
  const before = await rows();
  const answer = await post('/transcripts/preview', { text });
  expect(answer.body).toMatchObject({
    format: 'webvtt',
    line_count: 2,
    duration_seconds: 6,
    speakers: [
      { name: 'Erik', line_count: 1 },
      { name: 'Jane', line_count: 1 },
    ],
    first_lines: [
      { speaker_name: 'Erik', start_seconds: 1, text: 'Good morning.' },
      { speaker_name: 'Jane' },
    ],
    notices: [],
  });
  expect(await rows()).toBe(before);
});

test('a pasted transcript is the conversation of who pasted it', async () => {
  const text = 'Erik: We agree.\nJane: Yes, on Friday.\n';
  const answer = await post('/transcripts', { text, title: 'Pasted call', company: 'Acme' });
  expect(answer.status).toBe(201);
  const { conversation_id: id } = Object(answer.body);
  const [row] = await world.database.query('select title, company, user_id from conversation where id = $1', [
    id,
  ]);
  expect(row).toEqual({ title: 'Pasted call', company: 'Acme', user_id: world.people.erik.id });
  const again = await post('/transcripts', { text });
  expect([again.status, again.body]).toMatchObject([200, { conversation_id: id, already_here: true }]);
  const other = await post('/transcripts', { text }, anna);
  expect([other.status, Object(other.body).conversation_id === id]).toEqual([201, false]);
});

test.each([
  [{ text: 'Only words without any form.' }, 422, /has no form of a transcript/],
  [{ text: '{"sentences": [' }, 422, /JSON/],
  [{ text: 'A: x\n', title: 'a\nb' }, 400, /'title'/],
  [{ text: 'A: x\nB: y\n', date: 'yesterday!' }, 422, /date/],
  [{ text: '' }, 400, /'text'/],
  [{}, 400, /'text': is missing/],
])('%j is refused in words', async (body, status, message) => {
  const before = await rows();
  const answer = await post('/transcripts', body);
  expect(answer.body).toMatchObject({ statusCode: status, message: expect.stringMatching(message) });
  expect(answer.body).not.toMatchObject({ message: expect.stringMatching(/--|bin\/meetric/) });
  expect(await rows()).toBe(before);
});

test('nobody pastes without a session', async () => {
  for (const path of ['/transcripts', '/transcripts/preview'])
    expect((await post(path, { text: 'A: x\nB: y\n' }, null)).status).toBe(401);
});
