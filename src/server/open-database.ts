import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { DatabaseUnfit } from '../db/database-unfit.ts';
import { embeddedUrl, locatePostgres } from '../db/embedded/home.ts';
import { beginHandover, type Joined, joinEmbeddedPostgres } from '../db/embedded/join-postgres.ts';
import {
  currentOwner,
  type OwnedFolder,
  type Owner,
  ownDataDir,
  type TakenFolder,
} from '../db/embedded/own-data-dir.ts';
import { clusterMark, type EmbeddedPostgres, startEmbeddedPostgres } from '../db/embedded/postgres.ts';
import { isMigrated, lackingIds, migrate, selectApplied } from '../db/migrate.ts';
import { createPool, type Pool, queryAll } from '../db/pool.ts';
import { DatabasePulse } from '../db/pulse.ts';
import type { Keys } from '../domain/keys/keys.ts';
import { loadKeys } from '../domain/keys/secret-key.ts';
import { takeBackLeases } from '../jobs/lost-leases.ts';
import type { Config } from './config.ts';
import { databaseFault } from './database-fault.ts';

export interface OpenDatabase {
  url: string;
  pool: Pool;
  keys: Keys;
  /** Whether another process, a server, does the background work on this database. It may have come after this one. */
  servedElsewhere: boolean;
  close(): Promise<void>;
}

/** Expected reasons why the database can not be opened, told to the user without a stack. */
export class StartRefused extends Error {
  override name = 'StartRefused';
}

export interface OpenOptions {
  config: Config;
  role: Owner['role'];
  connections: number;
  /** Makes a database where there is none; without it that is refused, since the configuration is then likely wrong. */
  mayMake: boolean;
  onTrouble(message: string, error?: Error): void;
  /** Told of a step that begins now and may take a while. */
  onStep?(step: string): void;
}

/**
 * Opens the database that the configuration names, migrated and with fitting keys. Without DATABASE_URL it is the one
 * embedded under dataDir: started here, or for a command that of the running server.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { databaseUrl } = options.config;
  if (databaseUrl === null) return openEmbedded(options);
  try {
    if (!options.mayMake && !(await isMigrated(databaseUrl)))
      throw new StartRefused(
        `database_empty: there is nothing of Meetric in the database that DATABASE_URL names. ${remedy}`,
      );
    options.onStep?.('opening the database of DATABASE_URL');
    return await open(options, databaseUrl, null);
  } catch (error) {
    const fault = databaseFault(error, databaseUrl);
    throw fault === null ? error : new StartRefused(fault, { cause: error });
  }
}

const remedy =
  'Correct it, or make one there with "npm start"; "bin/meetric import", "token create" and "user add" do so too.';

async function openEmbedded(options: OpenOptions): Promise<OpenDatabase> {
  const { dataDir } = options.config;
  if (!options.mayMake && !hasDatabase(dataDir))
    throw new StartRefused(`data_dir_empty: there is no database in DATA_DIR, ${dataDir}. ${remedy}`);
  const place = await ownOrWait(options);
  if (place.kind === 'taken') {
    if (options.role === 'command') return open(options, embeddedUrl(dataDir), null);
    throw new StartRefused(
      `data_dir_in_use: ${dataDir} belongs to the running process ${place.owner.pid}. Stop it, or choose another DATA_DIR.`,
    );
  }
  const { folder } = place;
  let embedded = place.kind === 'joined' ? place.embedded : null;
  try {
    embedded ??= await startOwn(options, folder);
    const database = await open(options, embedded.url, { embedded, folder });
    // Nobody works on a database that was just started. A command that started it may.
    if (place.kind === 'owned') await takeBackLeases(database.pool);
    return database;
  } catch (error) {
    if (embedded) await giveBack(options, { embedded, folder });
    else folder.release();
    throw error instanceof DatabaseUnfit ? new StartRefused(error.message, { cause: error }) : error;
  }
}

function startOwn(options: OpenOptions, { isMine }: OwnedFolder): Promise<EmbeddedPostgres> {
  const { dataDir } = options.config;
  options.onStep?.(hasCluster(dataDir) ? 'starting PostgreSQL' : 'making a database and starting PostgreSQL');
  return startEmbeddedPostgres(dataDir, tellRestart(options), isMine);
}

function tellRestart({ onTrouble }: OpenOptions): (exitCode: number | null) => void {
  return (code) => onTrouble(`PostgreSQL ended${code === null ? '' : ` with ${code}`} and is started again`);
}

interface Own {
  embedded: EmbeddedPostgres;
  folder: OwnedFolder | TakenFolder;
}

/** Stops PostgreSQL, or leaves it to the other process of a handover: the server that came, or the command that was there. */
async function giveBack({ config, role }: OpenOptions, { embedded, folder }: Own): Promise<void> {
  const handBack = 'handBack' in folder ? folder.handBack : null;
  const handover = role === 'command' || handBack ? await beginHandover(config.dataDir) : null;
  if (!folder.isMine() || handBack?.()) embedded.leave();
  else {
    await embedded.stop();
    folder.release();
  }
  await handover?.end();
}

