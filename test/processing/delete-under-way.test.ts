import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import type { Analyser } from '../../src/engines/analysis/analyser.ts';
import { createThreadedAnalyser } from '../../src/engines/analysis/threaded-analyser.ts';
import { KeptAnswers } from '../../src/http/api/kept-answers.ts';
import { createMetrics } from '../../src/http/monitoring/metrics.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { deleteConversation, undeleteConversation } from '../../src/processing/delete-conversation.ts';
import { renameSpeakers } from '../../src/processing/rename-speakers.ts';
import { retryConversation } from '../../src/processing/retry.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { acceptOne, readWholeOf, startPipeline, stateOf, untilStatusOf } from './pipeline-rig.ts';

/** A conversation that is deleted while a step works on it, and brought back. */
let installation: Installation;
const analyser = createThreadedAnalyser();
const workers: Worker[] = [];
const complaints: string[] = [];
const log = pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) });
beforeAll(async () => {
  installation = await createInstallation();
  const token = await installation.token();
  await installation.database.query(
    `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
     values ($1, gen_random_uuid(), $2, 'https://hook.example/', '', 'active', now())`,
    [installation.accountId, token.id],
  );
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(5_000)));
  expect(complaints.splice(0)).toEqual([]);
});
afterAll(async () => {
  await analyser.close();
  await installation.close();
});

const now = new Date('2026-06-03T12:00:00.000Z');
const keyOf = (id: string) => [installation.accountId, id] as const;
const remove = (id: string) => deleteConversation(installation.pool, ...keyOf(id), { by: operator, now });
const bringBack = (id: string) =>
  undeleteConversation(installation.pool, ...keyOf(id), { by: operator, now });

interface StoredRow {
  status: string;
  deleted: boolean;
  deliveries: number;
  /** Kinds of its jobs; a parked one in brackets. */
  jobs: string[];
}

async function stored(id: string): Promise<StoredRow | undefined> {
  const [row] = await installation.database.query<StoredRow>(
    `select status, deleted_at is not null as deleted,
       (select count(*)::int from webhook_delivery where conversation_id = $1) as deliveries,
       array(select case when due_at = 'infinity' then '(' || kind || ')' else kind end from job
         where subject_id = $1 order by 1) as jobs
     from conversation where id = $1`,
    [id],
  );
  return row;
}

function work(analyse: Analyser['analyse']): Worker {
  const worker = startPipeline(installation, { analyse, close: () => Promise.resolve() }, log);
  workers.push(worker);
  return worker;
}

/** An analysis that has begun, and goes on when it is told. */
async function beginAnalysis(id: string): Promise<{ goOn(): Promise<void> }> {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const worker = work(async (input) => {
    begun.resolve();
    await gate.promise;
    return analyser.analyse(input);
  });
  await begun.promise;
  expect(await stored(id)).toMatchObject({ status: 'processing', jobs: ['analyse'] });
  return {
    async goOn() {
      gate.resolve();
      await worker.drain(10_000);
    },
  };
}

const deletedWhileProcessing = { status: 'processing', deleted: true, deliveries: 0 };

test('an analysis that ends after the deletion leaves no trace; brought back, it is made and told of once', async () => {
  const id = await acceptOne(installation);
  const analysis = await beginAnalysis(id);
  expect(await remove(id)).toMatchObject({ kind: 'deleted' });
  await analysis.goOn();
  expect(await stored(id)).toEqual({ ...deletedWhileProcessing, jobs: ['(analyse)', 'erase'] });
  expect(await installation.database.query('select from analysis where conversation_id = $1', [id])).toEqual(
    [],
  );

  expect(await bringBack(id)).toBe('undeleted');
  work((input) => analyser.analyse(input));
  await untilStatusOf(installation, id, 'completed');
  expect(await stored(id)).toEqual({ status: 'completed', deleted: false, deliveries: 1, jobs: [] });
});

test('one that ends after both a deletion and its being brought back is made again, as nothing was lost', async () => {
  const id = await acceptOne(installation);
  const analysis = await beginAnalysis(id);
  await remove(id);
  await bringBack(id);
  work((input) => analyser.analyse(input));
  await untilStatusOf(installation, id, 'completed');
  await analysis.goOn();
  expect(await stored(id)).toEqual({ status: 'completed', deleted: false, deliveries: 1, jobs: [] });
  expect(complaints.splice(0)).toEqual([expect.stringContaining('lease lost, the job is done elsewhere')]);
});

