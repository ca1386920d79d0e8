import { setTimeout as delay } from 'node:timers/promises';
import { embeddedUrl } from '../../src/db/embedded/home.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';
import { acceptMany, firstAccount, quietPool } from './conversations.ts';
import type { Figure } from './figure.ts';
import { type Ledger, startLedger } from './ledger.ts';
import { outageFigures } from './outage-figures.ts';
import { untilDone } from './outcome.ts';
import type { Part } from './part.ts';
import { startProber } from './prober.ts';
import { makeSmallDisk, type SmallDisk } from './small-disk.ts';
import { subscribe } from './subscriber.ts';

const answerAfterMs = 30;
const diskMegabytes = 400;
const fullMs = 15_000;
const batch = 100;
const endsWithinMs = 300_000;

interface Rig {
  disk: SmallDisk;
  env: Record<string, string>;
  ledger: Ledger;
  server: ServerProcess;
}

/** The disk of the data folder fills up while conversations come in and complete, and has room again after a while. */
export const diskFull: Part = async (options) => {
  const disk = makeSmallDisk(options.newFolder(), diskMegabytes);
  if (typeof disk === 'string') return { kind: 'not_run', why: disk };
  const env = { DATA_DIR: disk.folder, WEBHOOK_ALLOW: '127.0.0.1', LOG_LEVEL: 'info' };
  const ledger = await startLedger(answerAfterMs);
  let server: ServerProcess | null = null;
  try {
    server = await spawnServer(env, [], { ofItsOwnGroup: true });
    return { kind: 'ran', figures: await fillAndCount({ disk, env, ledger, server }) };
  } finally {
    await server?.end();
    await ledger.close();
    disk.remove();
  }
};

async function fillAndCount({ disk, env, ledger, server }: Rig): Promise<Figure[]> {
  const token = await subscribe(env, ledger.url);
  const pool = quietPool(embeddedUrl(disk.folder));
  const prober = startProber(() => server.url, token);
  const acknowledged: string[] = [];
  let offered = 0;
  const offer = async (accountId: string): Promise<void> => {
    acknowledged.push(...(await acceptMany(pool, accountId, { from: offered, count: batch })));
    offered += batch;
  };
  const isTaken = async (accountId: string): Promise<boolean> => {
    const taken = await acceptMany(pool, accountId, { from: offered, count: 1 });
    offered += 1;
    acknowledged.push(...taken);
    return taken.length > 0;
  };
  try {
    const accountId = await firstAccount(pool);
    await offer(accountId);
    disk.fill();
    const endsMs = performance.now() + fullMs;
    while (performance.now() < endsMs) {
      await offer(accountId);
      await delay(200);
    }
    disk.free();
    const backMs = performance.now();
    while (!(await isTaken(accountId))) await delay(50);
    const outcome = await untilDone(pool, endsWithinMs);
    return [
      { what: 'offered', value: offered, most: null },
      { what: 'refused for want of room', value: offered - acknowledged.length, most: null },
      ...outageFigures(prober, [backMs], { outcome, acknowledged, ledger }),
    ];
  } finally {
    await prober.stop();
    await pool.end();
  }
}
