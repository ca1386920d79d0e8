import { existsSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { DatabaseUnfit } from '../db/database-unfit.ts';
import { embeddedUrl, locatePostgres } from '../db/embedded/home.ts';
import { currentOwner, type Owner, type Ownership, ownDataDir } from '../db/embedded/own-data-dir.ts';
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
  /** Whether another process, a server, does the background work on this database. */
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
    return await open(options, databaseUrl, { servedElsewhere: false });
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
  const ownership = await ownOrWait(options);
  if (ownership.kind === 'taken') {
    if (options.role === 'command') return open(options, embeddedUrl(dataDir), { servedElsewhere: true });
    throw new StartRefused(
      `data_dir_in_use: ${dataDir} belongs to the running process ${ownership.owner.pid}. Stop it, or choose another DATA_DIR.`,
    );
  }
  let embedded: EmbeddedPostgres | null = null;
  try {
    options.onStep?.(
      hasCluster(dataDir) ? 'starting PostgreSQL' : 'making a database and starting PostgreSQL',
    );
    embedded = await startEmbeddedPostgres(dataDir, (code) =>
      options.onTrouble(`PostgreSQL ended with ${code} and is started again`),
    );
    const { release } = ownership;
    return await open(options, embedded.url, { servedElsewhere: false, embedded, release });
  } catch (error) {
    await embedded?.stop();
    ownership.release();
    throw error instanceof DatabaseUnfit ? new StartRefused(error.message, { cause: error }) : error;
  }
}

function hasCluster(dataDir: string): boolean {
  return existsSync(path.join(locatePostgres(dataDir).cluster, clusterMark));
}

/** Also where somebody is just making it. */
function hasDatabase(dataDir: string): boolean {
  return hasCluster(dataDir) || currentOwner(dataDir) !== null;
}

/** A command that has the folder is done in a moment; a server keeps it. */
async function ownOrWait({ config, role }: OpenOptions): Promise<Ownership> {
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    const owner = currentOwner(config.dataDir);
    if (owner?.role === 'server') return { kind: 'taken', owner };
    const ownership = ownDataDir(config.dataDir, role);
    if (ownership.kind === 'owned' || ownership.owner.role === 'server') return ownership;
    if (performance.now() > deadlineMs) return ownership;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
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

interface Parts {
  servedElsewhere: boolean;
  embedded?: EmbeddedPostgres;
  release?: () => void;
}

async function keysOf(
  { config }: OpenOptions,
  pool: Pool,
  { url, servedElsewhere }: { url: string; servedElsewhere: boolean },
): Promise<Keys> {
  if (servedElsewhere) await untilMigrated(pool);
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

async function open(options: OpenOptions, url: string, parts: Parts): Promise<OpenDatabase> {
  let closing = false;
  const onError = (error: Error): void => {
    // The pool ends before its connections do: PostgreSQL may close the last ones when it stops.
    if (!closing) options.onTrouble('a database connection was lost', error);
  };
  const pulse = options.role === 'server' && isOverNetwork(url) ? watch(options, url) : null;
  const pool = createPool(url, options.connections, onError, pulse);
  const keys = await keysOf(options, pool, { url, ...parts }).catch(async (error: unknown) => {
    await Promise.all([pool.end(), pulse?.close()]);
    throw error;
  });
  pulse?.start();
  if (parts.embedded) await takeBackLeases(pool);
  return {
    url,
    pool,
    keys,
    servedElsewhere: parts.servedElsewhere,
    async close() {
      closing = true;
      await Promise.all([pool.end(), pulse?.close()]);
      await parts.embedded?.stop();
      parts.release?.();
    },
  };
}
