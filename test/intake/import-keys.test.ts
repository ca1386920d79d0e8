import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { createPool } from '../../src/db/pool.ts';
import { userFinder } from '../../src/domain/accounts/people.ts';
import { listAccounts, storeAccount } from '../../src/domain/accounts/queries.ts';
import { operator } from '../../src/domain/audit/audit-log.ts';
import { folderStorage } from '../../src/domain/recordings/folder-storage.ts';
import { noProviders } from '../../src/engines/providers/provider-config.ts';
import { presentCard } from '../../src/http/partner/present-conversation.ts';
import { acceptTogether } from '../../src/intake/accept.ts';
import {
  type IntakeContext,
  type IntakeOutcome,
  type IntakeWishes,
  takeIn,
} from '../../src/intake/take-in.ts';
import { deleteConversation } from '../../src/processing/delete-conversation.ts';
import { eraseConversation } from '../../src/processing/erase-conversation.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { createInstallation, type Installation } from '../domain/limits/installation.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-keys-'));
const recordings = path.join(folder, 'recordings');
const storage = folderStorage(recordings);
const now = new Date('2026-06-03T12:00:00Z');
const talk = Buffer.from('Erik: We agree.\nJane: Yes, we do.\n');
const wav = writeWav([tone(440, 1, 8_000)], { rate: 8_000, encoding: 's16' });
let installation: Installation;
let context: IntakeContext;

function contextOn(pool: IntakeContext['pool']): IntakeContext {
  return {
    pool,
    findUsersByName: userFinder(pool),
    accept: acceptTogether(pool),
    dataDir: folder,
    providers: noProviders,
    presentCard,
    openStorage: async () => storage,
    now: () => now,
  };
}

beforeAll(async () => {
  installation = await createInstallation();
  context = contextOn(installation.pool);
});
afterEach(() => installation.database.query('truncate conversation, job, event, event_counter cascade'));
afterAll(async () => {
  await installation.close();
  rmSync(folder, { recursive: true, force: true });
});

async function take(
  content: Uint8Array,
  wishes: Partial<IntakeWishes> & { accountId?: string; from?: IntakeContext } = {},
): Promise<IntakeOutcome> {
  const { accountId, from = context, ...rest } = wishes;
  const accounts = await listAccounts(installation.pool);
  const account = accounts.find(({ id }) => id === (accountId ?? installation.accountId));
  if (!account) throw new Error('There is no account to import for');
  return takeIn(from, account, { name: 'talk.txt', content }, { details: {}, ...rest });
}

const idOf = (outcome: IntakeOutcome): string => ('id' in outcome ? outcome.id : outcome.code);

async function stored(): Promise<unknown> {
  const [rows] = await installation.database.query(
    `select (select count(*)::int from conversation) as conversations, (select count(*)::int from transcript) as transcripts,
       (select count(*)::int from job) as jobs, (select count(*)::int from event) as events`,
  );
  return rows;
}
const times = (count: number) => ({ conversations: count, transcripts: count, jobs: count, events: count });

test('the same content again is already here, whatever is said about it, and nothing is stored', async () => {
  const first = await take(talk);
  expect(first.kind).toBe('accepted');
  expect(await take(talk, { details: { title: 'Another title' } })).toEqual({
    kind: 'already_here',
    id: idOf(first),
    status: 'processing',
  });
  expect(await stored()).toEqual(times(1));
});

test('--again stores a second one, and the first one keeps the key', async () => {
  const first = await take(talk);
  const second = await take(talk, { again: true });
  expect(second.kind).toBe('accepted');
  expect(idOf(second)).not.toBe(idOf(first));
  expect(await take(talk)).toMatchObject({ kind: 'already_here', id: idOf(first) });
  expect(await stored()).toEqual(times(2));
});

