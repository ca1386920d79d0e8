import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { locatePostgres } from '../../src/db/embedded/home.ts';

/** The process id of the embedded PostgreSQL of a data folder; 0 where it does not run. */
export function postmasterOf(dataDir: string): number {
  const pidFile = path.join(locatePostgres(dataDir).cluster, 'postmaster.pid');
  return existsSync(pidFile) ? Number(readFileSync(pidFile, 'utf8').split('\n')[0]) : 0;
}
