import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { locatePostgres } from '../../src/db/embedded/home.ts';
import { startEmbeddedPostgres } from '../../src/db/embedded/postgres.ts';
import { migrate } from '../../src/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection URL of the run's PostgreSQL, with DATABASE where a database's name belongs. */
    postgresUrl: string;
    /** A data folder whose PostgreSQL is made and migrated, to be copied. */
    dataFolder: string;
  }
}

/** One embedded PostgreSQL for the whole run, with a migrated database to clone from. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-test-'));
  const [running, dataFolder] = [path.join(folder, 'running'), path.join(folder, 'made')];
  const made = await startEmbeddedPostgres(running, () => {});
  await migrate(made.url);
  await made.stop();
  copyFolder(running, dataFolder);
  const postgres = await startEmbeddedPostgres(running, () => {});
  const pattern = postgres.url.replace('/meetric?', '/DATABASE?');
  const client = new pg.Client({ connectionString: pattern.replace('DATABASE', 'postgres') });
  await client.connect();
  await client.query('create database meetric_template template meetric');
  await client.end();
  project.provide('postgresUrl', pattern);
  project.provide('dataFolder', dataFolder);
  return async () => {
    await postgres.stop();
    // As root the cluster lies elsewhere.
    for (const place of [locatePostgres(running).home, folder])
      rmSync(place, { recursive: true, force: true });
  };
}

/** With its files' owners: PostgreSQL refuses to run on another user's. */
export function copyFolder(from: string, to: string): void {
  const { status, stderr } = spawnSync('cp', ['-a', from, to], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${from} was not copied: ${stderr}`);
}
