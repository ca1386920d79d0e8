import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedUrl } from '../../src/db/embedded/home.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { acceptMany, firstAccount, quietPool } from './conversations.ts';
import { type Figure, percentile } from './figure.ts';
import { type Kill, type Ledger, repeatsIn, startLedger } from './ledger.ts';
import { lossesOf, untilDone } from './outcome.ts';
import type { Part, PartOptions } from './part.ts';
import { postmasterOf } from './postmaster.ts';
import { seeded } from './random.ts';
import { subscribe } from './subscriber.ts';

/** Deliveries of one subscription that a process holds: the most that a kill can repeat. */
const heldPerEndpoint = 40;
const answerAfterMs = 30;
/** A kill waits no longer for deliveries to come. */
const killWithinMs = 3_000;
const endsWithinMs = 300_000;

interface Run {
  folder: string;
  env: Record<string, string>;
  ledger: Ledger;
  server: ServerProcess;
  kills: Kill[];
  acknowledged: string[];
}

/** The server is killed with -9, its process group with it, while conversations complete; every third time PostgreSQL too. */
export const serverKills: Part = async (options) => {
  const folder = options.newFolder();
  const env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'info' };
  const ledger = await startLedger(answerAfterMs);
  const server = await spawnServer(env, [], { ofItsOwnGroup: true });
  const run: Run = { folder, env, ledger, server, kills: [], acknowledged: [] };
  try {
    return { kind: 'ran', figures: await killAndCount(run, options) };
  } finally {
    await run.server.end();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function killAndCount(run: Run, { kills, conversations, seed }: PartOptions): Promise<Figure[]> {
  await subscribe(run.env, run.ledger.url);
  const random = seeded(seed);
  const pool = quietPool(embeddedUrl(run.folder));
  try {
    const accountId = await firstAccount(pool);
    const perKill = Math.ceil(conversations / kills);
    for (let kill = 0; kill < kills; kill += 1) {
      const count = Math.min(perKill, conversations - kill * perKill);
      run.acknowledged.push(...(await acceptMany(pool, accountId, { from: kill * perKill, count })));
      await untilArrivals(run.ledger, Math.ceil(random() * perKill * 0.8));
      await killServer(run, kill % 3 === 2);
    }
    const outcome = await untilDone(pool, endsWithinMs);
    const { again, unexplained } = repeatsIn(run.ledger.arrivals, run.kills);
    const { lost, phantom, failed } = lossesOf(outcome, run.acknowledged, run.ledger.arrivals);
    const p99Ms = percentile(
      again.map(({ afterKillMs }) => afterKillMs),
      0.99,
    );
    const readyP99Ms = percentile(
      run.kills.map(({ atMs, readyMs }) => readyMs - atMs),
      0.99,
    );
    return [
      { what: 'kill -9', value: run.kills.length, most: null },
      { what: 'conversations', value: outcome.conversations.size, most: null },
      { what: 'lost', value: lost, most: 0 },
      { what: 'phantom', value: phantom, most: 0 },
      { what: 'failed', value: failed, most: 0 },
      { what: 'sent again', value: again.length, most: kills * heldPerEndpoint },
      { what: 'without a kill between or with other bytes', value: unexplained, most: 0 },
      { what: 'first attempt after a kill p99', value: p99Ms / 1000, unit: ' s', most: 30 },
      {
        what: 'ready after a kill p99',
        value: readyP99Ms / 1000,
        unit: ' s',
        most: null,
      },
    ];
  } finally {
    await pool.end();
  }
}

async function killServer(run: Run, withPostgres: boolean): Promise<void> {
  const postmaster = postmasterOf(run.folder);
  const atMs = performance.now();
  const ended = run.server.end('SIGKILL');
  if (withPostgres) process.kill(postmaster, 'SIGKILL');
  await ended;
  run.server = await spawnServer(run.env, [], { ofItsOwnGroup: true });
  run.kills.push({ atMs, readyMs: performance.now() });
}

/** Waits for so many arrivals more, or for a while. */
async function untilArrivals({ arrivals }: Ledger, more: number): Promise<void> {
  const wanted = arrivals.length + more;
  const endsMs = performance.now() + killWithinMs;
  while (arrivals.length < wanted && performance.now() < endsMs) await delay(5);
}
