import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { adopt, isOfBefore } from './adopt.ts';
import { DatabaseUnfit } from './database-unfit.ts';
import { createExtensions } from './extensions.ts';

// Any fixed number: processes that start together take their turn on it.
const migrationLock = 4_296_914;
const oldestServer = 150_000;

/** A server that does not answer for this long counts as away. */
const connectTimeoutMs = 10_000;

interface Shipped {
  id: string;
  sql: string;
}

/** The migrations that ship, in order: `0001-name` → its SQL. */
export function shippedMigrations(): Shipped[] {
  return sqlFilesOf('migrations');
}

/** The SQL functions that ship, in the order in which they are made: `functions/name` → its SQL. */
export function shippedFunctions(): Shipped[] {
  return sqlFilesOf('functions').map(({ id, sql }) => ({ id: `${functionsMark}${id}`, sql }));
}

const functionsMark = 'functions/';

function sqlFilesOf(name: string): Shipped[] {
  const folder = fileURLToPath(new URL(name, import.meta.url));
  return readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => ({ id: file.slice(0, -4), sql: readFileSync(path.join(folder, file), 'utf8') }));
}

/** Brings the database at `url` up to date, forward only and all or nothing. Gives the ids of the migrations it applied. */
export async function migrate(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await refuseUnfitServer(client);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query('begin');
    await createExtensions(client);
    // Without a commit the end of the connection rolls all back.
    const applied = await bringUpToDate(client);
    await client.query('commit');
    return applied;
  });
}

async function bringUpToDate(client: pg.Client): Promise<string[]> {
  // The row of a function holds the hashes of all its texts so far, the present one last.
  await client.query(
    'create table if not exists migration (id text primary key, applied_at timestamptz not null, content_hash text)',
  );
  const adopted = isOfBefore(await client.query(selectApplied.text)) ? await adopt(client) : [];
  const { rows } = await client.query<Recorded>('select id, content_hash from migration');
  const applied = new Map(rows.map((row) => [row.id, row.content_hash]));
  const missing = missingOf(applied);
  // Functions come before the migrations, whose triggers call them. PL/pgSQL looks for a table only when it runs.
  for (const { id, sql } of shippedFunctions()) {
    const hash = createHash('sha256').update(sql).digest('hex');
    const texts = applied.get(id)?.split(' ') ?? [];
    // An earlier text is that of an older process: it finishes beside the present one.
    if (texts.includes(hash)) continue;
    await client.query(sql);
    await record(client, id, [...texts, hash].join(' '));
  }
  for (const { id, sql } of missing) {
    await client.query(sql);
    await record(client, id, null);
  }
  return [...adopted, ...missing.map(({ id }) => id)];
}

interface Recorded {
  id: string;
  content_hash: string | null;
}

async function record(client: pg.Client, id: string, hash: string | null): Promise<void> {
  await client.query(
    `insert into migration (id, applied_at, content_hash) values ($1, now(), $2)
     on conflict (id) do update set applied_at = excluded.applied_at, content_hash = excluded.content_hash`,
    [id, hash],
  );
}

function missingOf(applied: ReadonlyMap<string, unknown>): Shipped[] {
  const shipped = shippedMigrations();
  const unknown = [...applied.keys()].filter(
    (id) => !id.startsWith(functionsMark) && !shipped.some((migration) => migration.id === id),
  );
  if (unknown.length > 0)
    throw new DatabaseUnfit(
      `database_newer: the database was migrated by a newer version (${unknown.join(', ')}). Start that version again.`,
    );
  return shipped.filter((migration) => !applied.has(migration.id));
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'meetric-migrate',
    connectionTimeoutMillis: connectTimeoutMs,
  });
  // A statement under way rejects by itself; without a listener the lost connection would end the process besides.
  client.on('error', () => {});
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end().catch(() => {});
  }
}

/** The shipped migrations and functions that the database at `url` lacks; throws where it gives no answer in two seconds. */
export async function unappliedMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ id: string }>(selectApplied.text);
    return lackingIds(rows);
  } finally {
    await client.end().catch(() => {});
  }
}

export const selectApplied = { name: 'select-migrations', text: 'select id from migration' };

/** The ids that are shipped and not in the rows of `selectApplied`. Another text of a function will do: it does the same. */
export function lackingIds(rows: readonly { id: string }[]): string[] {
  const applied = new Set(rows.map((row) => row.id));
  return [...shippedMigrations(), ...shippedFunctions()].flatMap(({ id }) => (applied.has(id) ? [] : [id]));
}

/** Whether the database at `url` was ever migrated. */
export async function isMigrated(url: string): Promise<boolean> {
  return withClient(url, async (client) => {
    const { rows } = await client.query<{ there: boolean }>(
      `select to_regclass('migration') is not null as there`,
    );
    return rows[0]?.there === true;
  });
}

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ number: number; version: string; encoding: string }>(
    `select current_setting('server_version_num')::int as number, current_setting('server_version') as version,
       current_setting('server_encoding') as encoding`,
  );
  const server = rows[0];
  if (!server || server.number < oldestServer)
    throw new DatabaseUnfit(
      `database_too_old: PostgreSQL 15 or newer is needed, this is ${server?.version}.`,
    );
  if (server.encoding !== 'UTF8')
    throw new DatabaseUnfit(`database_encoding: the database must be UTF8, not ${server.encoding}.`);
}
