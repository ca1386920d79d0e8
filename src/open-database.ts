import type { Config } from './config.ts';
import { embeddedUrl } from './db/embedded/home.ts';
import { currentOwner, type Owner, type Ownership, ownDataDir } from './db/embedded/own-data-dir.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './db/embedded/postgres.ts';
import { migrate, shippedMigrations } from './db/migrate.ts';
import { createPool, execute, type Pool } from './db/pool.ts';
import type { Keys } from './keys/keys.ts';
import { loadKeys } from './keys/secret-key.ts';

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
  onTrouble(message: string, error?: Error): void;
}

/**
 * Opens the database that the configuration names, migrated and with fitting keys. Without DATABASE_URL it is the one
 * embedded under dataDir: started here, or for a command that of the running server.
 */
export async function openDatabase(options: OpenOptions): Promise<OpenDatabase> {
  const { config } = options;
  if (config.databaseUrl !== null) return open(options, config.databaseUrl, { servedElsewhere: false });
  const ownership = await ownOrWait(options);
  if (ownership.kind === 'taken') {
    if (options.role === 'command')
      return open(options, embeddedUrl(config.dataDir), { servedElsewhere: true });
    throw new StartRefused(
      `data_dir_in_use: ${config.dataDir} belongs to the running process ${ownership.owner.pid}. Stop it, or choose another DATA_DIR.`,
    );
  }
  let embedded: EmbeddedPostgres | null = null;
  try {
    embedded = await startEmbeddedPostgres(config.dataDir, (code) =>
      options.onTrouble(`PostgreSQL ended with ${code} and is started again`),
    );
    return await open(options, embedded.url, {
      servedElsewhere: false,
      embedded,
      release: ownership.release,
    });
  } catch (error) {
    await embedded?.stop();
    ownership.release();
    throw error;
  }
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

const selectMigrations = { name: 'select-migrations', text: 'select id from migration' };

/** A server that has just been started makes its database first. */
async function untilMigrated(pool: Pool): Promise<void> {
  const shipped = shippedMigrations().length;
  const deadlineMs = performance.now() + 30_000;
  for (;;) {
    const applied = await execute(pool, selectMigrations, []).catch((error: Error) => error);
    if (applied === shipped) return;
    if (performance.now() > deadlineMs)
      throw new StartRefused(`database_not_ready: ${applied} of ${shipped} migrations`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

interface Parts {
  servedElsewhere: boolean;
  embedded?: EmbeddedPostgres;
  release?: () => void;
}

async function open(options: OpenOptions, url: string, parts: Parts): Promise<OpenDatabase> {
  const pool = createPool(url, options.connections, (error) =>
    options.onTrouble('a database connection was lost', error),
  );
  if (parts.servedElsewhere) await untilMigrated(pool);
  else await migrate(url);
  const result = await loadKeys(options.config, pool);
  if (result.kind === 'unfit') {
    await pool.end();
    throw new StartRefused(result.message);
  }
  return {
    url,
    pool,
    keys: result.keys,
    servedElsewhere: parts.servedElsewhere,
    async close() {
      await pool.end();
      await parts.embedded?.stop();
      parts.release?.();
    },
  };
}
