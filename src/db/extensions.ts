import type pg from 'pg';
import { DatabaseUnfit } from './database-unfit.ts';

/** They come with PostgreSQL, and whoever may create in a database may make them there, unless an administrator forbade it. */
const needed = ['btree_gin', 'pg_trgm'];

/** Makes the extensions that the schema needs and that are missing, in the transaction of `client`. */
export async function createExtensions(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ extname: string }>(
    'select extname from pg_extension where extname = any($1)',
    [needed],
  );
  const missing = needed.filter((name) => !rows.some(({ extname }) => extname === name));
  if (missing.length === 0) return;
  const { rows: names } = await client.query<{ database: string; user: string }>(
    'select quote_ident(current_database()) as database, current_user as user',
  );
  const statements = missing.map((name) => `create extension ${name};`).join(' ');
  for (const name of missing) {
    await client.query(`create extension if not exists ${name}`).catch((cause: Error) => {
      throw new DatabaseUnfit(
        `database_extension_missing: the database needs the extensions ${missing.join(' and ')}, and ${names[0]?.user} can not ` +
          `make them (${cause.message}). As an administrator of the server, run in ${names[0]?.database}: ${statements}`,
        { cause },
      );
    });
  }
}