function hasCluster(dataDir: string): boolean {
  return existsSync(path.join(locatePostgres(dataDir).cluster, clusterMark));
}

/** Also where somebody is just making it. */
function hasDatabase(dataDir: string): boolean {
  return hasCluster(dataDir) || currentOwner(dataDir) !== null;
}

type Place =
  | { kind: 'owned'; folder: OwnedFolder }
  | ({ kind: 'joined' } & Joined)
  | { kind: 'taken'; owner: Owner };

const waitMs = 30_000;
const lookMs = 50;

/** A command gives way to a server. To another command it does not, and is done in a moment. */
async function ownOrWait(options: OpenOptions): Promise<Place> {
  const { config, role } = options;
  const deadlineMs = performance.now() + waitMs;
  for (;;) {
    const owner = currentOwner(config.dataDir);
    if (owner?.role === 'server') return { kind: 'taken', owner };
    const joined = owner && role === 'server' ? await joinCommand(options, owner) : null;
    if (joined) return joined;
    const { kind, ...ownership } = ownDataDir(config.dataDir, role);
    if ('isMine' in ownership) return { kind: 'owned', folder: ownership };
    if (ownership.owner.role === 'server' || performance.now() > deadlineMs)
      return { kind: 'taken', owner: ownership.owner };
    await new Promise((resolve) => setTimeout(resolve, lookMs));
  }
}

/** Takes over what the command has started; it goes on with it. Null where it has not started it yet, or is just stopping it. */
async function joinCommand(options: OpenOptions, owner: Owner): Promise<Place | null> {
  const { dataDir } = options.config;
  const joined = await joinEmbeddedPostgres(dataDir, owner, tellRestart(options));
  if (joined === null) return null;
  options.onStep?.(`taking PostgreSQL over from the running command ${owner.pid}`);
  return { kind: 'joined', ...joined };
}

/** A server that has just been started makes its database first. */
async function untilMigrated(pool: Pool): Promise<void> {
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    const applied = await queryAll<{ id: string }>(pool, selectApplied, []).catch(() => []);
    const lacking = lackingIds(applied);
    if (lacking.length === 0) return;
    if (performance.now() > deadlineMs)
      throw new StartRefused(`database_not_ready: ${lacking.length} migrations are missing`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function keysOf({ config }: OpenOptions, pool: Pool, url: string, isServed: boolean): Promise<Keys> {
  if (isServed) await untilMigrated(pool);
  else await migrate(url);
  const result = await loadKeys(pool, config);
  if (result.kind === 'unfit') throw new StartRefused(result.message);
  return result.keys;
}

/** A socket of this machine tells at once when PostgreSQL ends; a network that is cut does not. */
function isOverNetwork(url: string): boolean {
  return !new pg.Client({ connectionString: url }).host.startsWith('/');
}

function watch({ onTrouble }: OpenOptions, url: string): DatabasePulse {
  return new DatabasePulse(url, (isAway) =>
    onTrouble(isAway ? 'the database gives no answer: requests are refused' : 'the database answers again'),
  );
}

/** `own`: what this process has started; null where it is another's, or PostgreSQL's of DATABASE_URL. */
async function open(options: OpenOptions, url: string, own: Own | null): Promise<OpenDatabase> {
  const isEmbedded = options.config.databaseUrl === null;
  let closing = false;
  const onError = (error: Error): void => {
    // The pool ends before its connections do: PostgreSQL may close the last ones when it stops.
    if (!closing) options.onTrouble('a database connection was lost', error);
  };
  const pulse = options.role === 'server' && isOverNetwork(url) ? watch(options, url) : null;
  const pool = createPool(url, options.connections, onError, pulse);
  const keys = await keysOf(options, pool, url, isEmbedded && own === null).catch(async (error: unknown) => {
    await Promise.all([pool.end(), pulse?.close()]);
    throw error;
  });
  pulse?.start();
  return {
    url,
    pool,
    keys,
    get servedElsewhere() {
      return isEmbedded && own?.folder.isMine() !== true;
    },
    async close() {
      closing = true;
      await Promise.all([pool.end(), pulse?.close()]);
      if (own) await giveBack(options, own);
    },
  };
}