test('a job that somebody has locked as the conversation is deleted puts itself aside, without a failure', async () => {
  const id = await acceptOne(installation);
  const holder = await installation.anotherPool(1).connect();
  await holder.query('begin');
  await holder.query('select from job where subject_id = $1 for update', [id]);
  await remove(id);
  await holder.query('rollback');
  holder.release();
  expect(await stored(id)).toEqual({ ...deletedWhileProcessing, jobs: ['analyse', 'erase'] });
  work(() => Promise.reject(new Error('There is nothing to analyse')));
  await expect.poll(() => stored(id)).toMatchObject({ jobs: ['(analyse)', 'erase'] });
  expect(
    await installation.database.query(
      `select failures from job where subject_id = $1 and ${ofKind('analyse')}`,
      [id],
    ),
  ).toEqual([{ failures: 0 }]);
});

test('an analysis that fails after the deletion fails nothing', async () => {
  const id = await acceptOne(installation);
  const worker = work(async () => {
    await remove(id);
    throw new Error('the analysis failed');
  });
  await expect.poll(() => stored(id)).toMatchObject({ deleted: true });
  await worker.drain(5_000);
  expect(await stored(id)).toEqual({ ...deletedWhileProcessing, jobs: ['(analyse)', 'erase'] });
});

test('speakers renamed and not yet analysed again: the analysis is made after it is brought back, and not told of', async () => {
  const id = await acceptOne(installation);
  const first = work((input) => analyser.analyse(input));
  await untilStatusOf(installation, id, 'completed');
  await first.drain(5_000);
  const rename = { from: 'Jane', name: 'Jane Doe', email: null };
  expect(
    await renameSpeakers(installation.pool, { accountId: installation.accountId, id }, [rename], {
      presentCard,
      by: operator,
      now,
    }),
  ).toMatchObject({
    kind: 'edited',
  });
  await remove(id);
  expect(
    await renameSpeakers(installation.pool, { accountId: installation.accountId, id }, [rename], {
      presentCard,
      by: operator,
      now,
    }),
  ).toEqual({
    kind: 'not_found',
  });
  expect((await stored(id))?.jobs).toEqual(['(analyse)', 'erase']);
  await bringBack(id);
  work((input) => analyser.analyse(input));
  await expect.poll(() => stored(id)).toMatchObject({ jobs: [], deliveries: 1 });
  expect((await readWholeOf(installation, id)).insightsJson).toContain('Jane Doe');
});

test('nobody sees a deleted conversation or tries it again; deleting and bringing back are said once', async () => {
  const id = await acceptOne(installation);
  const { pool, accountId } = installation;
  await pool.query(`update conversation set status = 'failed' where id = $1`, [id]);
  expect(await bringBack(id)).toBe('not_deleted');
  const result = await remove(id);
  expect(result).toEqual({
    kind: 'deleted',
    deletion: { deletedAt: now, eraseAt: new Date('2026-06-10T12:00:00.000Z') },
  });
  expect(await remove(id)).toEqual({ ...result, kind: 'already_deleted' });
  expect(await stateOf(installation, id)).toBeUndefined();
  expect(await retryConversation(pool, accountId, id, { presentCard, now, by: operator })).toBe('deleted');
  expect(await bringBack(id)).toBe('undeleted');
  expect(await bringBack(id)).toBe('not_deleted');
  expect(await stateOf(installation, id)).toMatchObject({ status: 'failed' });
});

test('another account’s conversation, or none, is not found', async () => {
  const id = await acceptOne(installation);
  for (const key of [[randomUUID(), id] as const, keyOf(randomUUID())]) {
    expect(await deleteConversation(installation.pool, ...key, { by: operator, now })).toEqual({
      kind: 'not_found',
    });
    expect(await undeleteConversation(installation.pool, ...key, { by: operator, now })).toBe('not_found');
  }
  expect(await stored(id)).toMatchObject({ deleted: false });
});

test('what waits with deleted conversations is no depth of the queue', async () => {
  await installation.database.query('delete from job');
  const [kept, gone] = [await acceptOne(installation), await acceptOne(installation)];
  await remove(gone);
  const { registry } = createMetrics(installation.pool, new KeptAnswers(0));
  const text = await registry.getSingleMetricAsString('meetric_jobs');
  expect([(await stored(kept))?.jobs, text]).toEqual([
    ['analyse'],
    expect.stringContaining('meetric_jobs{lane="pipeline"} 1'),
  ]);
});
