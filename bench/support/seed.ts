import type pg from 'pg';
import { packTranscript } from '../../src/domain/conversations/packed-transcript.ts';
import type { StoredSentence } from '../../src/domain/transcripts/stored-transcript.ts';
import { seededRandom } from './statistics.ts';

const usersPerAccount = 20;
const departmentsPerAccount = 5;
const batchSize = 250_000;
/** Twice the list's window, so that half of what an account has lies outside it. */
const daysBack = 60;

const insertAccounts = `insert into account (id, name, language, created_at, updated_at)
  select gen_random_uuid(), 'Bench ' || n, 'en', now(), now() from generate_series(1, $1) n returning id`;
const insertUsers = `insert into app_user (account_id, id, name, email, created_at)
  select a, gen_random_uuid(), 'Erik Lindström ' || n, 'erik' || n || '@example.com', now()
  from unnest($1::uuid[]) a, generate_series(1, ${usersPerAccount}) n`;
const insertDepartments = `insert into department (account_id, id, name, created_at)
  select a, gen_random_uuid(), 'B2B Sales ' || n, now()
  from unnest($1::uuid[]) a, generate_series(1, ${departmentsPerAccount}) n`;
const people = `
  create temp table bench_user as
    select *, row_number() over (partition by account_id order by id) as place from app_user;
  create temp table bench_department as
    select *, row_number() over (partition by account_id order by id) as place from department;
  analyze bench_user; analyze bench_department`;
const participants = `[{"name":"Jane Doe","email":"jane@example.com","role":"customer"},{"name":"Erik Lindström","email":"erik@example.com","role":"internal"}]`;

/** The card is written as src/http/partner/present-conversation.ts writes it. */
const insertConversations = `
  insert into conversation (account_id, id, status, title, company, started_at, duration_seconds, medium,
    conversation_type, language, department_id, user_id, participants, sentiment, summary, partner_card, created_at, updated_at)
  select c.account_id, c.id, 'completed', c.title, c.company, c.started_at, c.seconds, 'call', c.kind, 'en', d.id, u.id,
    $5::jsonb, 'positive', c.summary,
    '{"id":"' || c.id || '","status":"completed","title":"' || c.title || '","company":"' || c.company || '","date":"'
    || to_char(c.started_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') || '","duration":' || c.seconds
    || ',"medium":"call","sentiment":"positive","conversation_type":"' || c.kind || '","summary":"' || c.summary
    || '","department":{"id":"' || d.id || '","name":"' || d.name || '"},"user":{"id":"' || u.id || '","name":"'
    || u.name || '","email":"' || u.email || '"},"participants":' || $5 || '}',
    c.started_at, c.started_at
  from (
    select n, ($1::uuid[])[1 + n % cardinality($1::uuid[])] as account_id, gen_random_uuid() as id,
      'Discovery call - ' || md5(n::text) as title, 'Acme ' || n % 997 as company,
      date_trunc('milliseconds', now()) - n * interval '1 day' * ${daysBack} / $4::float8 as started_at,
      600 + n % 3000 as seconds, case when n % 3 = 0 then 'support' else 'sales' end as kind,
      repeat(md5((n * 7)::text) || ' ', 9) as summary
    from generate_series($2::int, $3::int) n offset 0) c
  join bench_user u on u.account_id = c.account_id and u.place = 1 + (c.n / cardinality($1::uuid[])) % ${usersPerAccount}
  join bench_department d on d.account_id = c.account_id and d.place = 1 + (c.n / cardinality($1::uuid[])) % ${departmentsPerAccount}`;

/** Makes accounts with users and departments; gives the accounts' ids. */
export async function seedAccounts(db: pg.Pool, count: number): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(insertAccounts, [count]);
  const ids = rows.map(({ id }) => id);
  await db.query(insertUsers, [ids]);
  await db.query(insertDepartments, [ids]);
  return ids;
}

/** Completed conversations of the last 60 days, the accounts in turn, newest first; then the table is analysed. */
export async function seedConversations(db: pg.Pool, accounts: string[], count: number): Promise<void> {
  const client = await db.connect();
  try {
    await client.query(people);
    for (let first = 1; first <= count; first += batchSize) {
      const last = Math.min(count, first + batchSize - 1);
      await client.query(insertConversations, [accounts, first, last, count, participants]);
    }
    await client.query('drop table bench_user; drop table bench_department');
    // Autovacuum would do this a little later: an index-only scan needs the visibility map.
    await client.query('vacuum analyze conversation');
  } finally {
    client.release();
  }
}

const words =
  'we the customer asked about pricing and a follow up on contract renewal with the timeline budget security review onboarding next steps demo integration quarter team decision so that they can sign before summer'.split(
    ' ',
  );

/** Sentences of made-up words, about `bytes` long as JSON. */
export function sentences(bytes: number, seed: number): StoredSentence[] {
  const random = seededRandom(seed);
  const made: StoredSentence[] = [];
  let start = 0;
  for (let size = 0; size < bytes; size += JSON.stringify(made.at(-1)).length + 1) {
    const count = 8 + Math.floor(random() * 14);
    const text = Array.from({ length: count }, () => words[Math.floor(random() * words.length)]).join(' ');
    const speaker_name = random() > 0.5 ? 'Erik Lindström' : 'Jane Doe';
    made.push({ speaker_name, start, end: start + 3, text: `${text}.` });
    start += 4;
  }
  return made;
}

/** Gives these conversations transcripts of about `bytes`; with the same as plain text in bench_transcript. */
export async function seedTranscripts(
  db: pg.Pool,
  account: string,
  ids: readonly string[],
  bytes: number,
): Promise<void> {
  await db.query(
    'create table if not exists bench_transcript (conversation_id uuid primary key, body text not null)',
  );
  for (const [seed, id] of ids.entries()) {
    const transcript = { sentences: sentences(bytes, seed) };
    const packed = packTranscript(id, transcript);
    await db.query(
      'insert into transcript (account_id, conversation_id, deflated, crc32, bytes) values ($1, $2, $3, $4, $5)',
      [account, id, packed.deflated, packed.crc32, packed.bytes],
    );
    const body = JSON.stringify({ conversation_id: id, transcript });
    await db.query('insert into bench_transcript values ($1, $2)', [id, body]);
  }
  await db.query('analyze transcript; analyze bench_transcript');
}

/** Gives the account's conversations an analysis with one insight. */
export async function seedAnalyses(db: pg.Pool, account: string): Promise<void> {
  await db.query(
    `insert into analysis (account_id, conversation_id, insights, topics, statistics, summary, sentiment)
     select account_id, id, jsonb_build_array(jsonb_build_object('id', id, 'type', 'pricing', 'title', 'Price', 'text', summary,
       'evidence', '[]'::jsonb))::text, '[]', '{}', summary, sentiment from conversation where account_id = $1`,
    [account],
  );
  await db.query('analyze analysis');
}
