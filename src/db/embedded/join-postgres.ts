import { setTimeout as delay } from 'node:timers/promises';
import type pg from 'pg';
import { joinHold } from './hold.ts';
import { databaseName, locatePostgres, type PostgresHome } from './home.ts';
import { type Owner, type TakenFolder, takeOverDataDir } from './own-data-dir.ts';
import { connectTo, type EmbeddedPostgres, type Keeping, keepRunning } from './postgres.ts';
import { isPostgresOf, runningPostmaster } from './postmaster.ts';

// Any fixed number but that of migrations.
const handoverLock = 4_296_915;
const lockTimeoutMs = 5_000;
const lookMs = 100;

/** Between a command that stops its PostgreSQL and a server that takes it over only one goes on. */
export interface Handover {
  end(): Promise<void>;
}

/** Null where PostgreSQL gives no answer, or the other one is at it. */
export async function beginHandover(dataDir: string): Promise<Handover | null> {
  const client = await connectTo(locatePostgres(dataDir), databaseName).catch(() => null);
  if (client === null) return null;
  const end = (): Promise<void> => client.end().catch(() => {});
  if (await lock(client)) return { end };
  await end();
  return null;
}

async function lock(client: pg.Client): Promise<boolean> {
  try {
    await client.query(`set lock_timeout = ${lockTimeoutMs}`);
    await client.query('select pg_advisory_lock($1)', [handoverLock]);
    return true;
  } catch {
    return false;
  }
}

export interface Joined {
  embedded: EmbeddedPostgres;
  folder: TakenFolder;
}

/**
 * Takes over `dataDir` and the PostgreSQL that its owner, a command, has started there, and keeps it running from now on. Null
 * where it is not running yet, or is just being stopped.
 */
export async function joinEmbeddedPostgres(
  dataDir: string,
  owner: Owner,
  onRestart: Keeping['onRestart'],
): Promise<Joined | null> {
  const place = locatePostgres(dataDir);
  const hold = joinHold(place);
  if (hold === null) return null;
  const handover = await beginHandover(dataDir);
  const pid = handover && runningPostmaster(place);
  const folder = pid === null ? null : takeOverDataDir(dataDir, owner);
  await handover?.end();
  if (pid === null || folder === null) {
    hold.letGo();
    return null;
  }
  const left = new AbortController();
  const exited = untilEnded(place, pid, left.signal);
  const running = { exited, letGo: hold.letGo, unref: () => left.abort() };
  return { embedded: keepRunning(place, running, { onRestart, isKeeper: folder.isMine }), folder };
}

/** It is another process's child, so that its exit code is never known. Nobody looks any more once it is `left` to others. */
async function untilEnded({ cluster }: PostgresHome, pid: number, left: AbortSignal): Promise<null> {
  while (!left.aborted && isPostgresOf(pid, cluster)) await delay(lookMs);
  return null;
}
