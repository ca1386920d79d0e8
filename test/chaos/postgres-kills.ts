import { rmSync } from 'node:fs';
import { setTimeout as delay } from 'node:timers/promises';
import { embeddedUrl } from '../../src/db/embedded/home.ts';
import type { Pool } from '../../src/db/pool.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { acceptMany, firstAccount, quietPool } from './conversations.ts';
import type { Figure } from './figure.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { outageFigures } from './outage-figures.ts';
import { untilDone } from './outcome.ts';
import type { Part } from './part.ts';
import { postmasterOf } from './postmaster.ts';
import { startProber } from './prober.ts';
import { seeded } from './random.ts';
import { subscribe } from './subscriber.ts';

const answerAfterMs = 30;
const mostKills = 50;
const endsWithinMs = 300_000;

/** The embedded PostgreSQL is killed with -9 while the server lives, which has to go on by itself. */
export const postgresKills: Part = async (options) => {
  const folder = options.newFolder();
  const env = { DATA_DIR: folder, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'info' };
  const ledger = await startLedger(answerAfterMs);
  const server = await spawnServer(env, [], { ofItsOwnGroup: true });
  try {
    const kills = Math.min(options.kills, mostKills);
    const random = seeded(options.seed);
    const figures = await killAndCount({ folder, env, ledger, server }, { ...options, kills, random });
    return { kind: 'ran', figures };
  } finally {
    await server.end();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

interface Rig {
  folder: string;
  env: Record<string, string>;
  ledger: Ledger;
  server: ServerProcess;
}

async function killAndCount(
  { folder, env, ledger, server }: Rig,
  { kills, conversations, random }: { kills: number; conversations: number; random(): number },
): Promise<Figure[]> {
  const token = await subscribe(env, ledger.url);
  const pool = quietPool(embeddedUrl(folder));
  const prober = startProber(() => server.url, token);
  const perKill = Math.ceil(conversations / kills);
  const acknowledged: string[] = [];
  const backMs: number[] = [];
  const awayMs: number[] = [];
  try {
    const accountId = await firstAccount(pool);
    for (let kill = 0; kill < kills; kill += 1) {
      acknowledged.push(...(await acceptMany(pool, accountId, { from: kill * perKill, count: perKill })));
      await delay(random() * 1_500);
      const killedMs = performance.now();
      backMs.push(await killPostmaster(folder, pool));
      awayMs.push(performance.now() - killedMs);
    }
    const outcome = await untilDone(pool, endsWithinMs);
    return [
      { what: 'kill -9', value: kills, most: null },
      { what: 'PostgreSQL back after', value: Math.max(...awayMs) / 1000, unit: ' s', most: null },
      ...outageFigures(prober, backMs, { outcome, acknowledged, ledger }),
    ];
  } finally {
    await prober.stop();
    await pool.end();
  }
}

/** Kills it, waits until the next one answers, and gives that moment. */
async function killPostmaster(folder: string, pool: Pool): Promise<number> {
  const first = postmasterOf(folder);
  process.kill(first, 'SIGKILL');
  while ([0, first].includes(postmasterOf(folder))) await delay(10);
  const isBack = (): Promise<boolean> => pool.query('select 1').then(Boolean, () => false);
  while (!(await isBack())) await delay(10);
  return performance.now();
}
