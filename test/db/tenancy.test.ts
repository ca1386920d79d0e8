import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { statementTexts } from './statement-texts.ts';

/** Tables of the installation, not of an account. */
const sharedTables = ['migration', 'server_meta', 'sign_in_throttle'];

/** Unique without account_id, each with its reason. */
const uniqueAcrossAccounts: Record<string, string> = {
  account_pkey: "an account's own id is its account_id",
  api_token_lookup: 'a request names its token before anybody knows the account',
};

/** Statements that look at rows of several accounts, each with its reason. */
const acrossAccounts: Record<string, string> = {
  'select-webhook-paces':
    'a process that begins learns who answers, whoever they deliver for; it gives ids alone',
  'insert-conversations': 'what is accepted at the same time; each is named with its account_id',
  'lock-owning-departments': 'whose these are; each is named with its account_id',
  'lock-owning-users': 'the same',
  'store-token-uses': 'tokens that called of late; each is named with its account_id',
  'erase-old-token-secrets': 'overlaps that are over, whoever they belong to',
  'select-sign-in-candidates': 'who signs in names an address, of whichever account',
  'select-most-candidates': 'how often a password is looked at, whoever signs in',
  'select-forgetful-users': 'who forgot a password names an address, of whichever account',
  'select-anybody-signs-in': 'the first run is of the installation',
  'purge-sessions': 'what is older than the list of people tells, whoever it belongs to',
  'purge-user-links': 'the same',
  'purge-quota-days': 'days before yesterday, whosever tokens read then',
  'purge-quota-reads': 'the same',
  'select-users-by-name': 'who spoke in them; each name is asked for with its account_id',
  'select-conversations-to-analyse': 'a batch of conversations; each is named with its account_id',
  'complete-conversations': 'what came of such a batch; each is named with its account_id',
  'purge-webhook-contents': 'what is older than the log, whoever it belongs to',
  'purge-replay-keys': 'the same',
  'purge-webhook-attempts': 'the same',
  'purge-webhook-deliveries': 'the same',
  'delete-expired-uploads': 'what nobody finished or looked at, whoever it belongs to',
  'select-uploads-of-files': 'the files of one machine are of all accounts',
  'count-webhook-healths': 'how many subscriptions fail is a figure of the installation',
  'switch-due-webhook-secrets': 'overlaps that are over, whoever they belong to',
  'select-conversations': 'conversations that are read at once; each is named with its account_id',
  'select-changed-since': 'lists that are asked for at once; each is named with its account_id',
  'select-transcript-versions': 'the same: their transcripts',
  'take-back-leases': 'all leases of a process that died',
  'look-for-suspect': 'a worker asks whether it has to make room, whoever for',
  'acquit-jobs': 'jobs that a worker lost; each is named with its account_id',
  'count-jobs': 'the depth of the queue is a figure of the installation',
  'select-tokens-changed-since': 'the token directory finds the account of a request',
  'select-unrevoked-tokens': 'the token directory finds the account of a request',
  'select-accounts': 'the operator names an account by its name',
  'insert-account': 'makes the account',
  'src/db/adopt.ts': 'takes over a whole database',
  'settle-attempts': 'subscriptions that a batch of outcomes changed; each is named with its account_id',
  'select-audit-names': 'the account is named by its own id, all else by its account_id',
  'lock-accounts': 'one first account, however many processes start',
};

