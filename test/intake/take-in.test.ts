import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { userFinder } from '../../src/domain/accounts/people.ts';
import { listAccounts } from '../../src/domain/accounts/queries.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import { decodeSound } from '../../src/engines/sound/read-sound.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptTogether } from '../../src/intake/accept.ts';
import type { FileSource } from '../../src/intake/file-source.ts';
import { type IntakeOutcome, type IntakeWishes, takeIn } from '../../src/intake/take-in.ts';
import { pseudoRandomBytes } from '../../testing/media/pseudo-random.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-refusals-'));
const dataDir = path.join(folder, 'data');
const wav = writeWav([tone(440, 4, 8_000)], { rate: 8_000, encoding: 's16' });
const files = {
  'notes.mp3': 'Erik: This is a text.\nJane: It is.\n'.repeat(50),
  'zero.wav': '',
  'empty.wav': writeWav([new Float32Array()], { rate: 8_000, encoding: 's16' }),
  'cut.wav': wav.subarray(0, wav.length / 2),
  'whole.wav': wav,
  'talk.txt': 'Erik: We agree.\nJane: Yes, we do.\n',
  'nine.amr': '#!AMR\n\u0004\u0000\u0000',
  'line.raw': pseudoRandomBytes(8_000, 1),
  'line.dat': pseudoRandomBytes(8_000, 1),
};
let installation: Installation;

beforeAll(async () => {
  installation = await createInstallation();
  for (const [name, content] of Object.entries(files)) writeFileSync(path.join(folder, name), content);
});
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function takeSource(source: FileSource, wishes: Partial<IntakeWishes> = {}): Promise<IntakeOutcome> {
  const { pool } = installation;
  const [account] = await listAccounts(pool);
  if (!account) throw new Error('There is no account to import for');
  const context = {
    pool,
    findUsersByName: userFinder(pool),
    accept: acceptTogether(pool),
    dataDir,
    providers: noProviders,
    presentCard,
    openStorage: async () => folderStorage(path.join(dataDir, 'recordings')),
    now: () => new Date('2026-06-03T12:00:00Z'),
  };
  return takeIn(context, account, source, { details: {}, ...wishes });
}

const pathOf = (name: string): FileSource => ({ path: path.join(folder, name) });

function take(
  name: string,
  { recording, ...wishes }: Omit<Partial<IntakeWishes>, 'recording'> & { recording?: string } = {},
): Promise<IntakeOutcome> {
  return takeSource(
    pathOf(name),
    recording === undefined ? wishes : { ...wishes, recording: pathOf(recording) },
  );
}

/** Rows of what an import stores, and the files that it keeps. */
async function stored(): Promise<Record<string, unknown>> {
  const [rows] = await installation.database.query<Record<string, unknown>>(
    `select (select count(*)::int from conversation) as conversations,
      (select count(*)::int from recording) as recordings, (select count(*)::int from job) as jobs`,
  );
  return { ...rows, files: recordedFiles().length };
}

function recordedFiles(): string[] {
  const place = path.join(dataDir, 'recordings', installation.accountId);
  try {
    return readdirSync(place).map((name) => path.join(place, name));
  } catch {
    return [];
  }
}

const nothing = { conversations: 0, recordings: 0, jobs: 0, files: 0 };

test.each<[string, Parameters<typeof take>[1], string]>([
  ['nowhere.wav', {}, 'file_missing'],
  ['notes.mp3', {}, 'not_media'],
  ['zero.wav', {}, 'media_empty'],
  ['empty.wav', {}, 'media_empty'],
  ['cut.wav', {}, 'media_truncated'],
  ['whole.wav', { details: { language: 'sv' } }, 'language_unsupported_by_embedded'],
  ['whole.wav', { details: { title: ' ' } }, 'invalid_title'],
  ['whole.wav', { recording: 'whole.wav' }, 'recording_given_twice'],
  ['talk.txt', { recording: 'nowhere.wav' }, 'recording_missing'],
  ['talk.txt', { recording: 'notes.mp3' }, 'not_media'],
  ['talk.txt', { reading: { format: 'ulaw' } }, 'not_media'],
  ['nine.amr', {}, 'media_truncated'],
  ['line.raw', {}, 'media_format_unclear'],
  ['line.dat', {}, 'not_media'],
  ['whole.wav', { reading: { format: 'ulaw' } }, 'media_format_unclear'],
  ['talk.txt', { recording: 'line.raw' }, 'media_format_unclear'],
])('%s with %j is refused as %s, and nothing is stored', async (name, wishes, code) => {
  expect(await take(name, wishes)).toMatchObject({ kind: 'refused', code });
  expect(await stored()).toEqual(nothing);
});

