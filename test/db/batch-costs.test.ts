import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/pool.ts';
import { claimDeliveries, type DeliveryJob } from '../../src/domain/webhooks/claim.ts';
import { findDeliveriesToTry } from '../../src/domain/webhooks/queries.ts';
import { settleAttempts } from '../../src/domain/webhooks/settle.ts';
import { type JobKind, jobKinds } from '../../src/jobs/kinds.ts';
import { renewLeases } from '../../src/jobs/queue.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

const backlog = 5_000;
const batch = 16;
/** Index pages, row, and what a change writes; one that read the backlog for each row would touch thousands. */
const mostPagesPerRow = 40;

const account = randomUUID();
const subscriptions = `(select array_agg(id) from webhook_subscription)`;
const few = [
  `insert into account (id, name, language, created_at, updated_at) values ('${account}', 'A', 'en', now(), now())`,
  `insert into api_token (account_id, id, lookup, secret_hash, name, scopes, include_recordings, requests_per_minute,
     daily_conversation_quota, created_at, changed_at)
   values ('${account}', gen_random_uuid(), 'aaaaaaaa', '\\x00', 'token', '{conversations,recordings}', true, 60, 1000, now(), now())`,
  `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
   select account_id, gen_random_uuid(), id, 'https://example.com/', '\\x00', 'active', now()
   from api_token, generate_series(1, 8)`,
];
const many = [
  `insert into conversation (account_id, id, status, title, started_at, medium, conversation_type, language, participants,
     partner_card, created_at, updated_at)
   select '${account}', gen_random_uuid(), 'completed', 'Call', now(), 'call', 'sales', 'en', '[]', '{}', now(), now()
   from generate_series(1, ${backlog})`,
  `insert into recording (account_id, id, conversation_id, media_type, extension, bytes, sha256, created_at)
   select account_id, id, id, 'audio/wav', 'wav', 44, '', now() from conversation`,
  `insert into webhook_content (account_id, conversation_id, id, conversation, recording_id, made_at)
   select account_id, id, id, '{}', id, now() from conversation`,
  `with delivery as (
     insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, content_id, event, status,
       created_at)
     select c.account_id, gen_random_uuid(), ${subscriptions}[1 + row_number() over () % 8], t.id, c.id, c.id,
       'conversation.completed', 'pending', now()
     from conversation c join api_token t on t.account_id = c.account_id returning account_id, id, subscription_id)
   insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
   select account_id, gen_random_uuid(), '${jobKinds.deliver.lane}', '${'deliver' satisfies JobKind}', subscription_id,
     jsonb_build_object('deliveryId', id), now(), now() from delivery`,
];

let database: TestDatabase;
let client: pg.Client;
beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const seed of few) await client.query(seed);
  await client.query('vacuum analyze');
  // A process that idles at first has plans that were made for empty tables, and so has this one.
  for (let use = 0; use < 8; use += 1) {
    await runAll(client);
  }
  // It would tell the planner, and the pages that it reads would count.
  const { rows } = await client.query<{ name: string }>('select relname as name from pg_stat_user_tables');
  for (const { name } of rows) await client.query(`alter table ${name} set (autovacuum_enabled = off)`);
  for (const seed of many) await client.query(seed);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** Claims a batch and takes it through all its statements; gives the jobs. */
async function runAll(
  db: Db,
  running = Array.from({ length: 20 }, (): string => randomUUID()),
): Promise<DeliveryJob[]> {
  const jobs = await claimDeliveries(db, {
    limit: batch,
    leaseMs: 20_000,
    perSubject: 10,
    running,
    now: new Date(),
    publicUrl: 'https://calls.example.com',
  });
  await renewLeases(db, jobs, 20_000);
  const keys = jobs.map((job) => ({ accountId: job.accountId, id: job.payload.deliveryId }));
  const due = await findDeliveriesToTry(db, keys);
  const sent = { attempts: 1, responseStatus: 204, lastError: null, deliveredAt: new Date() } as const;
  const record = { ...sent, status: 'succeeded' } as const;
  const { leaseTokens: settled } = await settleAttempts(
    db,
    jobs.map((job) => ({ job, record, delayMs: null, attempt: { number: 1, latencyMs: 4 } })),
  );
  const kept = jobs.filter((job) => job.delivery?.linkMadeAt && job.content);
  expect([due.filter(Boolean).length, kept.length, settled.size]).toEqual(Array(3).fill(jobs.length));
  return jobs;
}

async function busySubjects(): Promise<string[]> {
  const { rows } = await client.query<{ id: string }>(
    'select id from webhook_subscription order by id limit 7',
  );
  return rows.flatMap(({ id }) => Array<string>(10).fill(id));
}

const situations: [string, () => Promise<string[] | undefined>][] = [
  ['costs', async () => undefined],
  ['costs, where most of it is of subjects that have no place free,', busySubjects],
];
test.each(situations)(
  'a backlog that the planner knows nothing of %s a few pages a row',
  async (_, running) => {
    const pages: Record<string, number> = {};
    const counting: Db = {
      async query<Row extends pg.QueryResultRow>({ name = '', text, values = [] }: pg.QueryConfig) {
        const before = await pagesRead();
        const result = await client.query<Row>({ name, text, values });
        pages[name] = (await pagesRead()) - before;
        return result;
      },
    };
    const busy = await running();
    const jobs = await runAll(counting, busy);
    expect(jobs).toHaveLength(busy ? 10 : batch);
    expect(jobs.filter(({ subjectId }) => busy?.includes(subjectId))).toEqual([]);
    expect(Object.keys(pages)).toHaveLength(6);
    for (const [name, read] of Object.entries(pages))
      expect([name, read / jobs.length]).toEqual([
        name,
        expect.toSatisfy((n: number) => n > 0 && n < mostPagesPerRow),
      ]);
  },
);

/** Pages that were touched so far: of this database, on which nobody else works. */
async function pagesRead(): Promise<number> {
  await client.query('select pg_stat_force_next_flush()');
  const { rows } = await client.query<{ pages: string }>(
    `select sum(heap_blks_hit + heap_blks_read + idx_blks_hit + idx_blks_read) as pages from pg_statio_user_tables`,
  );
  return Number(rows[0]?.pages);
}
