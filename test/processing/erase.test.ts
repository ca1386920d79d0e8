import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inTransaction } from '../../src/db/pool.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { openRecordingStorage } from '../../src/domain/recordings/open-storage.ts';
import type { RecordingStorage } from '../../src/domain/recordings/storage.ts';
import { readStorage } from '../../src/domain/recordings/storage-url.ts';
import { jobKinds } from '../../src/jobs/kinds.ts';
import { claimDueJobs, enqueue, type Job, LeaseLost } from '../../src/jobs/queue.ts';
import { deleteConversation, undeleteConversation } from '../../src/processing/delete-conversation.ts';
import {
  type EraseContext,
  eraseConversation,
  eraseHandler,
} from '../../src/processing/erase-conversation.ts';
import { clearAllWork, workFolder } from '../../src/processing/sound-work.ts';
import { holdStep, whileLive } from '../../src/processing/while-live.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { type S3TestServer, startS3Server } from '../support/s3-server.ts';
import { type Canary, filesWith, rowsWith, storeCanary } from './canary.ts';
import { acceptOne, stateOf } from './pipeline-rig.ts';

/** A week after its deletion nothing is left of a conversation, whatever went wrong on the way. */
const dayMs = 86_400_000;
const never = new AbortController().signal;
const credentials = { AWS_ACCESS_KEY_ID: 'meetric', AWS_SECRET_ACCESS_KEY: 'between us' };
let installation: Installation;
let s3: S3TestServer;
let dataDir: string;
let storage: RecordingStorage;
let canary: Canary;
beforeAll(async () => {
  installation = await createInstallation();
  s3 = await startS3Server({ id: 'meetric', secret: 'between us' });
  const token = await installation.token({ includeRecordings: false });
  await installation.database.query(
    `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
     values ($1, gen_random_uuid(), $2, 'https://hook.example/', '', 'active', now())`,
    [installation.accountId, token.id],
  );
});
beforeEach(async () => {
  await installation.database.query('delete from job');
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-erase-'));
  storage = await opened();
  canary = await storeCanary(installation, { storage, dataDir });
  for (const name of ['recordings', 'work']) mkdirSync(path.join(dataDir, name), { recursive: true });
  return () => rmSync(dataDir, { recursive: true, force: true });
});
afterAll(async () => {
  await s3.close();
  await installation.close();
});

async function opened(url?: string): Promise<RecordingStorage> {
  const read = readStorage(url, credentials);
  if (read.kind === 'faults') throw new Error(read.faults.join());
  return openRecordingStorage({ dataDir, storage: read.storage });
}

const keyOf = (id = canary.id) => [installation.accountId, id] as const;
const inDays = (days: number): Date => new Date(Date.now() + days * dayMs);
const remove = (options: { erase?: boolean } = {}) =>
  deleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date(), ...options });
const contextAt = (now: Date, changed: Partial<EraseContext> = {}): EraseContext => ({
  pool: installation.pool,
  storage,
  dataDir,
  now: () => now,
  ...changed,
});
const left = async (): Promise<unknown> => ({
  ...(await rowsWith(installation.database, canary)),
  files: [
    ...filesWith(path.join(dataDir, 'recordings'), canary.word),
    ...filesWith(path.join(dataDir, 'work'), canary.word),
  ],
});
/** The audit log's deeds, that something happened to it, and what was sent to whom. */
const nothing = {
  word: [],
  id: ['audit_entry.entry', 'event.subject_id', 'webhook_delivery.conversation_id'],
  files: [],
};

/** The erase job, as if its time had come. */
async function claimErasing(): Promise<Job> {
  await installation.database.query(
    `update job set due_at = clock_timestamp(), leased_until = clock_timestamp() where ${ofKind('erase')}`,
  );
  const wish = { limit: 10, leaseMs: 20_000, perSubject: 10, running: [] };
  const [job, ...others] = (await claimDueJobs(installation.pool, jobKinds.erase.lane, wish)).filter(
    ({ kind }) => kind === 'erase',
  );
  if (!job || others.length > 0) throw new Error('There should be one job that erases');
  return job;
}

const eraseJobs = (): Promise<{ days: number }[]> =>
  installation.database.query<{ days: number }>(
    `select round(extract(epoch from due_at - clock_timestamp()) / 86400)::int as days from job where ${ofKind('erase')}`,
  );

test('while it is deleted all is there; a week later nothing is, in any table or folder', async () => {
  const everything = [
    'analysis.insights',
    'analysis.notices',
    'analysis.summary',
    'analysis.topics',
    'conversation.partner_card',
    'conversation.company',
    'conversation.conversation_type',
    'conversation.notices',
    'conversation.participants',
    'conversation.summary',
    'conversation.title',
    'recognition.sentences',
    'transcript.deflated',
    'webhook_content.conversation',
    'webhook_content.insights',
    'webhook_content.transcript',
  ];
  await remove();
  expect(await left()).toMatchObject({
    word: expect.arrayContaining(everything),
    files: [expect.anything(), expect.anything(), expect.anything()],
  });
  expect(await eraseJobs()).toEqual([{ days: 7 }]);
  await eraseHandler(contextAt(inDays(7))).run(await claimErasing(), never);
  expect(await left()).toEqual(nothing);
  expect(await installation.database.query('select from job')).toEqual([]);
  expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date() })).toBe(
    'not_found',
  );
});

