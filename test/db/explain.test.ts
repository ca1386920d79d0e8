import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Db } from '../../src/db/pool.ts';
import { findAnalysis } from '../../src/domain/conversations/analysis-store.ts';
import {
  type ListFilters,
  type ListPage,
  listConversations,
} from '../../src/domain/conversations/list-query.ts';
import {
  conversationsForOperator,
  findIdsByPrefix,
  type ShownStatus,
} from '../../src/domain/conversations/operator-reads.ts';
import { ConversationReads } from '../../src/domain/conversations/reads.ts';
import { findConversation, findTranscript } from '../../src/domain/conversations/store.ts';
import { readToAnalyse } from '../../src/domain/conversations/to-analyse.ts';
import { takeWindowSlot } from '../../src/domain/limits/queries.ts';
import { tokensChangedSince } from '../../src/domain/tokens/queries.ts';
import { type LogPosition, listLoggedDeliveries } from '../../src/domain/webhooks/delivery-log.ts';
import { readEvents } from '../../src/events/event-log.ts';
import { type JobKind, lanes } from '../../src/jobs/kinds.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  Plans?: PlanNode[];
}

/** Rows that the seeds leave in the database, in tables that grow with use. */
const accounts = 20;
const conversations = 20_000;
const dayUs = 86_400_000_000;
/** After five uses PostgreSQL decides whether a prepared statement keeps one plan for all values. */
const usesBefore = 6;

let database: TestDatabase;
let client: pg.Client;
let ids: {
  account: string;
  conversation: string;
  token: string;
  department: string;
  user: string;
};

const account = `('00000000-0000-4000-8000-' || lpad((n % ${accounts})::text, 12, '0'))::uuid`;
const other = (kind: string): string => `md5('${kind}' || n)::uuid`;
const seeds = [
  `insert into account (id, name, language, created_at, updated_at)
   select ${account}, 'Account ' || n, 'en', now(), now() from generate_series(0, ${accounts - 1}) n`,
  `insert into app_user (account_id, id, name, email, created_at)
   select ${account}, ${other('user')}, 'User', n || '@example.com', now() from generate_series(0, 399) n`,
  `insert into department (account_id, id, name, created_at)
   select ${account}, ${other('department')}, 'Department ' || n, now() from generate_series(0, 99) n`,
  `insert into api_token (account_id, id, lookup, secret_hash, name, scopes, include_recordings, requests_per_minute,
     daily_conversation_quota, created_at, changed_at)
   select ${account}, ${other('token')}, lpad(n::text, 8, '0'), '\\x00', 'token', '{conversations}', true, 60, 1000,
     now(), now() - n * interval '1 minute' from generate_series(0, 4999) n`,
  `insert into rate_window (account_id, token_id, slots)
   select ${account}, ${other('token')}, array_fill(0::bigint, array[60]) from generate_series(0, 4999) n`,
  `insert into conversation (account_id, id, status, title, started_at, medium, conversation_type, language,
     department_id, user_id, participants, summary, partner_card, created_at, updated_at)
   select ${account}, ${other('conversation')}, 'completed', 'Call ' || n, now() - n * interval '3 minutes', 'call',
     case when n % 3 = 0 then 'support' else 'sales' end, 'en', md5('department' || n % 100)::uuid,
     md5('user' || n % 400)::uuid, '[]', repeat('word ', 60), repeat('x', 800), now(), now()
   from generate_series(0, ${conversations - 1}) n`,
  `insert into transcript (account_id, conversation_id, deflated, crc32, bytes)
   select ${account}, ${other('conversation')}, '\\x00', 0, 1 from generate_series(0, ${conversations - 1}) n`,
  `insert into analysis (account_id, conversation_id, statistics)
   select ${account}, ${other('conversation')}, '{}' from generate_series(0, ${conversations - 1}) n`,
  `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
   select ${account}, ${other('subscription')}, ${other('token')}, 'https://example.com/', '\\x00', 'active', now()
   from generate_series(0, 1999) n`,
  `insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, created_at)
   select ${account}, ${other('delivery')}, md5('subscription' || n % 100)::uuid, md5('token' || n % 100)::uuid,
     ${other('conversation')}, 'conversation.completed', 'succeeded', now() - n * interval '1 minute'
   from generate_series(0, ${conversations - 1}) n`,
  `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at)
   select ${account}, ${other('job')}, ('{${lanes}}'::text[])[1 + n % 2], '${'deliver' satisfies JobKind}',
     md5('subscription' || n % 100)::uuid, '{}', now() + (n - 100) * interval '1 second', now()
   from generate_series(0, ${conversations - 1}) n`,
  `insert into event_counter (account_id, last_sequence, last_at)
   select ${account}, ${conversations / accounts}, now() from generate_series(0, ${accounts - 1}) n`,
  `insert into event (account_id, sequence, type, subject_id, at)
   select ${account}, 1 + n / ${accounts}, 'conversation.created', ${other('conversation')}, now()
   from generate_series(0, ${conversations - 1}) n`,
  `insert into quota_day (account_id, token_id, day, used)
   select ${account}, ${other('token')}, current_date, 1 from generate_series(0, 4999) n`,
];

/** The md5 names of the rows that carry `n`; n = 0 is the first account's. */
async function idsOfFirst(): Promise<typeof ids> {
  const { rows } = await client.query<typeof ids>(
    `select ${account} as account, ${other('conversation')} as conversation, ${other('token')} as token,
       ${other('department')} as department, ${other('user')} as user
     from (values (0)) v (n)`,
  );
  const [first] = rows;
  if (!first) throw new Error('No ids');
  return first;
}

