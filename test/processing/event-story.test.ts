import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { keepMediaFile } from '../../src/domain/recordings/recordings.ts';
import { disable, pause, resume } from '../../src/domain/webhooks/stop-and-resume.ts';
import type { Analyser } from '../../src/engines/analysis/analyser.ts';
import { createEngines, type Engines } from '../../src/engines/engines.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import type { Recogniser } from '../../src/engines/speech/recogniser.ts';
import { readEvents } from '../../src/events/event-log.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptConversation, acceptSound } from '../../src/intake/accept.ts';
import { deleteConversation, undeleteConversation } from '../../src/processing/delete-conversation.ts';
import { eraseConversation } from '../../src/processing/erase-conversation.ts';
import { renameSpeakers } from '../../src/processing/rename-speakers.ts';
import { retryConversation } from '../../src/processing/retry.ts';
import { createPipelineWorkers } from '../../src/server/workers.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { makeDue, silent } from '../jobs/job-rows.ts';
import { acceptOne, incoming, untilStatusOf } from './pipeline-rig.ts';

/** The event log's story of conversations, from the first event to the last. */
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-events-'));
const storage = folderStorage(path.join(dataDir, 'recordings'));
const now = new Date('2026-06-03T12:00:00.000Z');
const making = { presentCard, now, by: operator };
let installation: Installation;
let engines: Engines;
let workers: ReturnType<typeof createPipelineWorkers>;
let recognise: Recogniser['recognise'];
let analyse: Analyser['analyse'];