test('what is kept in an object store goes too', async () => {
  storage = await opened(`s3://calls/kept?endpoint=${s3.endpoint}`);
  canary = await storeCanary(installation, { storage, dataDir });
  expect(s3.objects.size).toBe(1);
  await remove();
  s3.fail(true);
  const handler = eraseHandler(contextAt(inDays(8)));
  await expect(handler.run(await claimErasing(), never)).rejects.toThrow();
  s3.fail(false);
  expect(await rowsWith(installation.database, canary)).toMatchObject({
    id: expect.arrayContaining(['recording.conversation_id']),
  });
  await handler.run(await claimErasing(), never);
  expect(s3.objects.size).toBe(0);
  expect(await left()).toEqual(nothing);
});

const killed: [string, (whole: RecordingStorage) => RecordingStorage['remove']][] = [
  ['before a file is removed', () => () => Promise.reject(new Error('killed'))],
  ['after it', (whole) => (key) => whole.remove(key).then(() => Promise.reject(new Error('killed')))],
];
test.each(killed)(
  'a process that ends %s leaves what nobody sees or brings back, and the next one erases it',
  async (_, dying) => {
    await remove();
    const context = contextAt(inDays(7), { storage: { ...storage, remove: dying(storage) } });
    await expect(eraseHandler(context).run(await claimErasing(), never)).rejects.toThrow('killed');
    // Whatever the clock says: a recording may be gone.
    expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date() })).toBe(
      'too_late',
    );
    expect(await stateOf(installation, canary.id)).toBeUndefined();
    expect(await remove()).toMatchObject({ kind: 'already_deleted' });
    await eraseHandler(contextAt(inDays(7))).run(await claimErasing(), never);
    expect(await left()).toEqual(nothing);
  },
);

test('a store that is away for long is asked again for as long as it takes', async () => {
  await remove();
  const handler = eraseHandler(contextAt(inDays(7)));
  await handler.giveUp(await claimErasing(), 'failures');
  expect(await installation.database.query('select failures, lease_token from job')).toEqual([
    { failures: 0, lease_token: null },
  ]);
  await handler.run(await claimErasing(), never);
  expect(await left()).toEqual(nothing);
});

test('a machine whose clock is behind erases nothing too early', async () => {
  await remove();
  await eraseHandler(contextAt(inDays(5))).run(await claimErasing(), never);
  expect(await eraseJobs()).toEqual([{ days: 2 }]);
  expect(await eraseConversation(contextAt(inDays(5)), ...keyOf())).toBe(false);
  expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: inDays(5) })).toBe(
    'undeleted',
  );
  expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: inDays(5) })).toBe(
    'not_deleted',
  );
  expect(await stateOf(installation, canary.id)).toMatchObject({ status: 'completed' });
});

test('what was brought back is not erased by the job of then, and a second deletion has its own week', async () => {
  await remove();
  const job = await claimErasing();
  await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date() });
  const handler = eraseHandler(contextAt(inDays(8)));
  await expect(handler.run(job, never)).rejects.toThrow(LeaseLost);
  expect(await eraseJobs()).toEqual([]);
  expect(await stateOf(installation, canary.id)).toMatchObject({ status: 'completed' });
  await remove();
  await expect(eraseHandler(contextAt(inDays(1))).run(job, never)).rejects.toThrow(LeaseLost);
  expect(await eraseJobs()).toEqual([{ days: 7 }]);
  expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date() })).toBe(
    'undeleted',
  );
});

test.each(['a conversation', 'a deleted one'])(
  '%s is erased at once where that is wished, and twice is as good',
  async (which) => {
    if (which === 'a deleted one') await remove();
    const result = await remove({ erase: true });
    expect(result).toMatchObject({ kind: which === 'a deleted one' ? 'already_deleted' : 'deleted' });
    expect(await undeleteConversation(installation.pool, ...keyOf(), { by: operator, now: new Date() })).toBe(
      'too_late',
    );
    // Where the command is killed here, this job does the rest.
    expect(await eraseJobs()).toEqual([{ days: 0 }]);
    const at = contextAt(new Date());
    expect(
      await Promise.all([eraseConversation(at, ...keyOf()), eraseConversation(at, ...keyOf())]),
    ).toContain(true);
    expect(await eraseConversation(at, ...keyOf())).toBe(false);
    expect(await left()).toEqual(nothing);
    expect(await eraseJobs()).toEqual([]);
  },
);

test('a conversation that is not deleted is not erased', async () => {
  expect(await eraseConversation(contextAt(inDays(30)), ...keyOf())).toBe(false);
  expect(await stateOf(installation, canary.id)).toMatchObject({ status: 'completed' });
});

test('a run that ends after the erasing leaves neither its folder nor a failure', async () => {
  const id = await acceptOne(installation);
  canary = { id, word: 'unspoken' };
  await installation.database.query('delete from job');
  const { accountId, pool } = installation;
  await enqueue(pool, { accountId, kind: 'decode', subjectId: id, payload: {} });
  const wish = { limit: 1, leaseMs: 20_000, perSubject: 1, running: [] };
  const [job] = await claimDueJobs(pool, jobKinds.decode.lane, wish);
  if (!job) throw new Error('Nothing was due');
  const handler = whileLive(
    { pool, onErased: ({ subjectId }) => clearAllWork(dataDir, subjectId) },
    {
      async run() {
        await remove({ erase: true });
        await eraseConversation(contextAt(new Date()), ...keyOf());
        mkdirSync(workFolder(dataDir, id), { recursive: true });
        writeFileSync(path.join(workFolder(dataDir, id), 'sound.pcm'), 'a word');
        await inTransaction(pool, (tx) => holdStep(tx, job));
      },
      giveUp: () => Promise.resolve(),
    },
  );
  await handler.run(job, never);
  expect(existsSync(workFolder(dataDir, id))).toBe(false);
});