beforeAll(async () => {
  database = await createTestDatabase();
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
  for (const seed of seeds) await client.query(seed);
  await client.query('vacuum analyze');
  // Of so few rows the planner may rightly sort some; what counts is whether an index makes that unnecessary.
  await client.query('set enable_sort = off; set enable_bitmapscan = off; set enable_seqscan = off');
  ids = await idsOfFirst();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

/** The plans of the statements that `work` runs, in a transaction that is rolled back. */
async function plansOf(work: (db: Db) => Promise<unknown>): Promise<PlanNode[]> {
  const plans: PlanNode[] = [];
  const explaining: Db = {
    async query<Row extends pg.QueryResultRow>({ text, values = [] }: pg.QueryConfig) {
      await client.query(`prepare explained as ${text}`);
      const execute = `execute explained (${values.map(literal).join(', ')})`;
      const explain = `explain (format json) ${execute}`;
      for (let use = 0; use < usesBefore; use += 1) await client.query(explain);
      const { rows } = await client.query<{ 'QUERY PLAN': { Plan: PlanNode }[] }>(explain);
      await client.query('deallocate explained');
      for (const { Plan } of rows[0]?.['QUERY PLAN'] ?? []) plans.push(Plan);
      return client.query<Row>({ text, values });
    },
  };
  await client.query('begin');
  await work(explaining);
  await client.query('rollback');
  return plans;
}

function literal(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return `'{${value.map((item) => JSON.stringify(String(item))).join(',')}}'`;
  if (value instanceof Date) return pg.escapeLiteral(value.toISOString());
  return typeof value === 'number' ? String(value) : pg.escapeLiteral(String(value));
}

function nodesOf(plan: PlanNode): PlanNode[] {
  return [plan, ...(plan.Plans ?? []).flatMap(nodesOf)];
}

const everything: ListFilters = {
  fromUs: 0,
  toUs: null,
  departmentId: null,
  userId: null,
  conversationType: null,
};
const nowUs = Date.now() * 1000;
const page = (filters: Partial<ListFilters>, after: ListPage['after'] = null): ListPage => ({
  accountId: ids.account,
  filters: { ...everything, fromUs: nowUs - 30 * dayUs, ...filters },
  after,
  limit: 26,
});
const later = { startedUs: nowUs - 5 * dayUs, id: randomUUID() };
const pages: [string, () => ListPage][] = [
  ['first page', () => page({})],
  ['a later page', () => page({}, later)],
  ['up to a moment', () => page({ toUs: nowUs - 5 * dayUs })],
  ['of a department', () => page({ departmentId: ids.department })],
  ['of a user', () => page({ userId: ids.user })],
  ['of a type', () => page({ conversationType: 'support' })],
];

async function firstListed(db: Db, status: ShownStatus | null): Promise<void> {
  const wish = { accountId: ids.account, status, since: null };
  await conversationsForOperator(db, wish).next();
}

function deliveriesAfter(db: Db, after: LogPosition | null): Promise<unknown> {
  const since = new Date(Date.now() - 7 * 86_400_000);
  return listLoggedDeliveries(db, ids.account, ids.token, { since, after, limit: 1_000 });
}

const hotQueries: [string, (db: Db) => Promise<unknown>][] = [
  ...pages.map(([name, made]): (typeof hotQueries)[number] => [
    `the list, ${name}`,
    (db) => listConversations(db, made()),
  ]),
  [
    'whether lists are still as they were seen',
    (db) =>
      new ConversationReads(db).changes.unchangedSince({
        accountId: ids.account,
        seenBy: '100:100:@2026-06-03T00:00Z',
      }),
  ],
  [
    'conversations that are read at once',
    (db) => new ConversationReads(db).find(ids.account, ids.conversation),
  ],
  [
    'the version of a transcript',
    (db) => new ConversationReads(db).transcriptVersion(ids.account, ids.conversation),
  ],
  ['one conversation', (db) => findConversation(db, ids.account, ids.conversation)],
  ['a transcript', (db) => findTranscript(db, ids.account, ids.conversation)],
  ['an analysis', (db) => findAnalysis(db, ids.account, ids.conversation)],
  ['the deliveries of a token', (db) => deliveriesAfter(db, null)],
  [
    'the deliveries of a token, a later page',
    (db) => deliveriesAfter(db, { createdUs: nowUs - 2 * dayUs, id: randomUUID() }),
  ],
  [
    'conversations to analyse',
    (db) => readToAnalyse(db, [{ accountId: ids.account, subjectId: ids.conversation }]),
  ],
  ['the operator’s list', (db) => firstListed(db, null)],
  ['the operator’s list of deleted ones', (db) => firstListed(db, 'deleted')],
  ['ids that begin so', (db) => findIdsByPrefix(db, ids.account, 'abcdef', 6)],
  ['events after a sequence', (db) => readEvents(db, ids.account, 500, 100)],
  ['tokens changed since', (db) => tokensChangedSince(db, new Date(Date.now() - 10_000))],
  [
    'a place in the rate window',
    (db) =>
      takeWindowSlot(db, { accountId: ids.account, tokenId: ids.token, shiftUs: 0, slots: 60 }, 60_000_000),
  ],
];

async function nodesRead(work: (db: Db) => Promise<unknown>): Promise<string[]> {
  const plans = await plansOf(work);
  expect(plans).toHaveLength(1);
  return plans.flatMap(nodesOf).map((node) => `${node['Node Type']} ${node['Relation Name'] ?? ''}`.trim());
}

test.each(hotQueries)('%s reads an index, in its order', async (_name, work) => {
  const read = await nodesRead(work);
  expect(read.filter((node) => /^(Seq Scan|Sort|Incremental Sort|Bitmap)/.test(node))).toEqual([]);
  expect(read.some((node) => node.startsWith('Index'))).toBe(true);
});
