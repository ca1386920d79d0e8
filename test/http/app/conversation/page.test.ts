import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../../../support/api-client.ts';
import { appCall, type Session, signInAs } from '../../../support/app-client.ts';
import {
  addConversations,
  type Conversations,
  salesTranscript,
  storeCompleted,
} from '../../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../../support/fixtures.ts';

/** The page of a conversation, and its words. */
let world: World;
let conversations: Conversations;
let erik: Session;
let anna: Session;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
  erik = await signInAs(world.server, { userId: world.people.erik.id });
  anna = await signInAs(world.server, { userId: world.people.anna.id });
});
afterAll(() => world.close());

const ask = (path: string, session: Session | null = erik, headers: Record<string, string> = {}) =>
  appCall(world.server, session, `/conversations/${path}`, { headers });
const page = async (id: string, session = erik) => {
  const { status, body } = await ask(id, session);
  expect(status).toBe(200);
  return Object(body).conversation;
};

test('the page shows all that is known, and who of the account took part', async () => {
  const shown = await page(conversations.sales);
  expect(shown).toMatchObject({
    id: conversations.sales,
    status: 'completed',
    title: 'Discovery call - Acme',
    company: 'Acme',
    language: 'en',
    user: { id: world.people.erik.id, name: 'Erik Lindström' },
    department: { name: 'B2B Sales' },
    teams: [{ id: world.people.fieldSales, name: 'Field sales' }],
    topics: [{ name: 'Route planning', first_sentence: 0, last_sentence: 17 }],
    statistics: { sentences: 29, questions: 8 },
    not_analysed: null,
    failure: null,
    step: null,
    is_analysed_anew: false,
    transcript_revision: 1,
    may_manage: true,
    recording: {
      url: `/api/v1/conversations/${conversations.sales}/recording`,
      media_type: 'audio/wav',
      peaks: null,
    },
  });
  expect(shown.insights).toHaveLength(8);
  expect(shown.insights[3]).toMatchObject({ type: 'question', answered: false, evidence: [{ sentence: 3 }] });
  const [annaKeller, ben] = shown.speakers;
  expect([annaKeller.name, ben.name]).toEqual(['Anna Keller', 'Ben Ortiz']);
  expect(shown.participants).toMatchObject([
    { name: 'Anna Keller', email: 'anna@seller.example', phone: null, user: null, speaker_id: annaKeller.id },
    { name: 'Ben Ortiz', email: null, speaker_id: ben.id, id: ben.participant_id },
  ]);
});

test('one that failed tells why in a code, and whether another try is worth it; one under way its step', async () => {
  const admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  expect(await page(conversations.failed, admin)).toMatchObject({
    status: 'failed',
    failure: { code: 'analysis_failed' },
    is_worth_retry: true,
    insights: [],
  });
  expect(await page(conversations.untranscribed, admin)).toMatchObject({
    status: 'processing',
    speakers: [],
    transcript_revision: null,
    failure: null,
  });
  expect(await page(conversations.swedish, admin)).toMatchObject({
    not_analysed: { reason: 'language_not_covered', language: 'sv' },
    recording: null,
  });
  await signInAs(world.server, { userId: world.people.erik.id, role: 'member' });
});

test('words come with their speakers and times, once for each version', async () => {
  const { status, body, headers } = await ask(`${conversations.sales}/transcript`);
  const transcript = Object(body);
  expect([status, transcript.revision, transcript.has_times]).toEqual([200, 1, true]);
  const said = transcript.sentences.map(({ speaker, ...sentence }: { speaker: number }) => ({
    speaker_name: transcript.speakers[speaker].name,
    ...sentence,
  }));
  expect({ sentences: said }).toEqual(salesTranscript);
  expect(transcript.speakers[0].id).toBe((await page(conversations.sales)).speakers[0].id);
  const etag = headers.get('etag') ?? '';
  expect((await ask(`${conversations.sales}/transcript`, erik, { 'if-none-match': etag })).status).toBe(304);
  const admin = await signInAs(world.server, { userId: world.people.erik.id, role: 'admin' });
  const messages = Object((await ask(`${conversations.messages}/transcript`, admin)).body);
  expect([messages.has_times, messages.sentences[0].start]).toEqual([false, null]);
  expect((await ask(`${conversations.untranscribed}/transcript`, admin)).status).toBe(404);
  await signInAs(world.server, { userId: world.people.erik.id, role: 'member' });
});

test('nobody sees what is not theirs, another account least of all', async () => {
  for (const part of ['', '/transcript', '/recording', '/export?format=txt']) {
    expect((await ask(conversations.sales + part, null)).status).toBe(401);
    expect((await ask(conversations.sales + part, anna)).status).toBe(404);
    expect((await ask(conversations.foreign + part)).status).toBe(404);
    expect((await ask(`nonsense${part}`)).status).toBe(400);
  }
  const { token, server } = world;
  const bearer = { authorization: `Bearer ${token}` };
  expect(
    (await appCall(server, null, `/conversations/${conversations.sales}`, { headers: bearer })).status,
  ).toBe(401);
  const withCookie = await call(server, null, `/conversations/${conversations.sales}`, {
    headers: { cookie: erik.cookie },
  });
  expect(withCookie.status).toBe(401);
});
