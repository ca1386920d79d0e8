import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { keepMediaFile } from '../../src/domain/recordings/recordings.ts';
import { createEngines } from '../../src/engines/engines.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import type { RecogniseOptions, Recogniser } from '../../src/engines/speech/recogniser.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptSound } from '../../src/intake/accept.ts';
import { deleteConversation, undeleteConversation } from '../../src/processing/delete-conversation.ts';
import { eraseConversation } from '../../src/processing/erase-conversation.ts';
import { createPipelineWorkers } from '../../src/server/workers.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { untilStatusOf } from './pipeline-rig.ts';

/** A recording that is deleted while it is recognised. */
const dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-delete-sound-'));
const storage = folderStorage(path.join(dataDir, 'recordings'));
const complaints: string[] = [];
let installation: Installation;
let workers: ReturnType<typeof createPipelineWorkers>;
let close: () => Promise<void>;
let recognise: Recogniser['recognise'];

beforeAll(async () => {
  installation = await createInstallation();
  const pool = installation.anotherPool();
  const log = pino({ level: 'warn' }, { write: (line: string) => complaints.push(line) });
  const engines = createEngines(async () => '', { dataDir, providers: noProviders }, log);
  close = engines.close;
  const recogniser = {
    name: 'told',
    recognise: (...given: Parameters<typeof recognise>) => recognise(...given),
  };
  workers = createPipelineWorkers({
    pool,
    log,
    dataDir,
    storage,
    now: () => new Date(),
    onCompleted: () => {},
    engines: { ...engines, recogniserFor: async () => recogniser },
  });
  workers.sound.start();
  workers.pipeline.start();
});
afterAll(async () => {
  await Promise.all([workers.sound.drain(1_000), workers.pipeline.drain(1_000)]);
  await close();
  await installation.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const keyOf = (id: string) => [installation.accountId, id] as const;
const work = (): string[] => readdirSync(path.join(dataDir, 'work'));

async function takeIn(): Promise<string> {
  const { pool, accountId } = installation;
  const source = path.join(dataDir, 'call.wav');
  writeFileSync(source, writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' }));
  const info = { container: 'wav', codec: 'pcm-s16', durationSeconds: 2 };
  const recording = await keepMediaFile(storage, accountId, { path: source, info });
  if (recording.kind !== 'kept') throw new Error('The recording was not kept');
  const described = {
    title: 'Call',
    company: null,
    startedAt: new Date(),
    durationSeconds: 2,
    medium: 'call',
  };
  const rest = { conversationType: null, language: 'en', departmentId: null, userId: null, participants: [] };
  const wishes = { speakers: null, acceptTruncated: false };
  const sound = { ...described, ...rest, importedAs: 'wav', notices: [], recording, wishes };
  return (await acceptSound(pool, accountId, sound, { presentCard, now: new Date() })).id;
}

/** Begins to hear a recording, and never ends unless it is cut. */
async function untilHeard(): Promise<{ cut: Promise<unknown> }> {
  const begun = Promise.withResolvers<RecogniseOptions>();
  recognise = (_, options) => {
    begun.resolve(options);
    return new Promise((_resolve, reject) =>
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason)),
    );
  };
  const { signal } = await begun.promise;
  return { cut: new Promise((resolve) => signal?.addEventListener('abort', resolve)) };
}

test('recognition is cut, and goes on when the conversation is brought back', async () => {
  const heard = untilHeard();
  const id = await takeIn();
  const { cut } = await heard;
  await deleteConversation(installation.pool, ...keyOf(id), { by: operator, now: new Date() });
  await cut;
  await expect
    .poll(() =>
      installation.database.query(
        `select due_at = 'infinity' as parked, failures from job where ${ofKind('recognise')}`,
      ),
    )
    .toEqual([{ parked: true, failures: 0 }]);
  expect(work()).toContain(id);
  recognise = async () => ({
    kind: 'recognised',
    speakersUncertain: false,
    sentences: [{ speakerName: 'Jane', start: 0, end: 1, text: 'Here we are again.' }],
  });
  await undeleteConversation(installation.pool, ...keyOf(id), { by: operator, now: new Date() });
  await untilStatusOf(installation, id, 'completed');
  expect(complaints).toEqual([]);
});

test('where it is erased meanwhile, nothing of its sound stays', async () => {
  const heard = untilHeard();
  const id = await takeIn();
  const { cut } = await heard;
  const now = new Date();
  await deleteConversation(installation.pool, ...keyOf(id), { by: operator, now, erase: true });
  const context = { pool: installation.pool, storage, dataDir, now: () => now };
  expect(await eraseConversation(context, ...keyOf(id))).toBe(true);
  await cut;
  await expect.poll(() => workers.sound.busy).toBe(0);
  expect(work()).toEqual([]);
  expect(await installation.database.query('select from job where subject_id = $1', [id])).toEqual([]);
  expect(complaints).toEqual([]);
});
