import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../../support/api-client.ts';
import { addConversations, type Conversations, storeCompleted } from '../../support/conversation-fixtures.ts';
import { createWorld, type World } from '../../support/fixtures.ts';
import { everyRead } from '../../support/operation-rows.ts';

/** The table that each operation reads, which its test takes away. */
const tables: Record<string, string> = {
  getAccount: 'account',
  listUsers: 'app_user',
  listTeams: 'team',
  listDepartments: 'department',
  listConversations: 'conversation',
  getConversation: 'conversation',
  getConversationTranscript: 'transcript',
  getConversationInsights: 'analysis',
  getConversationRecordingUrl: 'conversation',
  getConversationSummary: 'conversation',
  listWebhookDeliveries: 'webhook_delivery',
};

let world: World;
let conversations: Conversations;
beforeAll(async () => {
  world = await createWorld();
  conversations = await addConversations(world, storeCompleted);
});
afterAll(() => world.close());

test.each(everyRead)('$id hides why it failed', async ({ id, path }) => {
  const table = tables[id];
  expect(table).toBeDefined();
  await world.database.query(`alter table ${table} rename to lost_table`);
  try {
    const answer = await call(world.server, world.token, path(conversations.sales));
    expect(answer.status).toBe(500);
    expect(answer.text).toBe(
      '{"statusCode":500,"message":"Internal server error","error":"Internal Server Error"}',
    );
    expect(answer.headers.get('etag')).toBeNull();
  } finally {
    await world.database.query(`alter table lost_table rename to ${table}`);
  }
  expect((await call(world.server, world.token, path(conversations.sales))).status).toBe(200);
});

test('a read that failed counts no conversation', async () => {
  const token = await world.server.token({ dailyConversationQuota: 1 });
  await world.database.query('alter table transcript rename to lost_table');
  const path = `/conversations/${conversations.sales}/transcript`;
  expect((await call(world.server, token, path)).status).toBe(500);
  await world.database.query('alter table lost_table rename to transcript');
  expect((await call(world.server, token, `/conversations/${conversations.messages}`)).status).toBe(200);
});
