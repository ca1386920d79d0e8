import { rmSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/db/pool.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { acceptMany, firstAccount, quietPool } from './conversations.ts';
import type { Figure } from './figure.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { lossesOf, untilDone } from './outcome.ts';
import { type OwnPostgres, startOwnPostgres } from './own-postgres.ts';
import type { Part } from './part.ts';
import { subscribe } from './subscriber.ts';

const answerAfterMs = 30;
/** Longer than a lease. */
const pausedMs = 25_000;
const mostPauses = 4;
const endsWithinMs = 300_000;

interface Rig {
  env: Record<string, string>;
  ledger: Ledger;
  postgres: OwnPostgres;
  /** They take turns at being paused. */
  servers: readonly ServerProcess[];
}

/** Of two processes on one database one is paused by SIGSTOP beyond its leases, and goes on when the other has its work. */
export const pausedWorker: Part = async (options) => {
  const folder = options.newFolder();
  const ledger = await startLedger(answerAfterMs);
  const postgres = await startOwnPostgres(path.join(folder, 'database'));
  const env = {
    DATABASE_URL: postgres.directUrl,
    DATA_DIR: path.join(folder, 'data'),
    WEBHOOK_ALLOW: '127.0.0.1',
    LOG_LEVEL: 'info',
  };
  const first = await spawnServer(env, [], { ofItsOwnGroup: true });
  const servers = [first, await spawnServer(env, [], { ofItsOwnGroup: true })];
  try {
    const pauses = Math.min(options.kills, mostPauses);
    return { kind: 'ran', figures: await pauseAndCount({ env, ledger, postgres, servers }, pauses) };
  } finally {
    for (const server of servers) await server.end();
    await postgres.close();
    await ledger.close();
    rmSync(folder, { recursive: true, force: true });
  }
};

async function pauseAndCount({ env, ledger, postgres, servers }: Rig, pauses: number): Promise<Figure[]> {
  await subscribe(env, ledger.url);
  const pool = quietPool(postgres.directUrl);
  const acknowledged: string[] = [];
  let inHand = 0;
  try {
    const accountId = await firstAccount(pool);
    for (let pause = 0; pause < pauses; pause += 1) {
      const { pid } = servers[pause % servers.length] ?? { pid: 0 };
      acknowledged.push(...(await acceptMany(pool, accountId, { from: pause * 200, count: 200 })));
      await delay(300);
      process.kill(-pid, 'SIGSTOP');
      await delay(500);
      inHand += await leased(pool);
      await delay(pausedMs);
      process.kill(-pid, 'SIGCONT');
      await delay(500);
    }
    const outcome = await untilDone(pool, endsWithinMs);
    const { lost, phantom, failed } = lossesOf(outcome, acknowledged, ledger.arrivals);
    return [
      { what: `pauses of ${pausedMs / 1000} s`, value: pauses, most: null },
      { what: 'conversations', value: outcome.conversations.size, most: null },
      { what: 'leased then', value: inHand, most: null },
      { what: 'lost', value: lost, most: 0 },
      { what: 'phantom', value: phantom, most: 0 },
      { what: 'failed', value: failed, most: 0 },
      { what: 'completed twice', value: await completedTwice(pool), most: 0 },
    ];
  } finally {
    await pool.end();
  }
}

async function leased(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ jobs: number }>(
    'select count(*)::int as jobs from job where lease_token is not null',
  );
  return rows[0]?.jobs ?? 0;
}

/** Conversations that a second writer completed again, by their events and by their deliveries. */
async function completedTwice(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int as count from (
       select subject_id from event where type = 'conversation.completed' group by subject_id having count(*) > 1
       union all
       select conversation_id from webhook_delivery group by conversation_id having count(*) > 1) twice`,
  );
  return rows[0]?.count ?? 0;
}
