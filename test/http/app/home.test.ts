import { afterAll, beforeAll, expect, test } from 'vitest';
import type { components } from '../../../contract/app.types.ts';
import { lastHere, noteVisit } from '../../../src/domain/home/visits.ts';
import type { Role } from '../../../src/domain/sessions/roles.ts';
import { appCall, type Session, signInAs } from '../../support/app-client.ts';
import { addConversations, type Conversations } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

type Home = components['schemas']['Home'];

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
});
afterAll(() => world.close());

const as = (who: 'anna' | 'erik', role: Role): Promise<Session> =>
  signInAs(world.server, { userId: world.people[who].id, role });
const home = async (session: Session, query = ''): Promise<Home> => {
  const { status, body } = await appCall(world.server, session, `/home${query}`);
  expect(status).toBe(200);
  return Object(body);
};

test('the start page counts the conversations of the period and of the one before', async () => {
  const admin = await as('anna', 'admin');
  const seen = await home(admin);
  expect(seen.since).toBeNull();
  expect(seen.conversations).toEqual({ now: 6, before: 1 });
  expect(seen.weeks).toHaveLength(12);
  expect(seen.weeks.reduce((sum, week) => sum + week.conversations, 0)).toBe(7);
  const { positive, neutral, negative } = seen.sentiment;
  expect(positive.now + neutral.now + negative.now).toBeGreaterThan(0);
  expect(seen.topics.length).toBeGreaterThan(0);
  expect(seen.insights.map(({ type }) => type)).toContain('question');
  expect(Date.parse(seen.period.from) - Date.parse(seen.before.to)).toBe(86_400_000);
  expect((await home(admin, '?days=90')).conversations).toEqual({ now: 7, before: 0 });
  expect((await appCall(world.server, admin, '/home?days=8')).status).toBe(400);
});

test('a person sees nothing of what others may not show: not in news, figures or findings', async () => {
  const { pool } = world.server.context;
  await pool.query(
    'update conversation set user_id = null, department_id = null, participants = $2 where account_id = $1',
    [world.server.accountId, '[]'],
  );
  const nothing = await home(await as('erik', 'member'));
  expect(nothing).toMatchObject({
    news: [],
    news_count: 0,
    conversations: { now: 0, before: 0 },
    topics: [],
    insights: [],
    objections: [],
    talk_ratio: { now: null, before: null },
  });
  await pool.query('update conversation set user_id = $2 where id = $1', [
    conversations.sales,
    world.people.erik.id,
  ]);
  const own = await home(await as('erik', 'member'));
  expect(own.news.map(({ id }) => id)).toEqual([conversations.sales]);
  expect(own.conversations.now).toBe(1);
  expect(own.topics.map(({ now }) => now)).not.toContain(2);
});

test('news are those since the visit before, newest first, each with what became of it', async () => {
  const admin = await as('anna', 'admin');
  const all = await home(admin);
  expect(all.news).toHaveLength(5);
  expect(all.news_count).toBe(7);
  expect(all.news.map(({ at }) => at)).toEqual(
    all.news
      .map(({ at }) => at)
      .toSorted()
      .toReversed(),
  );
  const { pool } = world.server.context;
  const kindOf = async (id: string) => {
    await pool.query("update event set at = now() + interval '1 hour' where subject_id = $1", [id]);
    return (await home(admin)).news[0];
  };
  expect(await kindOf(conversations.failed)).toMatchObject({ id: conversations.failed, kind: 'failed' });
  expect(await kindOf(conversations.processing)).toMatchObject({ kind: 'processing' });
  expect(await kindOf(conversations.sales)).toMatchObject({ kind: 'new' });
});

test('a visit ends after half an hour; what came since the end of the one before stays news during the next', async () => {
  const { pool } = world.server.context;
  const key = { accountId: world.server.accountId, userId: world.people.erik.id };
  const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
  const look = async (minute: number): Promise<number | null> => {
    const since = await lastHere(pool, key, at(minute));
    await noteVisit(pool, key, at(minute));
    return since && (since.getTime() - at(0).getTime()) / 60_000;
  };
  expect([await look(0), await look(20), await look(45)]).toEqual([null, null, null]);
  expect([await look(100), await look(120), await look(200)]).toEqual([45, 45, 120]);
});

test('open action items of the caller are shown until they are ticked off, and nobody else’s', async () => {
  const { pool } = world.server.context;
  const { erik } = world.people;
  const item = (id: string, owner: string | null) => ({
    id: `00000000-0000-4000-8000-00000000000${id}`,
    type: 'action_item',
    title: `Send offer ${id}`,
    text: `I will send offer ${id}.`,
    evidence: [{ sentence_index: 1, speaker_name: owner, start: 7, end: 9, quote: 'offer' }],
    owner,
    due_date: null,
  });
  await pool.query('update conversation set user_id = $2 where id = $1', [conversations.sales, erik.id]);
  await pool.query('update analysis set insights = $2 where conversation_id = $1', [
    conversations.sales,
    JSON.stringify([item('1', 'Erik'), item('2', 'Jane'), item('3', null)]),
  ]);
  const session = await as('erik', 'member');
  const textsOf = async () => (await home(session)).action_items.map(({ text }) => text);
  expect(await textsOf()).toEqual(['Send offer 1', 'Send offer 3']);
  const tick = (isDone: boolean) =>
    appCall(
      world.server,
      session,
      `/conversations/${conversations.sales}/action-items/${item('1', 'Erik').id}`,
      {
        method: 'PUT',
        body: { is_done: isDone },
      },
    );
  expect((await tick(true)).status).toBe(204);
  expect(await textsOf()).toEqual(['Send offer 3']);
  await tick(false);
  expect(await textsOf()).toEqual(['Send offer 1', 'Send offer 3']);
  expect((await home(await as('anna', 'member'))).action_items).toEqual([]);
});

test('looking at the page is noted for the caller', async () => {
  const anna = await as('anna', 'member');
  expect((await appCall(world.server, anna, '/home/visits', { method: 'POST' })).status).toBe(204);
  const { rows } = await world.server.context.pool.query(
    'select user_id from user_visit where last_at > $1',
    [new Date(Date.now() - 3_600_000)],
  );
  expect(rows).toEqual([{ user_id: world.people.anna.id }]);
  expect((await appCall(world.server, null, '/home')).status).toBe(401);
});
