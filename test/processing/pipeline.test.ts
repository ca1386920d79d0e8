import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { findAnalysis } from '../../src/domain/conversations/analysis-store.ts';
import { findConversation } from '../../src/domain/conversations/store.ts';
import type { Analyser } from '../../src/engines/analysis/analyser.ts';
import { createThreadedAnalyser } from '../../src/engines/analysis/threaded-analyser.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import type { IncomingConversation } from '../../src/intake/accept.ts';
import { claimDueJobs } from '../../src/jobs/queue.ts';
import type { Worker } from '../../src/jobs/worker.ts';
import { failConversation } from '../../src/processing/fail.ts';
import { renameSpeakers } from '../../src/processing/rename-speakers.ts';
import { retryConversation } from '../../src/processing/retry.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { jobRows, makeDue } from '../jobs/job-rows.ts';
import { acceptOne, incoming, readWholeOf, startPipeline, stateOf, untilStatusOf } from './pipeline-rig.ts';

let installation: Installation;
const analyser = createThreadedAnalyser();
const workers: Worker[] = [];
beforeAll(async () => {
  installation = await createInstallation();
});
afterEach(async () => {
  await Promise.all(workers.splice(0).map((worker) => worker.drain(5_000)));
});
afterAll(async () => {
  await analyser.close();
  await installation.close();
});

const failing: Analyser = {
  analyse: () => Promise.reject(new Error('the analysis failed')),
  close: () => Promise.resolve(),
};

function work(withAnalyser: Analyser): Worker {
  const worker = startPipeline(installation, withAnalyser);
  workers.push(worker);
  return worker;
}

function accept(changed: Partial<IncomingConversation> = {}): Promise<string> {
  return acceptOne(installation, changed);
}

const state = (id: string) => stateOf(installation, id);
const untilStatus = (id: string, status: string) => untilStatusOf(installation, id, status);

/** Fails the pipeline of a conversation as often as it takes. */
async function failFully(id: string): Promise<void> {
  const worker = work(failing);
  for (let failures = 1; failures <= 5; failures += 1) {
    await expect
      .poll(() => jobRows(installation, id), { interval: 10 })
      .toMatchObject([{ failures, lease_token: null }]);
    expect(await state(id)).toMatchObject({ status: 'processing' });
    await makeDue(installation, id);
    worker.wake();
  }
  await untilStatus(id, 'failed');
  await worker.drain(5_000);
}

const readWhole = (id: string) => readWholeOf(installation, id);

test('what is accepted is processing, with its transcript and one job', async () => {
  const id = await accept();
  expect(await state(id)).toEqual({ status: 'processing', shown: 'processing', code: null });
  const whole = await readWhole(id);
  expect(JSON.parse(whole.transcriptJson)).toEqual(incoming.transcript);
  expect(whole.insightsJson).toBe('null');
  expect(await jobRows(installation, id)).toMatchObject([{ failures: 0, lease_token: null }]);
});

const broken: [string, Partial<IncomingConversation>][] = [
  ['a department that is not there', { departmentId: randomUUID() }],
  ['a user that is not there', { userId: randomUUID() }],
  ['a medium that can not be shown', { medium: 'telepathy' }],
  [
    'a recording that can not be stored',
    {
      recording: {
        recordingId: randomUUID(),
        extension: 'wav',
        mediaType: 'audio/wav',
        bytes: Number.NaN,
        container: 'wav',
        codec: 'pcm-s16',
        durationSeconds: 1,
        sha256: Buffer.alloc(32),
      },
    },
  ],
];
test.each(broken)('acceptance is all or nothing: %s', async (_, changed) => {
  const count = `select (select count(*)::int from conversation) c, (select count(*)::int from transcript) t,
    (select count(*)::int from recording) r, (select count(*)::int from job) j`;
  const before = await installation.database.query(count);
  await expect(accept(changed)).rejects.toThrow();
  expect(await installation.database.query(count)).toEqual(before);
});

test('another account’s department can not be named', async () => {
  const [otherAccount, department] = [randomUUID(), randomUUID()];
  await installation.database.query(
    `insert into account (id, name, language, created_at, updated_at) values ($1, 'x', 'en', now(), now())`,
    [otherAccount],
  );
  await installation.database.query(
    `insert into department (account_id, id, name, created_at) values ($1, $2, 'x', now())`,
    [otherAccount, department],
  );
  await expect(accept({ departmentId: department })).rejects.toThrow(/foreign key/);
});

