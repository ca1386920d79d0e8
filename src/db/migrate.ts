import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';

const folder = path.join(path.dirname(fileURLToPath(import.meta.url)), 'migrations');
// Any fixed number: processes that start together take their turn on it.
const migrationLock = 4_296_914;
const oldestServer = 150_000;

/** The migrations that ship, in order: `0001-name` → its SQL. */
export function shippedMigrations(): { id: string; sql: string }[] {
  return readdirSync(folder)
    .filter((name) => /^\d{4}-.+\.sql$/.test(name))
    .sort()
    .map((name) => ({ id: name.slice(0, -4), sql: readFileSync(path.join(folder, name), 'utf8') }));
}

/** Brings the database at `url` up to date; forward only, each migration in a transaction. Gives the ids it applied. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'meetric-migrate' });
  await client.connect();
  try {
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
      throw new Error(
        `database_newer: the database was migrated by a newer version (${unknown.join(', ')}).`,
      );
    const missing = shipped.filter((migration) => !applied.has(migration.id));
    for (const { id, sql } of missing) {
      await client.query(`begin; ${sql}; insert into migration values ('${id}', now()); commit`);
    }
    return missing.map((migration) => migration.id);
  } finally {
    await client.end();
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

async function refuseUnfitServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_encoding') as encoding`,
  );
  const server = rows[0];
  if (!server || server.version < oldestServer)
    throw new Error('database_too_old: PostgreSQL 15 or newer is needed.');
  if (server.encoding !== 'UTF8')
    throw new Error(`database_encoding: the database must be UTF8, not ${server.encoding}.`);
}
