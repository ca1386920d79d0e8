import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Analyser, AnalysisInput } from '../../src/engines/analysis/analyser.ts';
import { createThreadedAnalyser } from '../../src/engines/analysis/threaded-analyser.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, makeDue } from '../jobs/job-rows.ts';
import {
  acceptOne,
  type incoming,
  readWholeOf,
  startPipeline,
  stateOf,
  untilStatusOf,
} from './pipeline-rig.ts';

let installation: Installation;
const analyser = createThreadedAnalyser();
const workers: Worker[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
beforeEach(() => installation.database.query('delete from job'));
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(5_000)));
});
afterAll(async () => {
  await analyser.close();
  await installation.close();
});

function work(summarise: (input: AnalysisInput, times: number) => Promise<string | null>): Worker {
  let times = 0;
  const summarising: Analyser = {
    async analyse(input) {
      times += 1;
      const summary = await summarise(input, times);
      return {
        ...(await analyser.analyse(input)),
        kind: 'analysed',
        summary: summary === null ? null : { short: summary, text: summary, sections: [] },
        sentiment: null,
        topics: [],
        insights: [],
      };
    },
    close: () => Promise.resolve(),
  };
  const worker = startPipeline(installation, summarising);
  workers.push(worker);
  return worker;
}

async function shown(id: string): Promise<Record<string, unknown>> {
  return JSON.parse((await readWholeOf(installation, id)).card);
}

function spokenBy(name: string): { participants: (typeof incoming)['participants'] } {
  return { participants: [{ name, email: null, role: null }] };
}

test('of those that are accepted together one that can not be stored fails alone', async () => {
  const count = async (): Promise<number | undefined> =>
    (await installation.database.query<{ n: number }>('select count(*)::int as n from conversation'))[0]?.n;
  const before = (await count()) ?? 0;
  const wanted = [{}, {}, { departmentId: randomUUID() }, { title: 'a \0 in it' }, {}];
  const accepted = await Promise.allSettled(wanted.map((changed) => acceptOne(installation, changed)));
  expect(accepted.map(({ status }) => status)).toEqual([
    'fulfilled',
    'fulfilled',
    'rejected',
    'rejected',
    'fulfilled',
  ]);
  for (const result of accepted) {
    if (result.status === 'fulfilled') expect(await jobRows(installation, result.value)).toHaveLength(1);
  }
  expect(await count()).toBe(before + 3);
});

test('a card names its department and user from the start', async () => {
  const { accountId, database } = installation;
  const [departmentId, userId] = [randomUUID(), randomUUID()];
  await database.query(
    `insert into department (account_id, id, name, created_at) values ($1, $2, 'Sales', now())`,
    [accountId, departmentId],
  );
  await database.query(
    `insert into app_user (account_id, id, name, email, created_at) values ($1, $2, 'Erik', 'e@example.com', now())`,
    [accountId, userId],
  );
  const owners = {
    department: { id: departmentId, name: 'Sales' },
    user: { id: userId, name: 'Erik', email: 'e@example.com' },
  };
  const id = await acceptOne(installation, { departmentId, userId });
  expect(await shown(id)).toMatchObject({ ...owners, status: 'processing' });
  work(async () => 'A summary.');
  await untilStatusOf(installation, id, 'completed');
  expect(await shown(id)).toMatchObject({ ...owners, status: 'completed', summary: 'A summary.' });
});

test('a conversation that changed while it was analysed is analysed again, as it is now', async () => {
  const id = await acceptOne(installation, spokenBy('Jane'));
  const rename = `update conversation set participants = '[{"name":"Zoe","email":null,"role":null}]' where id = $1`;
  work(async ({ participants }, times) => {
    if (times === 1) await installation.database.query(rename, [id]);
    return `${times}: ${participants[0]?.name}`;
  });
  await untilStatusOf(installation, id, 'completed');
  expect(await shown(id)).toMatchObject({ summary: '2: Zoe', participants: [{ name: 'Zoe' }] });
});

test('of results that are written together one that can not be stored, or whose lease is lost, fails alone', async () => {
  const names = ['good', 'stolen', 'bad', 'fine'];
  const ids = await Promise.all(names.map((name) => acceptOne(installation, spokenBy(name))));
  const steal = 'update job set lease_token = gen_random_uuid() where subject_id = $1';
  const worker = work(async ({ participants: [speaker] }) => {
    if (speaker?.name === 'stolen') await installation.database.query(steal, [ids[1]]);
    return speaker?.name === 'bad' ? 'a \0 in it' : 'A summary.';
  });
  const statuses = async (): Promise<unknown[]> =>
    (await Promise.all(ids.map((id) => stateOf(installation, id)))).map((row) => row?.status);
  await expect.poll(statuses).toEqual(['completed', 'processing', 'processing', 'completed']);
  await worker.drain(5_000);
  expect(await statuses()).toEqual(['completed', 'processing', 'processing', 'completed']);
  for (const id of ids) await makeDue(installation, id);
  work(async () => 'A summary.');
  for (const id of ids) await untilStatusOf(installation, id, 'completed');
});
