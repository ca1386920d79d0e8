import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbeddedPostgres } from '../../src/db/embedded/postgres.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection URL of the run's PostgreSQL, with DATABASE where a database's name belongs. */
    postgresUrl: string;
  }
}

/** One embedded PostgreSQL for the whole run, with a migrated database to clone from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-test-'));
  const postgres = await startEmbeddedPostgres(folder, () => {});
  const pattern = postgres.url.replace('/meetric?', '/DATABASE?');
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  await client.query('create database meetric_template');
  await client.end();
  await migrate(pattern.replace('DATABASE', 'meetric_template'));
  project.provide('postgresUrl', pattern);
  return async () => {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
