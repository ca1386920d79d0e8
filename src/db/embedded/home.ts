import { createHash, randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { makeDataDir } from '../../base/data-dir.ts';
import { canPass, databaseUser, type RunAs } from './run-as.ts';

export interface PostgresHome {
  home: string;
  cluster: string;
  /** Folder of its Unix socket, short enough for the socket's path to stay under 107 bytes. */
  socketDir: string;
  logFile: string;
  runAs: RunAs | null;
}

export const databaseName = 'meetric';

const systemHome = '/var/lib/meetric';
const longestSocketDir = 107 - '/.s.PGSQL.5432.lock'.length - 1;

/** Finds the place that belongs to `dataDir` without making anything: what a command needs to reach a running server. */
export function locatePostgres(dataDir: string): PostgresHome {
  const pointer = path.join(dataDir, 'postgres-home');
  const home = existsSync(pointer) ? readFileSync(pointer, 'utf8').trim() : path.join(dataDir, 'postgres');
  const near = path.join(home, 'run');
  const key = createHash('sha256').update(home).digest('hex').slice(0, 16);
  const socketDir =
    Buffer.byteLength(near) <= longestSocketDir ? near : path.join(os.tmpdir(), `meetric-${key}`);
  return {
    home,
    cluster: path.join(home, 'cluster'),
    socketDir,
    logFile: path.join(home, 'postgres.log'),
    runAs: databaseUser(),
  };
}

/** The connection URL of the PostgreSQL that belongs to `dataDir`, running or not. */
export function embeddedUrl(dataDir: string): string {
  return urlOf(locatePostgres(dataDir), databaseName);
}

export function urlOf(place: PostgresHome, database: string): string {
  return `postgresql://meetric@/${database}?host=${encodeURIComponent(place.socketDir)}`;
}

/**
 * Makes the folders. As root the database's user must be able to pass through to them. Where it cannot (a clone
 * under /root), they go to /var/lib/meetric and dataDir keeps a pointer.
 */
export function preparePostgresHome(dataDir: string): PostgresHome {
  makeDataDir(dataDir);
  const runAs = databaseUser();
  const pointer = path.join(dataDir, 'postgres-home');
  if (runAs !== null && !existsSync(pointer) && !makePassable(dataDir, runAs)) {
    // Not made from dataDir's path: a new clone in the place of a deleted one must not find the old one's data.
    writeFileSync(pointer, `${path.join(systemHome, randomBytes(8).toString('hex'))}\n`);
  }
  const place = locatePostgres(dataDir);
  mkdirSync(place.home, { recursive: true, mode: 0o711 });
  for (const folder of [place.cluster, place.socketDir]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (runAs) chownSync(folder, runAs.uid, runAs.gid);
    chmodSync(folder, 0o700);
  }
  return place;
}

function makePassable(dataDir: string, runAs: RunAs): boolean {
  const stat = statSync(dataDir);
  if (stat.uid === 0 && (stat.mode & 0o001) === 0) chmodSync(dataDir, (stat.mode & 0o7777) | 0o011);
  return canPass(dataDir, runAs);
}
