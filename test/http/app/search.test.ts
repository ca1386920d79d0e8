import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StoredTranscript } from '../../../src/domain/transcripts/stored-transcript.ts';
import type { Analysis } from '../../../src/engines/analysis/analyser.ts';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { acceptConversation, type IncomingConversation } from '../../../src/intake/accept.ts';
import { renameSpeakers } from '../../../src/processing/rename-speakers.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { completeWith } from '../../support/completion.ts';
import { givenAnalysis } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let admin: Session;
beforeAll(async () => {
  world = await createWorld();
  admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
});
afterAll(() => world.close());

const now = new Date('2026-11-24T12:00:00Z');
const said = (...texts: string[]): StoredTranscript => ({
  sentences: texts.map((text, i) => ({ speaker_name: 'Erik', start: i * 5, end: i * 5 + 4, text })),
});

/** Stores a conversation as if it came in and was analysed; all that is not given is nothing special. */
async function add(
  given: Partial<IncomingConversation> = {},
  analysis: Partial<Analysis> = {},
  accountId = world.server.accountId,
): Promise<string> {
  const { pool } = world.server.context;
  const incoming: IncomingConversation = {
    title: 'Weekly call',
    company: null,
    startedAt: now,
    durationSeconds: 60,
    medium: 'call',
    conversationType: null,
    language: 'en',
    departmentId: null,
    userId: null,
    participants: [],
    importedAs: null,
    notices: [],
    recording: null,
    transcript: said('Nothing special.'),
    ...given,
  };
  const id = await acceptConversation(pool, accountId, incoming, { presentCard, now });
  await completeWith(pool, accountId, id, { analysis: { ...givenAnalysis, ...analysis }, now });
  return id;
}

const ask = async (query: Record<string, string>, session = admin) => {
  const { status, body } = await appCall(
    world.server,
    session,
    `/conversations?${new URLSearchParams(query)}`,
  );
  return { status, ...Object(body) };
};
const found = async (query: Record<string, string>, session = admin): Promise<string[]> =>
  (await ask(query, session)).conversations.map(({ id }: { id: string }) => id);

test('what was said is found as it was typed, and shown with its moment and marks', async () => {
  const id = await add({
    transcript: said('Hello there.', 'AT&T wants order SO-2024-17.', "We can't follow-up."),
  });
  const other = await add({
    transcript: said('At the table, T shirts; SO 17 in 2024. Can do. Follow the road up.'),
  });
  for (const q of ['AT&T', 'SO-2024-17', "can't", '"follow up"', 'follow-up', 'at&t order'])
    expect([q, await found({ q })]).toEqual([q, [id]]);
  expect((await found({ q: 'follow up' })).toSorted()).toEqual([id, other].toSorted());
  const { conversations, search } = await ask({ q: 'AT&T' });
  expect(search).toEqual({ second_try: [], only_read_for_phrases: null });
  expect(conversations[0].search).toEqual({
    title_marks: [],
    company_marks: [],
    hit_count: 1,
    hits: [
      {
        sentence_index: 1,
        start_seconds: 5,
        speaker_name: 'Erik',
        text: 'AT&T wants order SO-2024-17.',
        marks: [[0, 4]],
      },
    ],
  });
});

test('words are found in the forms of their language, without accents, and half typed', async () => {
  const transcript = said('Priserna är för höga, säger Björn.', 'Vi gör en leveransplanering.');
  const id = await add({ language: 'sv', transcript });
  for (const q of ['pris hög ', 'bjorn', 'BJÖRN ', 'leveransplan', 'hoga '])
    expect([q, await found({ q })]).toEqual([q, [id]]);
});

test('where nothing has the words, those that hold them are searched for', async () => {
  const id = await add({
    language: 'sv',
    transcript: said('Vi talar om kvartalsplaneringen och rabattavtalet.'),
  });
  const { conversations, search } = await ask({ q: 'lsplaneringen ' });
  expect(conversations.map((row: { id: string }) => row.id)).toEqual([id]);
  expect(search.second_try).toMatchObject([{ typed: 'lsplaneringen', words: ['kvartalsplaneringen'] }]);
  expect(conversations[0].search.hits[0].marks).toEqual([[12, 31]]);
  expect(await found({ q: 'rabatavtalet ' })).toEqual([id]);
  expect(await ask({ q: 'xyzzyplugh' })).toMatchObject({ conversations: [], search: { second_try: [] } });
});