/** Functions of the database that do so; their texts are in src/db/functions. */
const functionsAcrossAccounts: Record<string, string> = {
  append_events: 'what happened at the same time; each is named with its account_id',
  queue_event_deliveries: 'what happened at the same time; each is named with its account_id',
  purge_events: 'old events go, whoever they are of',
  claim_due_jobs: 'a worker takes what is due, whoever it belongs to; the row names its account',
  claim_jobs_of_subjects: 'the same, of subjects that it names',
  claim_suspect: 'the same',
  take_back_leases: 'what was lost; the rows were chosen before',
  renew_leases: 'a worker holds jobs of several accounts; each is named with its account_id',
  find_deliveries_to_try: 'a batch of deliveries; each is named with its account_id',
  find_webhook_contents: 'the same: what their bodies are made of',
  fix_delivery_links: 'the same: their links',
  settle_deliveries: 'what came of such a batch; each is named with its account_id',
  settle_attempts: 'the same, and what follows for subscriptions',
  take_sign_in_try: 'who tries to sign in is nobody yet',
  index_conversations: 'what came of a batch; each is named with its account_id',
  replace_search_rows: 'the same, of those that were there before',
  refuse_audit_change: 'a trigger, which lets nothing through',
  note_conversation_change: 'a trigger; the rows that changed name their accounts',
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

function tablesWith(condition: string): Promise<{ name: string }[]> {
  return database.query(
    `select c.relname as name from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and ${condition} order by 1`,
  );
}
const ownsAccountId = `exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'account_id')`;

async function tenantTables(): Promise<string[]> {
  return ['account', ...(await tablesWith(ownsAccountId)).map(({ name }) => name)];
}

test('every table is of an account, is the account, or is of the installation', async () => {
  const others = (await tablesWith(`not ${ownsAccountId}`)).map(({ name }) => name);
  expect(others).toEqual(['account', ...sharedTables].toSorted());
});

test('account_id can not be null', async () => {
  expect(
    await database.query(
      `select c.relname from pg_attribute a join pg_class c on c.oid = a.attrelid
       where a.attname = 'account_id' and c.relkind in ('r', 'p') and not a.attnotnull
         and c.relnamespace = 'public'::regnamespace`,
    ),
  ).toEqual([]);
});

test('every primary key begins with account_id', async () => {
  const keys = await database.query<{ name: string; first: string }>(
    `select c.relname as name, a.attname as first from pg_class c
     left join pg_index i on i.indrelid = c.oid and i.indisprimary
     left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const wanted = (await tenantTables()).toSorted();
  expect(keys.filter(({ name }) => wanted.includes(name))).toEqual(
    wanted.map((name) => ({ name, first: name === 'account' ? 'id' : 'account_id' })),
  );
});

test('every unique index holds account_id, but for those with a reason', async () => {
  const without = await database.query<{ name: string }>(
    `select x.relname as name from pg_index i
     join pg_class x on x.oid = i.indexrelid join pg_class c on c.oid = i.indrelid
     where i.indisunique and c.relnamespace = 'public'::regnamespace and c.relname <> all($1)
       and not exists (select from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'account_id' and a.attnum = any(i.indkey)) order by 1`,
    [sharedTables],
  );
  expect(without.map(({ name }) => name)).toEqual(Object.keys(uniqueAcrossAccounts).toSorted());
});

test('every foreign key stays within the account', async () => {
  const keys = await database.query<{ name: string; from: string[]; to: string[]; target: string }>(
    `select k.conname as name, k.confrelid::regclass::text as target,
       array(select a.attname::text from unnest(k.conkey) with ordinality u (n, at)
         join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.n order by at) as from,
       array(select a.attname::text from unnest(k.confkey) with ordinality u (n, at)
         join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.n order by at) as to
     from pg_constraint k where k.contype = 'f' and k.connamespace = 'public'::regnamespace order by 1`,
  );
  expect(keys.length).toBeGreaterThan(10);
  for (const { name, from, to, target } of keys)
    expect([name, from[0], to[0]]).toEqual([name, 'account_id', target === 'account' ? 'id' : 'account_id']);
});

test('every statement on tenant tables is given its account', async () => {
  const tables = await tenantTables();
  const touching = new RegExp(
    // A name that another comma follows is a column.
    `\\b(?:from|join|into|update|using|lock table|,)\\s+(?:${tables.join('|')})\\b(?!,)`,
    'g',
  );
  const texts = statementTexts().filter(({ text }) => text.search(touching) >= 0);
  expect(texts.length).toBeGreaterThan(50);
  // Its conditions are a list that begins with the account's; explain.test.ts runs every form of it.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: as the program has it
  const composed = ['list-conversations:${formOf(conditions, page.limit)}'];
  // The same: each part of these is joined by account.
  const listed = Array.from({ length: 3 }, () => 'src/domain/search/conversation-list.ts');
  // Old days of all accounts; the two purges that it stands in name its account.
  const parts = ['src/domain/limits/quota-purge.ts'];
  const bound = /account_id = \$1|\(account_id,[^)]*\)\s*(values )?\(\$1|\ba?\.?id = \$1/;
  const loose = texts.filter(({ text }) => {
    // One for each table, so that a join does not leave the account.
    const named = text.match(/account_id/g)?.length ?? 0;
    const onlyAccount = text.match(touching)?.every((match) => match.endsWith(' account'));
    return !bound.test(text) || (!onlyAccount && named < (text.match(touching)?.length ?? 0));
  });
  expect(loose.map(({ name }) => name).toSorted()).toEqual(
    [...Object.keys(acrossAccounts), ...composed, ...listed, ...parts].toSorted(),
  );
});

test('every function is given one account, but for those with a reason', async () => {
  const loose = await database.query<{ name: string }>(
    `select proname as name from pg_proc where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e')
       and not coalesce(proargnames @> '{in_account_id}', false) order by 1`,
  );
  expect(loose.map(({ name }) => name)).toEqual(Object.keys(functionsAcrossAccounts).toSorted());
});

test('the documented way to a cluster names every table of an account by its key', async () => {
  const page = readFileSync(path.join(programRoot, 'docs', 'self-hosting.md'), 'utf8');
  const lines = [...page.matchAll(/create_distributed_table\('(\w+)', '(\w+)'/g)].map(([, table, key]) => [
    table,
    key,
  ]);
  // Kept whole: claim-jobs takes from all accounts.
  const distributed = (await tenantTables()).filter((table) => table !== 'job');
  expect(lines.toSorted()).toEqual(
    distributed.map((table) => [table, table === 'account' ? 'id' : 'account_id']).toSorted(),
  );
  expect(page).toContain("citus_add_local_table_to_metadata('job')");
  const functions = [...page.matchAll(/create_distributed_function\('([^']+)'/g)].map(
    ([, signature]) => signature,
  );
  expect(functions.length).toBeGreaterThan(0);
  expect(
    await database.query('select given from unnest($1::text[]) given where to_regprocedure(given) is null', [
      functions,
    ]),
  ).toEqual([]);
});