beforeAll(async () => {
  installation = await createInstallation();
  const pool = installation.anotherPool();
  engines = createEngines(async () => '', { dataDir, providers: noProviders }, silent);
  const recogniser: Recogniser & { name: string } = {
    name: 'told',
    recognise: (...given) => recognise(...given),
  };
  const analyser: Analyser = { analyse: (...given) => analyse(...given), close: async () => {} };
  workers = createPipelineWorkers({
    pool,
    log: silent,
    dataDir,
    storage,
    now: () => now,
    onCompleted: () => {},
    engines: { ...engines, recogniserFor: async () => recogniser, analyserFor: async () => analyser },
  });
  workers.sound.start();
  workers.pipeline.start();
  const token = await installation.token();
  await installation.database.query(
    `insert into webhook_subscription (account_id, id, token_id, url, secret_sealed, status, created_at)
     values ($1, gen_random_uuid(), $2, 'https://hook.example/', '', 'active', now())`,
    [installation.accountId, token.id],
  );
  analyse = async (input) =>
    (await engines.analyserFor(installation.accountId, input.language)).analyse(input);
  recognise = async () => ({
    kind: 'recognised',
    speakersUncertain: false,
    sentences: [{ speakerName: 'Jane', start: 0, end: 1, text: 'Here we are again.' }],
  });
});
afterAll(async () => {
  await Promise.all([workers.sound.drain(1_000), workers.pipeline.drain(1_000)]);
  await engines.close();
  await installation.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const keyOf = (id: string) => [installation.accountId, id] as const;

/** The types of a conversation's or subscription's events, without their common beginning. */
async function storyOf(id: string): Promise<string[]> {
  const found = await readEvents(installation.pool, installation.accountId, 0, 1_000);
  const events = found.kind === 'events' ? found.events : [];
  return events.flatMap(({ type, subjectId }) =>
    subjectId === id ? [type.replace(/^(?:conversation|webhook)\./, '')] : [],
  );
}

const untilStory = (id: string, story: string[]): Promise<void> =>
  expect.poll(() => storyOf(id), { interval: 25 }).toEqual(story);
const untilStatus = (id: string, status: string): Promise<void> => untilStatusOf(installation, id, status);

async function keepRecording() {
  const source = path.join(dataDir, 'call.wav');
  writeFileSync(source, writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' }));
  const info = { container: 'wav', codec: 'pcm-s16', durationSeconds: 2 };
  const recording = await keepMediaFile(storage, installation.accountId, { path: source, info });
  if (recording.kind !== 'kept') throw new Error('The recording was not kept');
  return recording;
}

async function acceptRecording(): Promise<string> {
  const { transcript: _, ...described } = incoming;
  const wishes = { speakers: null, acceptTruncated: false };
  const sound = { ...described, recording: await keepRecording(), wishes };
  return (await acceptSound(installation.pool, installation.accountId, sound, making)).id;
}

const asJoan = [{ from: 'Jane', name: 'Joan', email: null }];
const steps = ['progressed', 'progressed', 'progressed'];

test('a recording from import to completion and deletion', async () => {
  const id = await acceptRecording();
  await untilStory(id, ['created', ...steps, 'completed']);
  await deleteConversation(installation.pool, ...keyOf(id), { by: operator, now, erase: true });
  expect(
    await eraseConversation({ pool: installation.pool, storage, dataDir, now: () => now }, ...keyOf(id)),
  ).toBe(true);
  expect(await storyOf(id)).toEqual(['created', ...steps, 'completed', 'deleted']);
});

test('a transcript with a recording beside it: its waveform is a step', async () => {
  const { pool, accountId } = installation;
  const id = await acceptConversation(
    pool,
    accountId,
    { ...incoming, recording: await keepRecording() },
    making,
  );
  await untilStatus(id, 'completed');
  await expect.poll(() => storyOf(id)).toHaveLength(3);
  const [first, ...rest] = await storyOf(id);
  expect([first, rest.toSorted()]).toEqual(['created', ['completed', 'progressed']]);
});

test('new names change it, and so does the analysis that follows; neither completes it again', async () => {
  const id = await acceptOne(installation);
  await untilStory(id, ['created', 'completed']);
  expect(
    await renameSpeakers(installation.pool, { accountId: installation.accountId, id }, asJoan, making),
  ).toMatchObject({ kind: 'edited' });
  await untilStory(id, ['created', 'completed', 'changed', 'changed']);
});

test('an analysis that fails after new names changes it too: its account is told', async () => {
  const id = await acceptOne(installation);
  await untilStory(id, ['created', 'completed']);
  const before = analyse;
  analyse = () => Promise.reject(new Error('the analysis failed'));
  await renameSpeakers(installation.pool, { accountId: installation.accountId, id }, asJoan, making);
  await failFully(id, ['created', 'completed', 'changed', 'changed']);
  analyse = before;
});

/** Lets the steps of a conversation fail until its story is this one. */
async function failFully(id: string, story: string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        await makeDue(installation, id);
        return storyOf(id);
      },
      { interval: 25 },
    )
    .toEqual(story);
}

test('a failure, and what is tried again', async () => {
  const before = recognise;
  recognise = async () => ({
    kind: 'refused',
    code: 'provider_refused',
    problem: 'key',
    status: 401,
    keyVariable: null,
    provider: 'told',
    host: 'nowhere',
  });
  const id = await acceptRecording();
  await untilStory(id, ['created', 'progressed', 'failed']);
  recognise = before;
  expect(await retryConversation(installation.pool, installation.accountId, id, making)).toBe('queued');
  await untilStory(id, ['created', 'progressed', 'failed', 'progressed', ...steps, 'completed']);
});

test('deleting and bringing back are told once, however often they are wanted', async () => {
  const id = await acceptOne(installation);
  await untilStory(id, ['created', 'completed']);
  for (let n = 0; n < 2; n += 1)
    await deleteConversation(installation.pool, ...keyOf(id), { by: operator, now });
  for (let n = 0; n < 2; n += 1)
    await undeleteConversation(installation.pool, ...keyOf(id), { by: operator, now });
  expect(await storyOf(id)).toEqual(['created', 'completed', 'deleted', 'changed']);
});

test('of what is refused or lost nothing is told', async () => {
  const id = await acceptOne(installation);
  await untilStory(id, ['created', 'completed']);
  const stranger = [{ from: 'Nobody', name: 'Joan', email: null }];
  await renameSpeakers(installation.pool, { accountId: installation.accountId, id }, stranger, making);
  await retryConversation(installation.pool, installation.accountId, id, making);
  await undeleteConversation(installation.pool, ...keyOf(id), { by: operator, now });
  expect(await storyOf(id)).toEqual(['created', 'completed']);
});

test('a subscription that is stopped and resumed tells each change once', async () => {
  const { pool, accountId, database } = installation;
  const [subscription] = await database.query<{ id: string }>('select id from webhook_subscription');
  const id = subscription?.id ?? '';
  for (const change of [pause, pause, resume, resume, disable, pause, resume])
    await change(pool, accountId, id, operator);
  expect(await storyOf(id)).toEqual(['paused', 'enabled', 'disabled', 'enabled']);
});

test('many at once: each is created and completed once, and each delivery names its event', async () => {
  const ids = await Promise.all(Array.from({ length: 40 }, () => acceptOne(installation)));
  for (const id of ids) await untilStory(id, ['created', 'completed']);
  const rows = await installation.database.query<{ id: string; type: string | null; subject: string | null }>(
    `select d.conversation_id as id, e.type, e.subject_id as subject from webhook_delivery d
     left join event e on e.account_id = d.account_id and e.sequence = d.event_sequence
     where d.conversation_id = any($1)`,
    [ids],
  );
  expect(rows.map((row) => row.id).toSorted()).toEqual(ids.toSorted());
  for (const row of rows)
    expect(row).toEqual({ id: row.id, type: 'conversation.completed', subject: row.id });
});