test('title, company and people are found, alone and together with what was said', async () => {
  const participants = [{ name: 'Jane Doe', email: 'jane.doe@quux.example', role: null }];
  const given = { title: 'Renewal of the contract', company: 'Quux & Söhne', participants };
  const id = await add({ ...given, transcript: said('The zeppelin is late.') });
  for (const q of ['renewal contract', 'quux', 'sohne', 'jane doe', 'jane.doe@quux.example', 'quux zeppelin'])
    expect([q, await found({ q })]).toEqual([q, [id]]);
  const { conversations } = await ask({ q: 'renewal quux' });
  expect(conversations[0].search).toMatchObject({ title_marks: [[0, 7]], company_marks: [[0, 4]], hits: [] });
});

test('messages have no moment, and a very long one is found to its end', async () => {
  const text = `${'word '.repeat(20_000)}the walrus speaks`;
  const id = await add({ transcript: { messages: [{ speaker_name: 'Ann', text }] } });
  const { conversations } = await ask({ q: '"the walrus"' });
  expect(conversations[0].id).toBe(id);
  const [hit] = conversations[0].search.hits;
  expect([hit.start_seconds, hit.text.length < 400, hit.text.includes('the walrus')]).toEqual([
    null,
    true,
    true,
  ]);
});

test('letters that PostgreSQL or JSON do not take are found around', async () => {
  const id = await add({ transcript: said(`Gr\0eet \ud800 the o'kapi\\ '& | ! <-> :* "`) });
  expect(await found({ q: "okapi o'kapi" })).toEqual([]);
  for (const q of ["o'kapi", 'kapi', `kapi '&|!:*\\ <->`]) expect([q, await found({ q })]).toEqual([q, [id]]);
  expect(await found({ q: "'" })).toEqual([]);
});

test('the best come first, those of the title before others, and pages go on', async () => {
  const inTitle = await add({ title: 'Narwhal', startedAt: new Date('2026-01-01') });
  const often = await add({
    transcript: said('Narwhal narwhal.', 'A narwhal.'),
    startedAt: new Date('2026-02-01'),
  });
  const once = await add({ transcript: said('One narwhal.', 'No more.'), startedAt: new Date('2026-03-01') });
  expect(await found({ q: 'narwhal' })).toEqual([inTitle, often, once]);
  expect(await found({ q: 'narwhal', sort: 'newest' })).toEqual([once, often, inTitle]);
  expect(await found({ q: 'narwhal', sort: 'oldest' })).toEqual([inTitle, often, once]);
  for (const sort of ['relevance', 'newest', 'oldest', 'longest']) {
    const walked: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { conversations: { id: string }[]; next_cursor: string | null } = await ask({
        q: 'narwhal',
        sort,
        limit: '1',
        ...(cursor && { cursor }),
      });
      walked.push(...page.conversations.map(({ id }) => id));
      cursor = page.next_cursor;
      if (cursor) expect((await ask({ q: 'other', sort, limit: '1', cursor })).status).toBe(400);
    } while (cursor !== null);
    expect(walked).toEqual(await found({ q: 'narwhal', sort }));
  }
});

