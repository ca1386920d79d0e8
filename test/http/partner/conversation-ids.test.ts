import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyConversationRead } from '../../support/operation-rows.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

const unknown = 'AAAAAAAA-bbbb-cccc-dddd-eeeeeeeeeeee';
const malformed = [
  'no-id',
  '1',
  '%00',
  `${unknown}%00`,
  `%00${unknown.slice(1)}`,
  unknown.replaceAll('-', ''),
  `{${unknown}}`,
  ` ${unknown}`.replace(' ', '%20'),
  `${unknown}%0a`,
  unknown.replace('A', 'g'),
  `${unknown.slice(0, -1)}%CE%B1`,
  '%27%20or%201=1--',
  '%2e%2e%2faccount',
  'x'.repeat(2_000),
  'x'.repeat(2_001),
  'x'.repeat(8_000),
];

describe.each(everyConversationRead)('$id', ({ path }) => {
  test('names a malformed id and does not repeat it', async () => {
    for (const id of malformed) {
      const answer = await call(world.server, world.token, path(id));
      expect(answer.body, id.slice(0, 60)).toEqual({
        statusCode: 400,
        message: "Invalid parameter 'id': must be 8-4-4-4-12 hexadecimal digits",
        error: 'Bad Request',
      });
    }
  });

  test("gives the same bytes for another account's id, in both directions, as for an unknown one", async () => {
    const { server, token, other } = world;
    const expected = '{"statusCode":404,"message":"Conversation not found","error":"Not Found"}';
    for (const id of [
      unknown,
      unknown.toLowerCase(),
      conversations.foreign,
      conversations.foreign.toUpperCase(),
    ]) {
      const answer = await call(server, token, path(id));
      expect([answer.status, answer.text]).toEqual([404, expected]);
    }
    for (const id of [conversations.sales, conversations.processing, conversations.old]) {
      const answer = await call(server, other.token, path(id), { headers: { 'if-none-match': '*' } });
      expect([answer.status, answer.text]).toEqual([404, expected]);
    }
    expect((await call(server, other.token, path(conversations.foreign))).status).toBe(200);
  });
});
