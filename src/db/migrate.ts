import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');
// Any fixed number: processes that start together take their turn on it.
const migrationLock = 4_296_914;
const oldestServer = 150_000;

/** A database that can not be used as it is; the message says why. */
export class DatabaseUnfit extends Error {
  override name = 'DatabaseUnfit';
}

/** Until a server that does not answer counts as away. */
const connectTimeoutMs = 10_000;

/** The migrations that ship, in order: `0001-name` → its SQL. */
export function shippedMigrations(): { id: string; sql: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ id: name.slice(0, -4), sql: readFileSync(path.join(folder, name), 'utf8') }));
}

/** Brings the database at `url` up to date; forward only, each migration in a transaction. Gives the ids it applied. */
export async function migrate(url: string): Promise<string[]> {
  return withClient(url, async (client) => {
    await refuseUnfitServer(client);
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    await client.query(
      'create table if not exists migration (id text primary key, applied_at timestamptz not null)',
    );
    const { rows } = await client.query<{ id: string }>('select id from migration');
    const applied = new Set(rows.map((row) => row.id));
    const shipped = shippedMigrations();
    const unknown = [...applied].filter((id) => !shipped.some((migration) => migration.id === id));
    if (unknown.length > 0)
      throw new DatabaseUnfit(
        `database_newer: the database was migrated by a newer version (${unknown.join(', ')}). Start that version again.`,
      );
    const missing = shipped.filter((migration) => !applied.has(migration.id));
    for (const { id, sql } of missing) {
      await client.query(`begin; ${sql}; insert into migration values ('${id}', now()); commit`);
    }
    return missing.map((migration) => migration.id);
  });
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

/** The shipped migrations that the database at `url` lacks; throws where it gives no answer in two seconds. */
export async function unappliedMigrations(url: string): Promise<string[]> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 2_000,
    query_timeout: 2_000,
  });
  client.on('error', () => {});
  try {
    await client.connect();
    const { rows } = await client.query<{ id: string }>('select id from migration');
    const applied = new Set(rows.map((row) => row.id));
    return shippedMigrations().flatMap(({ id }) => (applied.has(id) ? [] : [id]));
  } finally {
    await client.end().catch(() => {});
  }
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
