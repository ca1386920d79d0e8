import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { programRoot } from '../../src/base/program.ts';
import { embeddedUrl, locatePostgres } from '../../src/db/embedded/home.ts';
import { createPool } from '../../src/db/pool.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import type { Keys } from '../../src/domain/keys/keys.ts';
import { loadKeys } from '../../src/domain/keys/secret-key.ts';
import { issueToken } from '../../src/domain/tokens/issue-token.ts';
import { scopes } from '../../src/domain/tokens/scopes.ts';
import { readConfig } from '../../src/server/config.ts';

const readyTimeoutMs = 120_000;

/** A limit that no load of this benchmark reaches. */
const highLimit = 1_000_000;

/** The product as a user runs it, `node src/main.ts` with its own PostgreSQL, in a folder that goes when it is closed. */
export interface Installation {
  folder: string;
  port: number;
  pid: number;
  databaseUrl: string;
  /** The environment that lets another process work on the same database. */
  env: Record<string, string>;
  keys: Keys;
  /** Without the product's time limits: seeding takes longer. */
  db: pg.Pool;
  token(accountId: string, requestsPerMinute?: number): Promise<string>;
  close(): Promise<void>;
}

/** Starts the product on an empty folder. */
export async function openInstallation(env: Record<string, string> = {}): Promise<Installation> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-bench-'));
  const removeAll = (): void => {
    rmSync(locatePostgres(folder).home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  };
  const product = await startProduct(folder, env).catch((error: unknown) => {
    removeAll();
    throw error;
  });
  const databaseUrl = embeddedUrl(folder);
  const db = new pg.Pool({ connectionString: databaseUrl, max: 8 });
  db.on('error', () => {});
  const shared = { DATA_DIR: folder, DATABASE_URL: databaseUrl, PORT: '0' };
  const keys = await keysOf(shared);
  const issuing = { pool: db, keys };
  return {
    folder,
    port: product.port,
    pid: product.pid,
    databaseUrl,
    env: shared,
    keys,
    db,
    async token(accountId, requestsPerMinute = highLimit) {
      const limits = { requestsPerMinute, dailyConversationQuota: highLimit, expiresAt: null };
      const wanted = { name: 'bench', scopes, includeRecordings: true, ...limits };
      return (await issueToken(issuing, accountId, wanted, { by: operator, now: new Date() })).token;
    },
    async close() {
      await db.end();
      await product.end();
      removeAll();
    },
  };
}

async function keysOf(env: Record<string, string>): Promise<Keys> {
  const result = readConfig(env);
  if (result.kind === 'faults') throw new Error(result.faults.join('; '));
  const pool = createPool(env['DATABASE_URL'] ?? '', 1, () => {});
  const loaded = await loadKeys(pool, result.config);
  await pool.end();
  if (loaded.kind === 'unfit') throw new Error(loaded.message);
  return loaded.keys;
}

/** Its log goes to a file, as with a service manager: a pipe into this process would cost the load generator its time. */
async function startProduct(
  folder: string,
  env: Record<string, string>,
): Promise<{ port: number; pid: number; end(): Promise<void> }> {
  const logFile = path.join(folder, 'server.log');
  const log = openSync(logFile, 'a');
  const { PATH = '', HOME = '/', MEETRIC_BENCH_NODE_OPTIONS = '' } = process.env;
  const child = spawn(
    process.execPath,
    [...MEETRIC_BENCH_NODE_OPTIONS.split(' ').filter(Boolean), 'src/main.ts'],
    {
      cwd: programRoot,
      env: { PATH, HOME, PORT: '0', HOST: '127.0.0.1', DATA_DIR: folder, ...env },
      stdio: ['ignore', log, log],
    },
  );
  closeSync(log);
  const exited = once(child, 'exit');
  const port = await readyPort(child, logFile);
  return {
    port,
    pid: child.pid ?? 0,
    async end() {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

async function readyPort(child: ChildProcess, logFile: string): Promise<number> {
  const deadlineMs = performance.now() + readyTimeoutMs;
  while (performance.now() < deadlineMs && child.exitCode === null) {
    const [, port] =
      /"url":"http:[^"]+:(\d+)","msg":"Meetric is ready"/.exec(readFileSync(logFile, 'utf8')) ?? [];
    if (port) return Number(port);
    await delay(20);
  }
  const printed = readFileSync(logFile, 'utf8');
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  throw new Error(`The server was not ready: ${printed}`);
}
