import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { readEvents } from '../../src/events/event-log.ts';
import { type Lane, lanes } from '../../src/jobs/kinds.ts';
import { type BackgroundWork, startBackgroundWork } from '../../src/server/workers.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { startTestServer, type TestServer } from '../support/server.ts';

let database: TestDatabase;
let server: TestServer;
let work: BackgroundWork | undefined;
beforeAll(async () => {
  database = await createTestDatabase();
  server = await startTestServer(database.url);
});
afterEach(() => work?.drain(0));
afterAll(async () => {
  await server.close();
  await database.drop();
});

const start = (some: readonly Lane[]): BackgroundWork => {
  work = startBackgroundWork(server.context, server.config, some);
  return work;
};

const parts: (readonly Lane[])[] = [...lanes.map((lane) => [lane]), lanes];
test.each(parts.map((some) => ({ some })))(
  'the queues of $some are read, and no other is asked about',
  async ({ some }) => {
    const startedMs = performance.now();
    const { sinceLastLookMs } = start(some);
    // A lane that is not read has been so since the process began.
    await expect.poll(() => sinceLastLookMs() <= performance.now() - startedMs).toBe(true);
  },
);

test('old events are removed from the start on', async () => {
  const { context, accountId } = server;
  await database.query(
    `select append_events(array[$1, $1]::uuid[], array['conversation.created', 'conversation.deleted'], array[$1, $1]::uuid[])`,
    [accountId],
  );
  await database.query(`update event set at = at - interval '91 days' where sequence = 1`);
  start(['sound']);
  await expect
    .poll(() => readEvents(context.pool, accountId, 0, 10))
    .toEqual({ kind: 'events_gone', oldestSequence: 2 });
});
