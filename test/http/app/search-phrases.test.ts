import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { presentCard } from '../../../src/http/partner/present-conversation.ts';
import { acceptConversation, type IncomingConversation } from '../../../src/intake/accept.ts';
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
beforeEach(async () => {
  await world.database.query('delete from search_document');
  await world.database.query('delete from search_sentence');
});

const now = new Date('2026-11-24T12:00:00Z');

async function add(...texts: string[]): Promise<string> {
  const { accountId, context } = world.server;
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
    transcript: {
      sentences: texts.map((text, i) => ({ speaker_name: 'Erik', start: i * 5, end: i * 5 + 4, text })),
    },
  };
  const id = await acceptConversation(context.pool, accountId, incoming, { presentCard, now });
  await completeWith(context.pool, accountId, id, { analysis: givenAnalysis, now });
  return id;
}

async function ask(query: Record<string, string>): Promise<{ ids: string[]; onlyRead: unknown }> {
  const { body } = await appCall(world.server, admin, `/conversations?${new URLSearchParams(query)}`);
  const { conversations, search } = Object(body);
  return {
    ids: conversations.map(({ id }: { id: string }) => id),
    onlyRead: search.only_read_for_phrases,
  };
}

const everyOrder = ['relevance', 'newest', 'oldest', 'longest'];

test('words of a phrase stand together in one sentence', async () => {
  const id = await add('We walk.', 'Dogs walk the road in winter.');
  await add('We walk the dogs.', 'The road is long.', 'Road the walk.');
  for (const sort of everyOrder)
    expect(await ask({ q: '"walk the road"', sort })).toEqual({ ids: [id], onlyRead: null });
  expect(await ask({ q: '"walk the ro' })).toEqual({ ids: [id], onlyRead: null });
});

test('a phrase is found after hundreds of places of its words, in a long conversation, and in one written before', async () => {
  const often = await add('up '.repeat(300), 'We follow up.');
  const long = await add(...Array.from({ length: 30 }, () => 'word '.repeat(600)), 'We follow up.');
  const before = await add('We follow up.');
  await add('up '.repeat(300), 'We follow them up.');
  const beforeToo = await add('We follow them up.');
  await world.database.query(
    `update search_document set tsv = ts_delete(tsv, '#places') where conversation_id = any($1)`,
    [[before, beforeToo]],
  );
  for (const q of ['"follow up"', 'follow-up'])
    expect((await ask({ q })).ids.toSorted()).toEqual([often, long, before].toSorted());
});

test('the answer tells that older conversations were not read for a phrase', async () => {
  const { database } = world;
  const old = await add('We follow up.');
  const other = await add('We follow them up.');
  await database.query(`update conversation set started_at = '2026-01-01' where id = $1`, [old]);
  const copies = (count: number): Promise<unknown> =>
    database.query(
      `with copied as (
        insert into conversation (account_id, id, status, title, started_at, duration_seconds, medium, language,
          participants, partner_card, created_at, updated_at)
        select account_id, gen_random_uuid(), status, title, started_at, duration_seconds, medium, language,
          participants, partner_card, created_at, updated_at
        from conversation c, generate_series(1, $2)
        where c.id = $1 returning account_id, id)
      insert into search_document select account_id, copied.id, tsv
        from copied join search_document d using (account_id) where d.conversation_id = $1`,
      [other, count],
    );
  await copies(1_998);
  expect(await ask({ q: '"follow up"' })).toEqual({ ids: [old], onlyRead: null });
  await copies(1);
  expect(await ask({ q: '"follow up"' })).toEqual({ ids: [], onlyRead: 2_000 });
  expect(await ask({ q: '"follow up"', sort: 'oldest' })).toEqual({ ids: [old], onlyRead: 2_000 });
  expect(await ask({ q: '"follow up"', to: '2026-02-01T00:00:00Z' })).toEqual({ ids: [old], onlyRead: null });
});