test('filters go together, with words and without', async () => {
  const { erik, anna, sales, fieldSales, emptyTeam } = world.people;
  const given = {
    title: 'Filtered',
    medium: 'meeting',
    conversationType: 'demo',
    departmentId: sales.id,
    userId: anna.id,
    startedAt: new Date('2025-05-05T10:00:00Z'),
    participants: [{ name: 'X', email: 'X@Example.org', role: null }],
  };
  const topics = [{ name: "Bob's Pricing", firstSentence: 0, lastSentence: 0, start: 0, end: 1 }];
  const id = await add(given, { sentiment: 'negative', topics });
  const all = {
    q: 'filtered',
    from: '2025-05-05T10:00:00Z',
    to: '2025-05-05T10:00:01Z',
    user_id: anna.id,
    team_id: fieldSales,
    department_id: sales.id,
    conversation_type: 'demo',
    medium: 'meeting',
    sentiment: 'negative',
    status: 'completed',
    topic: "bob's pricing",
    insight_type: 'question',
    participant: 'x@example.org',
  };
  const { q, ...filters } = all;
  expect(await found(all)).toEqual([id]);
  expect(await found(filters)).toEqual([id]);
  const others = {
    q: 'qwxz',
    from: '2025-05-05T10:00:01Z',
    to: '2025-05-05T10:00:00Z',
    user_id: erik.id,
    team_id: emptyTeam,
    department_id: randomUUID(),
    conversation_type: 'call',
    medium: 'call',
    sentiment: 'positive',
    status: 'failed',
    topic: 'bob',
    insight_type: 'risk',
    participant: 'y@example.org',
  };
  for (const [name, value] of Object.entries(others))
    expect([name, await found({ ...all, [name]: value })]).toEqual([name, []]);
  expect((await appCall(world.server, admin, '/conversations/topics')).body).toMatchObject({
    topics: expect.arrayContaining([{ name: "Bob's Pricing", conversations: 1 }]),
  });
});

test('nobody finds what he or she may not see, nor words of another account', async () => {
  const { accountId, user } = world.other;
  const mine = await add({ userId: world.people.anna.id, transcript: said('The ocelot is mine.') });
  await add({ transcript: said('The ocelot and the axolotlhouse.') });
  const foreign = await add({ transcript: said('A foreign ocelotte.') }, {}, accountId);
  const anna = await signInAs(world.server, { userId: world.people.anna.id, role: 'member' });
  expect(await found({ q: 'ocelot' }, anna)).toEqual([mine]);
  expect(await found({ q: 'axolotl' }, anna)).toEqual([]);
  expect((await ask({ q: 'celotte ' })).search.second_try).toEqual([]);
  const stranger = await signInAs(world.server, { userId: user.id, role: 'owner', accountId });
  expect(await found({ q: 'ocelot' }, stranger)).toEqual([foreign]);
});

test('what is renamed is found by its new name at once, and what is erased leaves no word', async () => {
  const { pool } = world.server.context;
  const { accountId } = world.server;
  const id = await add({ transcript: said('An unforgettableword.') });
  const renames = [{ from: 'Erik', name: 'Zaphod Beeblebrox', email: null }];
  await renameSpeakers(pool, { accountId, id }, renames, { presentCard, now, by: { kind: 'operator' } });
  expect(await found({ q: 'beeblebrox' })).toEqual([id]);
  expect((await ask({ q: 'unforgettableword' })).conversations[0].search.hits[0].speaker_name).toBe(
    'Zaphod Beeblebrox',
  );
  const deleted = await appCall(world.server, admin, '/conversations/delete', {
    method: 'POST',
    body: { ids: [id] },
  });
  expect(deleted.body).toEqual({ done: [id], left: [] });
  expect(await found({ q: 'beeblebrox' })).toEqual([]);
  const words = (): Promise<unknown[]> =>
    world.database.query(`select word from search_word where word in ('unforgettableword', 'an') order by 1`);
  expect(await words()).toHaveLength(2);
  await add({ transcript: said('An end.') });
  await world.database.query('select unindex_conversation($1, $2)', [accountId, id]);
  expect(await words()).toEqual([{ word: 'an' }]);
});

test.each([
  ['q', ''],
  ['q', 'x'.repeat(201)],
  ['from', 'yesterday'],
  ['user_id', '7'],
  ['sort', 'best'],
  ['medium', 'fax'],
  ['insight_type', 'joke'],
  ['cursor', 'abc'],
  ['limit', '0'],
])('%s=%s is refused', async (name, value) => {
  expect((await ask({ [name]: value })).status).toBe(400);
});

test('without a session nothing is served', async () => {
  expect((await appCall(world.server, null, '/conversations?q=a')).status).toBe(401);
  expect((await appCall(world.server, null, '/conversations/topics')).status).toBe(401);
});
