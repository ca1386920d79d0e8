import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Command } from 'commander';
import { Agent, fetch } from 'undici';
import { packagedNativeFolder } from '../db/embedded/binaries.ts';
import { currentOwner } from '../db/embedded/own-data-dir.ts';
import { unappliedMigrations } from '../db/migrate.ts';
import { queryOne } from '../db/pool.ts';
import { type Config, configFromProcess } from '../server/config.ts';
import { type OpenDatabase, openDatabase, StartRefused } from '../server/open-database.ts';
import { mailFindings } from './doctor-mail.ts';
import { speechFindings } from './doctor-speech.ts';
import { storageFindings } from './doctor-storage.ts';
import { type Finding, verdict } from './finding.ts';
import { printResult } from './output.ts';
import type { CommonOptions } from './session.ts';

const leastFreeBytes = 1024 ** 3;
const mostSkewMs = 5_000;
const dataFolderRemedy =
  'Correct DATA_DIR, or give this user the right to write there. "npm start" makes a folder that is missing.';

export function doctorCommand(): Command {
  return new Command('doctor')
    .description('Check the machine and the installation, and say what to do')
    .option('--json', 'print JSON')
    .action(async (options: CommonOptions) => {
      const findings = await examine(configFromProcess());
      const lines = findings.flatMap(({ name, ok, detail, remedy }) => [
        `${ok ? 'ok  ' : 'FAIL'}  ${name}: ${detail}`,
        ...(remedy === null ? [] : [`      → ${remedy}`]),
      ]);
      printResult(options, findings, lines);
      if (findings.some((finding) => !finding.ok)) process.exitCode = 1;
    });
}

async function examine(config: Config): Promise<Finding[]> {
  const owner = currentOwner(config.dataDir);
  return [
    runtime(),
    attempt('database program', 'Run "npm ci" again, or set DATABASE_URL.', () =>
      config.databaseUrl === null
        ? packagedNativeFolder() && 'PostgreSQL 18 from npm'
        : 'DATABASE_URL is used',
    ),
    attempt('data folder', dataFolderRemedy, () => {
      if (!existsSync(config.dataDir)) throw new Error(`${config.dataDir} does not exist`);
      accessSync(config.dataDir, constants.W_OK);
      return `${config.dataDir}, ${owner ? `in use by process ${owner.pid} (${owner.role})` : 'not in use'}`;
    }),
    disk(config),
    attempt('secret key', 'Make the key file readable by its owner alone: chmod 600', () =>
      secretKey(config),
    ),
    attempt('analysis', 'Run "npm ci" again: the language model is missing.', () => {
      createRequire(import.meta.url).resolve('wink-eng-lite-web-model');
      return 'the English model is installed';
    }),
    ...(await speechFindings(config)),
    ...(await storageFindings(config)),
    ...(await mailFindings(config)),
    ...(await database(config)),
    ...(owner?.role === 'server' || config.databaseUrl !== null ? [await server(config)] : []),
  ];
}

function attempt(name: string, remedy: string, check: () => string): Finding {
  try {
    return { name, ok: true, detail: check(), remedy: null };
  } catch (error) {
    return { name, ok: false, detail: error instanceof Error ? error.message : String(error), remedy };
  }
}

function runtime(): Finding {
  const major = Number(process.versions.node.split('.')[0]);
  const ok = major >= 24;
  return {
    name: 'runtime',
    ok,
    detail: `Node ${process.versions.node}`,
    remedy: ok ? null : 'Run "npm ci": it brings Node 26.',
  };
}

function disk(config: Config): Finding {
  const { bavail, bsize } = statfsSync(existsSync(config.dataDir) ? config.dataDir : '/');
  const free = bavail * bsize;
  const ok = free >= leastFreeBytes;
  const detail = `${(free / 1024 ** 3).toFixed(1)} GiB free`;
  return { name: 'disk', ok, detail, remedy: ok ? null : 'Free at least 1 GiB, or move DATA_DIR.' };
}

function secretKey(config: Config): string {
  if (config.secretKey !== null) return 'from SECRET_KEY';
  const file = path.join(config.dataDir, 'secret.key');
  if (!existsSync(file)) return 'not made yet: the first start makes it';
  if ((statSync(file).mode & 0o077) !== 0) throw new Error(`${file} can be read by others`);
  return file;
}

const selectState = {
  name: 'doctor-state',
  text: `select current_setting('server_version') as version, current_setting('fsync') as fsync, clock_timestamp() as now`,
};

async function database(config: Config): Promise<Finding[]> {
  try {
    const opened = await openDatabase({
      config,
      role: 'command',
      connections: 1,
      mayMake: false,
      onTrouble: () => {},
    });
    return await examineDatabase(opened).finally(() => opened.close());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    // A refusal has its remedy in its own text.
    const remedy = error instanceof StartRefused ? null : 'Check SECRET_KEY and the log of PostgreSQL.';
    return [{ name: 'database', ok: false, detail, remedy }];
  }
}

/** Migrations, durability and the two clocks. */
async function examineDatabase({ pool, url }: OpenDatabase): Promise<Finding[]> {
  const state = await queryOne<{ version: string; fsync: string; now: Date }>(pool, selectState, []);
  const skewMs = Math.abs((state?.now.getTime() ?? 0) - Date.now());
  const missing = await unappliedMigrations(url);
  const found = `PostgreSQL ${state?.version}, ${missing.length} migrations missing`;
  const skew = `${skewMs} ms between this machine and the database`;
  return [
    verdict('database', missing.length === 0, found, 'Restart the server: it migrates at start.'),
    verdict(
      'durability',
      state?.fsync === 'on',
      `fsync is ${state?.fsync}`,
      'Set fsync = on: a power cut must lose nothing.',
    ),
    verdict('clock', skewMs < mostSkewMs, skew, 'Set the clocks by NTP.'),
  ];
}

async function server(config: Config): Promise<Finding> {
  const url = `${config.tls ? 'https' : 'http'}://${config.host}:${config.port}/readyz`;
  const remedy = 'Start the server with "npm start", or set HOST and PORT to where it listens.';
  // The certificate is of the name that clients use, not of this address.
  const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
  const response = await fetch(url, { dispatcher, signal: AbortSignal.timeout(3_000) }).catch(() => null);
  if (!response) return verdict('server', false, `no answer at ${url}`, remedy);
  return verdict('server', response.ok, `${url} says ${await response.text()}`, 'See the log of the server.');
}
