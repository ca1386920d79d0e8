import { spawn } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { reachableNativeFolder } from './binaries.ts';
import { removeHold } from './hold.ts';
import { databaseName, type PostgresHome, preparePostgresHome, urlOf } from './home.ts';
import { postmasterFile, runningPostmaster, signalPostmaster } from './postmaster.ts';
import { type SupervisedProcess, startSupervised } from './supervised-process.ts';

const startTimeoutMs = 60_000;
/** Only a whole cluster has this file, since it is written last. */
export const clusterMark = 'meetric-complete';

export interface EmbeddedPostgres {
  url: string;
  /** Ends it, whoever else holds it. */
  stop(): Promise<void>;
  /** Leaves it to another process, which holds it too. */
  leave(): void;
}

export interface Keeping {
  /** Told when it has ended by itself; null where the exit code is not known. */
  onRestart(exitCode: number | null): void;
  /** Whether it is still this process that starts it again. */
  isKeeper(): boolean;
}

/**
 * Starts PostgreSQL for `dataDir`, making its cluster on first use, and keeps it running: a killed one is started again.
 * The caller must own dataDir (own-data-dir.ts).
 */
export async function startEmbeddedPostgres(
  dataDir: string,
  onRestart: Keeping['onRestart'],
  isKeeper: Keeping['isKeeper'] = () => true,
): Promise<EmbeddedPostgres> {
  const place = preparePostgresHome(dataDir);
  const native = reachableNativeFolder(place.home, place.runAs);
  await endStrayPostgres(place);
  if (!existsSync(path.join(place.cluster, clusterMark))) await makeCluster(place, native);
  const running = launch(place, native);
  await untilReady(place, running);
  return keepRunning(place, running, { onRestart, isKeeper });
}

/** Starts it again whenever it ends by itself. */
export function keepRunning(
  place: PostgresHome,
  first: Omit<SupervisedProcess, 'exited'> & { exited: Promise<number | null> },
  { onRestart, isKeeper }: Keeping,
): EmbeddedPostgres {
  let running = first;
  let stopping = false;
  const restart = async (): Promise<void> => {
    for (;;) {
      const exitCode = await running.exited;
      if (stopping || !isKeeper()) return;
      onRestart(exitCode);
      running.letGo();
      await endStrayPostgres(place);
      await delay(100);
      if (stopping) return;
      running = launch(place, reachableNativeFolder(place.home, place.runAs));
    }
  };
  const kept = restart();
  return {
    url: urlOf(place, databaseName),
    async stop() {
      stopping = true;
      signalPostmaster(place, 'SIGINT');
      running.letGo();
      await kept;
      removeHold(place);
    },
    leave() {
      stopping = true;
      running.letGo();
      running.unref();
    },
  };
}

function launch(place: PostgresHome, native: string): SupervisedProcess {
  const settings = {
    listen_addresses: '',
    unix_socket_directories: place.socketDir,
    unix_socket_permissions: '0700',
    fsync: 'on',
    synchronous_commit: 'on',
    full_page_writes: 'on',
    shared_buffers: '128MB',
    max_connections: '200',
    // The server's own tables are small and hot: dead row versions must go before they pile up.
    autovacuum_naptime: '15s',
  };
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  return startSupervised(place, [path.join(native, 'bin', 'postgres'), '-D', place.cluster, ...flags]);
}

async function makeCluster(place: PostgresHome, native: string): Promise<void> {
  const flags = [
    ['-D', place.cluster],
    ['-U', 'meetric'],
    ['--auth=trust', '--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ['--no-locale', '--no-instructions'],
  ].flat();
  // A first start that was interrupted left no cluster, whatever files are there: the mark below is written last.
  await run(place, ['/bin/sh', '-c', 'cd "$1" && rm -rf ./* ./.[!.]*', 'sh', place.cluster]);
  await run(place, [path.join(native, 'bin', 'initdb'), ...flags]);
  await run(place, ['/bin/sh', '-c', 'touch "$1/$2"', 'sh', place.cluster, clusterMark]);
}

async function run(place: PostgresHome, [file = '', ...args]: string[]): Promise<void> {
  const child = spawn(file, args, {
    cwd: place.home,
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...place.runAs,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const code = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve));
  if (code !== 0)
    throw new Error(
      `postgres_init_failed: ${path.basename(file)} ended with ${String(code)}: ${output.slice(-2_000)}`,
    );
}

/** A connection that may break: a statement under way rejects by itself. */
export async function connectTo(place: PostgresHome, database: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: urlOf(place, database) });
  client.on('error', () => {});
  await client.connect();
  return client;
}

async function untilReady(place: PostgresHome, process: SupervisedProcess): Promise<void> {
  let ended: number | null = null;
  void process.exited.then((code) => (ended = code));
  const deadline = performance.now() + startTimeoutMs;
  while (performance.now() < deadline) {
    try {
      const client = await connectTo(place, 'postgres');
      const { rows } = await client.query<{ fsync: string }>('show fsync');
      const databases = await client.query('select from pg_database where datname = $1', [databaseName]);
      if (databases.rowCount === 0) await client.query(`create database ${databaseName}`);
      await client.end();
      if (rows[0]?.fsync !== 'on')
        throw new Error('postgres_not_durable: fsync is off; remove that setting from the cluster.');
      return;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith('postgres_')) throw error;
      if (ended !== null)
        throw new Error(`postgres_start_failed: PostgreSQL ended with ${ended}; see ${place.logFile}`);
      await delay(15);
    }
  }
  throw new Error(
    `postgres_start_failed: PostgreSQL gave no answer in ${startTimeoutMs / 1000} s; see ${place.logFile}`,
  );
}

/** Ends a PostgreSQL that a killed server left behind on this cluster (its supervisor is ending it, or was killed too). */
async function endStrayPostgres(place: PostgresHome): Promise<void> {
  const pidFile = postmasterFile(place);
  const deadlineMs = performance.now() + 20_000;
  for (let round = 0; existsSync(pidFile) && performance.now() < deadlineMs; round += 1) {
    if (runningPostmaster(place) === null) break;
    if (round === 0) signalPostmaster(place, 'SIGINT');
    if (round === 100) signalPostmaster(place, 'SIGQUIT');
    await delay(50);
  }
  if (existsSync(pidFile) && performance.now() < deadlineMs) rmSync(pidFile, { force: true });
}