test('a key that is told stands for the content', async () => {
  const first = await take(talk, { key: 'call 17' });
  expect(await take(Buffer.from('Jane: Something else.\nErik: Yes.\n'), { key: 'call 17' })).toMatchObject({
    kind: 'already_here',
    id: idOf(first),
  });
  expect((await take(talk, { key: 'call 18' })).kind).toBe('accepted');
  expect((await take(talk)).kind).toBe('accepted');
});

test.each([
  ['', 'not_empty'],
  ['a'.repeat(201), 'not_too_long'],
  ['a\u0000b', 'no_control_characters'],
  ['\ud800', 'no_control_characters'],
])('a key that can not be stored is refused: %j', async (key, rule) => {
  expect(await take(talk, { key })).toMatchObject({ kind: 'refused', code: 'invalid_key', rule });
  expect(await stored()).toEqual(times(0));
});

test('a key is of an account', async () => {
  const id = randomUUID();
  await storeAccount(installation.pool, { id, name: 'Other company', now });
  for (const content of [talk, wav]) {
    expect((await take(content)).kind).toBe('accepted');
    expect((await take(content, { accountId: id })).kind).toBe('accepted');
  }
});

test('what is deleted does not block, before and after it is erased', async () => {
  const first = idOf(await take(talk));
  await deleteConversation(installation.pool, installation.accountId, first, {
    by: operator,
    now,
    erase: true,
  });
  const second = await take(talk);
  expect(second.kind).toBe('accepted');
  const erasing = { pool: installation.pool, storage, dataDir: folder, now: () => now };
  expect(await eraseConversation(erasing, installation.accountId, first)).toBe(true);
  expect(await take(talk)).toMatchObject({ kind: 'already_here', id: idOf(second) });
  await deleteConversation(installation.pool, installation.accountId, idOf(second), {
    by: operator,
    now,
    erase: true,
  });
  expect(await eraseConversation(erasing, installation.accountId, idOf(second))).toBe(true);
  expect(await installation.database.query('select from import_key')).toEqual([]);
  expect((await take(talk)).kind).toBe('accepted');
});

test('of imports at the same time one wins, in one batch and from two processes', async () => {
  const pool = createPool(installation.database.url, 4, () => {});
  const other = contextOn(pool);
  const files = Array.from({ length: 12 }, (_, n) => Buffer.from(`Erik: This is call ${n}.\nJane: Yes.\n`));
  const forwards = files.flatMap((file) => [take(file), take(file)]);
  const backwards = files.toReversed().flatMap((file) => [take(file, { from: other })]);
  const outcomes = await Promise.all([...forwards, ...backwards]);
  await pool.end();
  expect(outcomes.filter(({ kind }) => kind === 'accepted')).toHaveLength(12);
  expect(outcomes.filter(({ kind }) => kind === 'already_here')).toHaveLength(24);
  expect(new Set(outcomes.map(idOf)).size).toBe(12);
  expect(await stored()).toEqual(times(12));
});

test('a recording is known again too, by itself and beside a transcript; no copy of it stays', async () => {
  const sound = { details: { language: 'en' } };
  const first = await take(wav, sound);
  const beside = await take(talk, { recording: { name: 'call.wav', content: wav } });
  expect([first.kind, beside.kind]).toEqual(['accepted', 'accepted']);
  const files = (): string[] => readdirSync(path.join(recordings, installation.accountId));
  const before = files();
  expect(await take(wav, sound)).toMatchObject({ kind: 'already_here', id: idOf(first) });
  const again = await take(talk, { recording: { name: 'call.wav', content: wav } });
  expect(again).toMatchObject({ kind: 'already_here', id: idOf(beside) });
  const together = await Promise.all([
    take(wav, { ...sound, key: 'new' }),
    take(wav, { ...sound, key: 'new' }),
  ]);
  expect(together.map(({ kind }) => kind).toSorted()).toEqual(['accepted', 'already_here']);
  expect(files()).toHaveLength(before.length + 1);
  expect(existsSync(recordings)).toBe(true);
});
