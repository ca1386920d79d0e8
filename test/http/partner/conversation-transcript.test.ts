import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import {
  accept,
  addConversations,
  type Conversations,
  incoming,
  messagesTranscript,
  salesTranscript,
  swedishTranscript,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world);
});
afterAll(() => world.close());

const get = (id: string) => call(world.server, world.token, `/conversations/${id}/transcript`);

test('gives the transcript in the stored form, whatever the status', async () => {
  const expected = {
    [conversations.sales]: salesTranscript,
    [conversations.messages]: messagesTranscript,
    [conversations.swedish]: swedishTranscript,
    [conversations.processing]: salesTranscript,
    [conversations.failed]: salesTranscript,
    [conversations.old]: salesTranscript,
  };
  for (const [id, transcript] of Object.entries(expected)) {
    const answer = await get(id);
    expect(answer.status).toBe(200);
    expect(answer.text).toMatch(
      `{"conversation_id":"${id}","transcript":${JSON.stringify(transcript)},"_meta":`,
    );
    expect(answer.body).toEqual({
      conversation_id: id,
      transcript,
      _meta: { token_prefix: world.token.slice(0, 11), timestamp: expect.any(String) },
    });
  }
});

test('keeps what a transcript holds beyond the known keys, byte by byte', async () => {
  const transcript = {
    source: { vendor: 'x', ids: [1, 2.5, null, true] },
    sentences: [
      {
        text: ' "quoted" \\ / \u2028 😀 é ',
        start: 0.1,
        end: 0.30000000000000004,
        words: [{ w: 'a', c: 0.9 }],
      },
      { speaker_name: null, end: 1e-7, start: 0, text: '', __note: 'kept' },
    ],
  };
  const wanted = incoming({ title: 'Odd', startedAt: new Date(), transcript });
  const id = await accept(world, world.server.accountId, wanted);
  const answer = await get(id);
  expect(answer.text).toContain(`"transcript":${JSON.stringify(transcript)},"_meta"`);
});

test('says that a transcript is not there yet', async () => {
  const answer = await get(conversations.untranscribed);
  const expected = '{"statusCode":404,"message":"Transcript is not available yet","error":"Not Found"}';
  expect([answer.status, answer.text]).toEqual([404, expected]);
});