test('sound without a header, whose format is told, is kept so that it is decoded the same later', async () => {
  const outcome = await take('line.raw', { reading: { format: 'ulaw' } });
  const [row] = await installation.database.query(
    `select c.id, c.imported_as, r.container, r.codec, r.extension, r.media_type, r.duration_seconds
     from conversation c join recording r on r.conversation_id = c.id`,
  );
  expect(row).toEqual({
    id: outcome.kind === 'accepted' && outcome.id,
    imported_as: 'ulaw',
    container: 'ulaw',
    codec: 'pcm-ulaw',
    extension: 'ulaw',
    media_type: 'audio/PCMU',
    duration_seconds: 1,
  });
  const decoded = await decodeSound(recordedFiles()[0] ?? '', null);
  expect(decoded).toMatchObject({ kind: 'decoded', durationSeconds: 1, info: { container: 'ulaw' } });
  expect(decoded.kind === 'decoded' && decoded.notices).toMatchObject([{ code: 'media_format_assumed' }]);
  rmSync(dataDir, { recursive: true });
  await installation.database.query('truncate conversation, job cascade');
});

test('a recording that is cut off is taken where that is wished, with the bytes that are there', async () => {
  const outcome = await take('cut.wav', { acceptTruncated: true, speakers: 2 });
  expect(outcome.kind).toBe('accepted');
  expect(await stored()).toEqual({ conversations: 1, recordings: 1, jobs: 1, files: 1 });
  const [kept = ''] = recordedFiles();
  expect(readFileSync(kept).equals(files['cut.wav'])).toBe(true);
  const rows = await installation.database.query(
    `select c.status, c.duration_seconds, w.speakers_wanted, w.accept_truncated, j.kind
     from conversation c join recognition w on w.conversation_id = c.id join job j on j.subject_id = c.id`,
  );
  const wished = { speakers_wanted: 2, accept_truncated: true };
  expect(rows).toEqual([{ status: 'processing', duration_seconds: 2, ...wished, kind: 'decode' }]);
});

test('content is taken like a file: a transcript as bytes, its recording as a stream', async () => {
  await installation.database.query('truncate conversation, job cascade');
  rmSync(path.join(dataDir, 'recordings'), { recursive: true });
  const outcome = await takeSource(
    { name: 'C:\\calls\\talk.txt', content: Buffer.from(files['talk.txt']) },
    { recording: { name: '../whole.wav', content: Readable.from([wav.subarray(0, 99), wav.subarray(99)]) } },
  );
  expect(outcome).toMatchObject({ kind: 'accepted', notices: [] });
  const rows = await installation.database.query(
    `select c.title, c.imported_as, r.container, j.kind from conversation c
     join recording r on r.conversation_id = c.id join job j on j.subject_id = c.id order by j.kind`,
  );
  const taken = { title: 'talk', imported_as: 'text', container: 'wav' };
  expect(rows).toEqual([
    { ...taken, kind: 'analyse' },
    { ...taken, kind: 'peaks' },
  ]);
  expect(recordedFiles().map((file) => readFileSync(file))).toEqual([wav]);
  expect(readdirSync(path.join(dataDir, 'work'))).toEqual([]);
});

test('a recording as bytes is taken by the end of its name, and what is refused leaves nothing', async () => {
  await installation.database.query('truncate conversation, job cascade');
  rmSync(path.join(dataDir, 'recordings'), { recursive: true });
  const content = Buffer.from(files['line.raw']);
  expect(await takeSource({ name: 'line.raw', content })).toMatchObject({ code: 'media_format_unclear' });
  expect(await stored()).toEqual(nothing);
  expect(await takeSource({ name: 'line.ulaw', content })).toMatchObject({ kind: 'accepted' });
  expect(await stored()).toEqual({ conversations: 1, recordings: 1, jobs: 1, files: 1 });
  expect(readdirSync(path.join(dataDir, 'work'))).toEqual([]);
});
