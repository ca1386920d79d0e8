import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { acceptMany, firstAccount, quietPool } from './conversations.ts';
import type { Figure } from './figure.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { outageFigures } from './outage-figures.ts';
import { untilDone } from './outcome.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import type { Part } from './part.ts';
import { startProber } from './prober.ts';
import { subscribe } from './subscriber.ts';

const answerAfterMs = 30;
const cutMs = 10_000;
const mostCuts = 50;
const endsWithinMs = 300_000;

interface Rig {
  env: Record<string, string>;
  ledger: Ledger;
  postgres: OwnPostgres;
  server: ServerProcess;
}

/** The network to PostgreSQL is cut for ten seconds: nothing comes through, and no end of a connection is told. */
export const postgresCut: Part = async (options) => {
  const folder = options.newFolder();
  const ledger = await startLedger(answerAfterMs);
  const postgres = await startOwnPostgres(path.join(folder, 'database'));
  const env = {
    DATABASE_URL: postgres.url,
    DATA_DIR: path.join(folder, 'data'),
    WEBHOOK_ALLOW: '127.0.0.1',
    LOG_LEVEL: 'info',
  };
  const server = await spawnServer(env, [], { ofItsOwnGroup: true });
  try {
    const cuts = Math.min(options.kills, mostCuts);
    const count = Math.ceil(Math.min(options.conversations, cuts * 100) / cuts);
    return { kind: 'ran', figures: await cutAndCount({ env, ledger, postgres, server }, { cuts, count }) };
  } finally {
    await server.end();
    await postgres.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function cutAndCount(
  { env, ledger, postgres, server }: Rig,
  { cuts, count }: { cuts: number; count: number },
): Promise<Figure[]> {
  const token = await subscribe(env, ledger.url);
  const pool = quietPool(postgres.directUrl);
  const prober = startProber(() => server.url, token);
  const acknowledged: string[] = [];
  const mendedMs: number[] = [];
  try {
    const accountId = await firstAccount(pool);
    for (let cut = 0; cut < cuts; cut += 1) {
      acknowledged.push(...(await acceptMany(pool, accountId, { from: cut * count, count })));
      await delay(500);
      postgres.cable.cut();
      await delay(cutMs);
      postgres.cable.mend();
      mendedMs.push(performance.now());
      await delay(1_000);
    }
    const outcome = await untilDone(pool, endsWithinMs);
    return [
      { what: `cuts of ${cutMs / 1000} s`, value: cuts, most: null },
      ...outageFigures(prober, mendedMs, { outcome, acknowledged, ledger }),
    ];
  } finally {
    await prober.stop();
    await pool.end();
  }
}
