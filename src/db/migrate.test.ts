import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest';
import { migrate, shippedFunctions, shippedMigrations, unappliedMigrations } from './migrate.ts';

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
  const all = [...shippedFunctions().map(({ id }) => id), ...shipped].toSorted();
  expect(await query('select id from migration order by id')).toEqual(all.map((id) => ({ id })));
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

/** A migration whose tables nothing else needs. */
const undone = '0004-recordings';
const undo = `drop table recording, recognition; delete from migration where id = '${undone}';`;

test('what is missing is named, and made up for', async () => {
  await migrate(url());
  await query(undo);
  expect(await unappliedMigrations(url())).toEqual([undone]);
  expect(await migrate(url())).toEqual([undone]);
});

test('a migration that fails leaves nothing of itself', async () => {
  await migrate(url());
  await query(`${undo} create table recognition ()`);
  await expect(migrate(url())).rejects.toThrow('already exists');
  expect(await query(`select to_regclass('recording') as made`)).toEqual([{ made: null }]);
  expect(await unappliedMigrations(url())).toEqual([undone]);
});

const sources = (): Promise<unknown[]> =>
  query(`select proname, prosrc from pg_proc where pronamespace = 'public'::regnamespace
       and not exists (select from pg_depend d where d.objid = pg_proc.oid and d.deptype = 'e') order by 1`);
const changed = `create or replace function renew_leases(in_account_ids uuid[], in_ids uuid[], in_lease_tokens uuid[],
  in_lease_ms float8) returns setof uuid language plpgsql as 'begin end';`;

test('a function is made again where another text of it was applied, and only there', async () => {
  await migrate(url());
  const shippedSources = await sources();
  expect(shippedSources).toHaveLength(shippedFunctions().length);
  await query(changed);
  const otherSources = await sources();
  expect(otherSources).not.toEqual(shippedSources);
  expect(await migrate(url())).toEqual([]);
  expect(await sources()).toEqual(otherSources);
  await query(`update migration set content_hash = 'another' where id = 'functions/renew_leases'`);
  expect(await migrate(url())).toEqual([]);
  expect(await sources()).toEqual(shippedSources);
});

test('a process of the version before leaves a newer text of a function alone', async () => {
  await migrate(url());
  await query(
    `${changed}; update migration set content_hash = content_hash || ' newer' where id = 'functions/renew_leases'`,
  );
  const newerSources = await sources();
  expect(await migrate(url())).toEqual([]);
  expect(await sources()).toEqual(newerSources);
});

test('a function that is missing is named; one that only another version knows is left alone', async () => {
  await migrate(url());
  await query(`delete from migration where id = 'functions/renew_leases';
    insert into migration values ('functions/of_another_version', now(), 'hash')`);
  expect(await unappliedMigrations(url())).toEqual(['functions/renew_leases']);
  expect(await migrate(url())).toEqual([]);
  expect(await unappliedMigrations(url())).toEqual([]);
});

test('every file of a function makes the function of its name', () => {
  for (const { id, sql } of shippedFunctions())
    expect(sql).toContain(`create or replace function ${id.replace('functions/', '')}(`);
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
