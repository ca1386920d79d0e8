import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, read } from '../../support/api-client.ts';
import { addConversations, type Conversations } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
});
afterAll(() => world.close());

const get = (id: string) => call(world.server, world.token, `/conversations/${id}/summary`);

test('gives the stored summary, the same as in the detail', async () => {
  for (const id of [conversations.sales, conversations.messages, conversations.old]) {
    const [stored] = await world.database.query<{ summary: string }>(
      'select summary from conversation where id = $1',
      [id],
    );
    expect(stored?.summary.split(' ').length).toBeGreaterThan(10);
    expect((await get(id)).body).toEqual({
      conversation_id: id,
      summary: stored?.summary,
      summary_short: expect.stringMatching(/\w+\.$/),
      summary_markdown: expect.stringMatching(/^## About\n\n- /),
      _meta: { token_prefix: world.token.slice(0, 11), timestamp: expect.any(String) },
    });
    const detail = await read(world.server, world.token, `/conversations/${id}`, 'ConversationResponse');
    expect(detail.conversation.summary).toBe(stored?.summary);
  }
});

test('is null where the language is not analysed', async () => {
  const answer = await get(conversations.swedish);
  expect(answer.body).toMatchObject({
    conversation_id: conversations.swedish,
    summary: null,
    summary_short: null,
    summary_markdown: null,
  });
});

test('an analysis of an earlier release has the paragraph alone', async () => {
  const id = conversations.old;
  await world.database.query(
    'update analysis set short_summary = null, summary_sections = null where conversation_id = $1',
    [id],
  );
  const { body } = await get(id);
  expect(body).toMatchObject({ summary: expect.any(String), summary_short: null, summary_markdown: null });
});

test('says that it is not there yet', async () => {
  const expected = '{"statusCode":404,"message":"Summary is not available yet","error":"Not Found"}';
  for (const id of [conversations.processing, conversations.failed, conversations.untranscribed]) {
    const answer = await get(id);
    expect([answer.status, answer.text]).toEqual([404, expected]);
  }
});