test('analysis that fails for good marks the conversation and keeps its input; a retry completes it', async () => {
  const id = await accept();
  await failFully(id);
  const failed = await findConversation(installation.pool, installation.accountId, id);
  expect(failed?.failure).toEqual({ code: 'analysis_failed' });
  expect(await jobRows(installation, id)).toEqual([]);
  const whole = await readWhole(id);
  expect(JSON.parse(whole.transcriptJson)).toEqual(incoming.transcript);

  const retries = await Promise.all(
    [1, 2, 3, 4].map(() =>
      retryConversation(installation.pool, installation.accountId, id, {
        presentCard,
        now: new Date(),
        by: operator,
      }),
    ),
  );
  expect(retries.toSorted()).toEqual(['not_failed', 'not_failed', 'not_failed', 'queued']);
  expect(await state(id)).toEqual({ status: 'processing', shown: 'processing', code: null });
  expect(await jobRows(installation, id)).toHaveLength(1);

  work(analyser);
  await untilStatus(id, 'completed');
  expect(await jobRows(installation, id)).toEqual([]);
  const completed = await readWhole(id);
  const insights: { type: string }[] = JSON.parse(completed.insightsJson);
  expect(insights.map((insight) => insight.type)).toContain('question');
  expect(
    await retryConversation(installation.pool, installation.accountId, id, {
      presentCard,
      now: new Date(),
      by: operator,
    }),
  ).toBe('not_failed');
});

test('an analysis that is made anew and fails leaves the earlier one, and says so', async () => {
  const id = await accept();
  const pipeline = work(analyser);
  await untilStatus(id, 'completed');
  await pipeline.drain(5_000);
  const { pool, accountId } = installation;
  const key = { accountId, id };
  await renameSpeakers(pool, key, [{ from: 'Jane', name: 'Jane Doe', email: null }], {
    presentCard,
    by: operator,
    now: new Date(),
  });
  const [job] = await claimDueJobs(pool, 'pipeline', {
    limit: 1,
    leaseMs: 20_000,
    perSubject: 1,
    running: [],
  });
  if (!job) throw new Error('There is no job');
  await failConversation({ pool, presentCard, now: () => new Date() }, job, { code: 'analysis_failed' });
  expect(await state(id)).toEqual({ status: 'completed', shown: 'completed', code: null });
  const { notices, insights } = (await findAnalysis(pool, accountId, id)) ?? {};
  expect(notices).toEqual([{ code: 'earlier_analysis_stands', failure: { code: 'analysis_failed' } }]);
  expect(insights).toContain('question');
});

test('a conversation of another account, or of none, can not be retried', async () => {
  const id = await accept();
  for (const [account, conversation] of [
    [randomUUID(), id],
    [installation.accountId, randomUUID()],
  ]) {
    expect(
      await retryConversation(installation.pool, account ?? '', conversation ?? '', {
        presentCard,
        by: operator,
        now: new Date(),
      }),
    ).toBe('not_found');
  }
});

test('completing queues the webhooks in the same transaction, and does so once', async () => {
  const token = await installation.token();
  await installation.database.query(
    `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
     values ($1, gen_random_uuid(), $2, 'https://hook.example/', '', 'active', now())`,
    [installation.accountId, token.id],
  );
  const id = await accept();
  work(analyser);
  work(analyser);
  await untilStatus(id, 'completed');
  const deliveries = await installation.database.query(
    `select d.status, j.lane, j.subject_id = d.subscription_id as on_endpoint from webhook_delivery d
     join job j on j.payload ->> 'deliveryId' = d.id::text where d.conversation_id = $1`,
    [id],
  );
  expect(deliveries).toEqual([{ status: 'pending', lane: 'delivery', on_endpoint: true }]);
  expect(
    await installation.database.query('select from webhook_content where conversation_id = $1', [id]),
  ).toHaveLength(1);
});

test('text in a language that is not covered completes without insights, never with invented ones', async () => {
  const text = 'Przesłaliśmy dzisiaj cennik większego planu i czekamy na odpowiedź do piątku rano.';
  const id = await accept({
    language: 'pl',
    transcript: { messages: Array.from({ length: 5 }, () => ({ text })) },
  });
  work(analyser);
  await untilStatus(id, 'completed');
  expect(await readWhole(id)).toMatchObject({
    insightsJson: 'null',
  });
});
