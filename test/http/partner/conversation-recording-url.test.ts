import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, read, send } from '../../support/api-client.ts';
import {
  addConversations,
  type Conversations,
  silentWav,
  storeCompleted,
} from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

test('gives a link of one hour that opens without a token', async () => {
  const { server, token } = world;
  const path = `/conversations/${conversations.sales}/recording-url`;
  const startedMs = Date.now();
  const body = await read(server, token, path, 'RecordingUrlResponse');
  const endedMs = Date.now();
  expect(Object.keys(body)).toEqual(['conversation_id', 'recording_url', 'expires_at', '_meta']);
  expect(body.conversation_id).toBe(conversations.sales);
  const url = new URL(body.recording_url);
  expect(url.origin).toBe(server.url);
  expect(new Date(body.expires_at).getTime() / 1000).toBe(Number(url.searchParams.get('expires')));
  const expiresMs = new Date(body.expires_at).getTime();
  // In whole seconds.
  expect(expiresMs).toBeGreaterThan(startedMs + 3_599_000);
  expect(expiresMs).toBeLessThan(endedMs + 3_601_000);
  const media = await send(server, url.pathname + url.search);
  expect(media.status).toBe(200);
  expect(media.headers.get('content-type')).toBe('audio/wav');
  expect(media.bytes.equals(silentWav)).toBe(true);
});

test('says that there is no recording', async () => {
  const expected =
    '{"statusCode":404,"message":"No recording is available for this conversation","error":"Not Found"}';
  for (const id of [conversations.swedish, conversations.processing, conversations.failed]) {
    const answer = await call(world.server, world.token, `/conversations/${id}/recording-url`);
    expect([answer.status, answer.text]).toEqual([404, expected]);
  }
});
