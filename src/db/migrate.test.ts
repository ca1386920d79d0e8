import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { migrate, shippedMigrations, unappliedMigrations } from './migrate.ts';

const name = `t_migrate_${randomBytes(6).toString('hex')}`;
const url = (): string => inject('postgresUrl').replace('DATABASE', name);
const shipped = shippedMigrations().map(({ id }) => id);
let server: pg.Client;

beforeAll(async () => {
  server = new pg.Client({ connectionString: inject('postgresUrl').replace('DATABASE', 'postgres') });
  await server.connect();
});
beforeEach(async () => {
  await server.query(`drop database if exists ${name} with (force)`);
  await server.query(`create database ${name}`);
});
afterAll(async () => {
  await server.query(`drop database if exists ${name} with (force)`);
  await server.end();
});

async function query(text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url() });
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}

test('the shipped migrations are numbered without gap or repetition', () => {
  expect(shipped.map((id) => Number(id.slice(0, 4)))).toEqual(shipped.map((_, i) => i + 1));
});

test('an empty database gets all migrations in order, a second run none', async () => {
  expect(await migrate(url())).toEqual(shipped);
  expect(await migrate(url())).toEqual([]);
  expect(await unappliedMigrations(url())).toEqual([]);
  expect(await query('select id from migration order by id')).toEqual(shipped.map((id) => ({ id })));
});

test('processes that start together migrate once between them', async () => {
  const applied = await Promise.all([1, 2, 3].map(() => migrate(url())));
  expect(applied.flat()).toEqual(shipped);
});

test('a database that a newer version migrated is refused and left alone', async () => {
  await migrate(url());
  await query(`insert into migration values ('9999-from-the-future', now())`);
  await expect(migrate(url())).rejects.toThrow(/^database_newer: .*9999-from-the-future/);
});

/** A migration that can be undone, and what it made but for its table. */
const undone = '0005-sound';
const undo = `alter table recording drop column container, drop column codec, drop column duration_seconds,
  drop column peaks; alter table job drop column progress; alter table analysis drop column if exists notice;`;

test('what is missing is named, and made up for', async () => {
  await migrate(url());
  await query(`${undo} drop table recognition; delete from migration where id = '${undone}'`);
  expect(await unappliedMigrations(url())).toEqual([undone]);
  expect(await migrate(url())).toEqual([undone]);
});

test('bodies that were kept beside their deliveries are kept in their own table', async () => {
  await migrate(url());
  await query(`drop table webhook_body; alter table webhook_delivery add column body bytea;
    drop function claim_jobs, renew_leases, load_deliveries, freeze_deliveries, settle_deliveries;
    delete from migration where id = '0008-delivery-batches'`);
  const id = `'00000000-0000-4000-8000-000000000001'::uuid`;
  const unsent = `'00000000-0000-4000-8000-000000000002'::uuid`;
  await query(`
    insert into account (id, name, created_at, updated_at) values (${id}, 'Account', now(), now());
    insert into api_token (account_id, id, lookup, secret_hash, name, scopes, include_recordings, requests_per_minute,
      daily_conversation_quota, created_at) values (${id}, ${id}, 'abcdefgh', '', 'token', '{}', false, 60, 1000, now());
    insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
      values (${id}, ${id}, ${id}, 'https://example.com/', '', 'active', now());
    insert into conversation (account_id, id, status, title, started_at, medium, language, participants, card, created_at,
      updated_at) values (${id}, ${id}, 'completed', 'Call', now(), 'call', 'en', '[]', '{}', now(), now());
    insert into webhook_delivery (account_id, id, subscription_id, token_id, conversation_id, event, status, body,
      created_at) select ${id}, d.id, ${id}, ${id}, ${id}, 'conversation.completed', 'pending', d.body, now()
      from (values (${id}, 'as first sent'::bytea), (${unsent}, null)) d (id, body)`);
  expect(await migrate(url())).toEqual(['0008-delivery-batches']);
  expect(await query(`select delivery_id, convert_from(body, 'UTF8') as body from webhook_body`)).toEqual([
    { delivery_id: '00000000-0000-4000-8000-000000000001', body: 'as first sent' },
  ]);
});

test('a migration that fails leaves nothing of itself', async () => {
  await migrate(url());
  await query(`${undo} delete from migration where id = '${undone}'`);
  await expect(migrate(url())).rejects.toThrow('already exists');
  const added = `select from information_schema.columns where table_name = 'job' and column_name = 'progress'`;
  expect(await query(added)).toEqual([]);
  expect(await unappliedMigrations(url())).toEqual([undone]);
});

test('a database in another encoding is refused', async () => {
  await server.query(`drop database ${name}`);
  await server.query(
    `create database ${name} encoding 'LATIN1' locale_provider libc locale 'C' template template0`,
  );
  await expect(migrate(url())).rejects.toThrow('database_encoding: the database must be UTF8, not LATIN1.');
});

test('a database that does not answer is an error', async () => {
  await server.query(`drop database ${name}`);
  await expect(migrate(url())).rejects.toThrow('does not exist');
  await expect(unappliedMigrations(url())).rejects.toThrow('does not exist');
});
