import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { findConversation } from '../../src/domain/conversations/store.ts';
import type { Analyser } from '../../src/engines/analysis/analyser.ts';
import { createThreadedAnalyser } from '../../src/engines/analysis/threaded-analyser.ts';
import { claimDueJobs } from '../../src/jobs/queue.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { acceptOne, startPipeline, stateOf, untilStatusOf } from './pipeline-rig.ts';

let installation: Installation;
const analyser = createThreadedAnalyser();
const workers: Worker[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(0)));
});
afterAll(async () => {
  await analyser.close();
  await installation.close();
});

function work(analyse: Analyser['analyse']): Worker {
  const worker = startPipeline(installation, { analyse, close: () => Promise.resolve() });
  workers.push(worker);
  return worker;
}

/** As a process that is killed leaves them: leased, in hand and run out. */
async function crashWithAllInHand(): Promise<void> {
  const wish = { limit: 100, leaseMs: 20_000, perSubject: 100, running: [] };
  await claimDueJobs(installation.pool, 'pipeline', wish);
  await installation.database.query(
    'update job set leased_until = clock_timestamp(), due_at = clock_timestamp()',
  );
}

test('what was in hand at six crashes is completed all the same', async () => {
  const ids = [await acceptOne(installation), await acceptOne(installation)];
  for (let crashes = 0; crashes < 6; crashes += 1) await crashWithAllInHand();
  work((input) => analyser.analyse(input));
  for (const id of ids) await untilStatusOf(installation, id, 'completed');
});

test('an error is counted where it was thrown, and not where the database was away', async () => {
  const id = await acceptOne(installation);
  const away = Object.assign(new Error('connect ECONNREFUSED'), { syscall: 'connect', code: 'ECONNREFUSED' });
  const tries: [Error, number][] = [
    [away, 0],
    [away, 0],
    [new Error('a bug'), 1],
    [away, 1],
  ];
  let tried = 0;
  const worker = work(() => Promise.reject(tries[tried++]?.[0] ?? new Error('one more')));
  for (const [index, [, failures]] of tries.entries()) {
    const putOff = 'select failures from job where lease_token is null and due_at > clock_timestamp()';
    await expect.poll(() => tried).toBe(index + 1);
    await expect.poll(() => installation.database.query(putOff)).toEqual([{ failures }]);
    await installation.database.query('update job set due_at = clock_timestamp()');
    worker.wake();
  }
  expect(await stateOf(installation, id)).toMatchObject({ status: 'processing' });
});

test('a conversation that ended five processes alone fails with a code of its own, and its neighbour does not', async () => {
  await installation.database.query('delete from job');
  const [guilty, neighbour] = [await acceptOne(installation), await acceptOne(installation)];
  await installation.database.query('update job set lost_leases = 2');
  await installation.database.query('update job set lost_leases = 7, crashes = 5 where subject_id = $1', [
    guilty,
  ]);
  await installation.database.query('update job set lost_leases = 9, crashes = 4 where subject_id = $1', [
    neighbour,
  ]);
  work((input) => analyser.analyse(input));
  await untilStatusOf(installation, guilty, 'failed');
  const { pool, accountId } = installation;
  expect((await findConversation(pool, accountId, guilty))?.failure).toEqual({ code: 'crashed_repeatedly' });
  await untilStatusOf(installation, neighbour, 'completed');
});
