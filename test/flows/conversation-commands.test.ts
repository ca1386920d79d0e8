import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { type JobKind, jobKinds } from '../../src/jobs/kinds.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type CommandResult, meetric, meetricJson } from '../support/processes.ts';

/** `bin/meetric conversation`, without a server. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-commands-'));
const dataDir = path.join(folder, 'data');
let env: Record<string, string>;
let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATA_DIR: dataDir, DATABASE_URL: database.url };
  await meetricJson(['account', 'list'], env);
});
beforeEach(() =>
  database.query(
    'truncate conversation, transcript, analysis, recording, recognition, webhook_content, import_key, job cascade',
  ),
);
afterAll(async () => {
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Listed {
  id: string;
  date: string;
  status: string;
  title: string;
  failure_code: string | null;
  deleted_at: string | null;
  erase_at: string | null;
}

const run = (...args: string[]): Promise<CommandResult> => meetric(['conversation', ...args], env);
const json = <T>(...args: string[]): Promise<T> => meetricJson<T>(['conversation', ...args], env);
const idOf = (n: number): string => `${String(n).padStart(8, '0')}-0000-4000-8000-000000000000`;

/** `count` conversations as they lie; the n-th is the n-th newest, several of one moment. */
async function store(count: number): Promise<void> {
  await database.query(
    `insert into conversation (account_id, id, status, title, started_at, medium, language, participants, partner_card, failure,
       created_at, updated_at)
     select account.id, (lpad(n::text, 8, '0') || '-0000-4000-8000-000000000000')::uuid,
       (array['completed', 'processing', 'failed'])[1 + n % 3], 'Call ' || n,
       timestamptz '2026-06-03T12:00:00.123456Z' - (n / 10) * interval '1 hour', 'call', 'en', '[]', '{}',
       case when n % 3 = 2 then '{"code": "no_speech"}'::jsonb end, now(), now()
     from account, generate_series(1, $1::int) n`,
    [count],
  );
}

test('a large account is listed whole, newest first, each conversation once', async () => {
  await store(2_345);
  const rows = await json<Listed[]>('list');
  expect(rows).toHaveLength(2_345);
  expect(new Set(rows.map(({ id }) => id)).size).toBe(2_345);
  expect(rows.map(({ date }) => date)).toEqual(
    rows
      .map(({ date }) => date)
      .toSorted()
      .toReversed(),
  );
  const failed = await json<Listed[]>('list', '--status', 'failed');
  expect(failed).toEqual(rows.filter(({ status }) => status === 'failed'));
  expect(failed).toHaveLength(782);
  expect(failed[0]).toEqual({
    id: idOf(8),
    date: '2026-06-03T12:00:00.123Z',
    status: 'failed',
    title: 'Call 8',
    failure_code: 'no_speech',
    deleted_at: null,
    erase_at: null,
  });
});

test('lists are cut where that is wished, and say so', async () => {
  await store(25);
  const cut = await run('list', '--limit', '2');
  expect(cut.stdout.split('\n').map((line) => line.slice(0, 36).trim())).toEqual([
    'ID',
    idOf(9),
    idOf(8),
    '',
  ]);
  expect(cut.stdout).toMatch(/ {2}2026-06-03T12:00:00Z {2}failed {6}Call 8 +no_speech\n/);
  expect(cut.stderr).toBe('2 are shown, and there are more: --limit shows more.\n');
  const whole = await run('list', '--limit', '25');
  expect([whole.stdout.trim().split('\n').length, whole.stderr]).toEqual([26, '']);
  const since = await json<Listed[]>('list', '--since', '2026-06-03T11:30:00+00:00', '--limit', '100');
  expect(since.map(({ id }) => id)).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1].map(idOf));
  expect(await json<Listed[]>('list', '--since', '2026-06-04')).toEqual([]);
  const refused = await run('list', '--since', 'yesterday');
  expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('no ISO 8601 date')]);
});

test('a conversation is named by its id or its beginning, where that is unique', async () => {
  await store(12);
  const named = async (text: string): Promise<string> => {
    const { code, stderr } = await run('show', text);
    return `${code} ${stderr.trim()}`;
  };
  expect(await named('0000001')).toBe(
    `1 "0000001" is the beginning of several ids: ${[10, 11, 12].map(idOf).join(', ')}. Give more digits.`,
  );
  expect(await named('000000')).toContain(
    `${[1, 2, 3, 4, 5].map(idOf).join(', ')} and more. Give more digits.`,
  );
  expect(await named('00000')).toBe('1 "00000" is too short: give 6 digits of the id, or more.');
  expect(await named('0000000x')).toBe('1 "0000000x" is no id: hexadecimal digits and dashes.');
  expect(await named('ABCDEF')).toBe(
    '1 The account has no conversation ABCDEF; see: bin/meetric conversation list',
  );
  await database.query(
    `update conversation set partner_card = '{"title":"Call 8","participants":[],"duration":null}'`,
  );
  const { stdout } = await run('show', idOf(8).slice(0, 14));
  expect(stdout).toContain(
    `ID:           ${idOf(8)}\nStatus:       failed\nFailure:      no_speech: No speech was found in the recording. ` +
      `Try again with: bin/meetric retry ${idOf(8)}\n`,
  );
});

async function importCall(): Promise<{ id: string; recording: string }> {
  const [text, sound] = [path.join(folder, 'call.json'), path.join(folder, 'call.wav')];
  const sentences = Array.from({ length: 7 }, (_, n) => ({
    speaker_name: n % 2 ? 'Jane' : 'Erik',
    start: n * 10,
    end: n * 10 + 9,
    text: `This is sentence ${n}.`,
  }));
  writeFileSync(
    text,
    JSON.stringify({ title: 'Renewal', company: 'Acme', date: '2026-06-03T09:30:00Z', sentences }),
  );
  writeFileSync(sound, writeWav([tone(440, 2, 8_000)], { rate: 8_000, encoding: 's16' }));
  const { id } = await meetricJson<{ id: string }>(
    ['import', text, '--recording', sound, '--again', '--wait'],
    env,
  );
  const [row] = await database.query<{ file: string }>(
    `select account_id || '/' || id || '.' || extension as file from recording where conversation_id = $1`,
    [id],
  );
  // The command does not wait for the waveform of the recording: it may be under way still, or not.
  await database.query(`delete from job where ${ofKind('peaks')}`);
  return { id, recording: path.join(dataDir, 'recordings', row?.file ?? '') };
}

test('a conversation is shown with all that is known of it', async () => {
  const { id } = await importCall();
  await database.query(
    `update conversation set notices = '[{"code": "cues_mended", "count": 3, "first_place": "line 12"}]' where id = $1`,
    [id],
  );
  const shown = await json<Record<string, unknown>>('show', id);
  expect(shown).toMatchObject({
    id,
    status: 'completed',
    title: 'Renewal',
    date: '2026-06-03T09:30:00.000Z',
    company: 'Acme',
    duration: 69,
    language: 'en',
    imported_as: 'meetric_json',
    failure_code: null,
    failure_hint: null,
    step: null,
    participants: [
      { name: 'Erik', email: null, role: null },
      { name: 'Jane', email: null, role: null },
    ],
    notices: [
      {
        code: 'cues_mended',
        count: 3,
        first_place: 'line 12',
        meaning: 'Cue times were damaged and were mended; the texts are whole.',
      },
    ],
    transcript: { sentences: 7, speakers: ['Erik', 'Jane'], first_lines: { length: 5 } },
  });
  const { stdout } = await run('show', id);
  expect(stdout).toContain('Date:         2026-06-03T09:30:00Z\nCompany:      Acme\nDuration:     1:09\n');
  expect(stdout).toContain(
    'Notices:\n  Cue times were damaged and were mended; the texts are whole. (cues_mended: 3, first at line 12)\n',
  );
  expect(stdout).toContain('Transcript:   sentences: 7, speakers: 2\n  0 s  Erik: This is sentence 0.\n');
  expect(stdout).toMatch(/ {2}40 s {2}Erik: This is sentence 4\.\n {2}… 2 more\n$/);
});

test('the step of one under way is shown', async () => {
  await importCall();
  await database.query(`update conversation set status = 'processing'`);
  await database.query(
    `insert into job (account_id, id, lane, kind, subject_id, payload, due_at, created_at, progress)
     select account_id, id, '${jobKinds.recognise.lane}', '${'recognise' satisfies JobKind}', id, '{}', now(), now(), 0.42 from conversation`,
  );
  const [{ id = '' } = {}] = await json<Listed[]>('list');
  expect(await json('show', id)).toMatchObject({ status: 'processing', step: { kind: 'recognise' } });
  expect((await run('show', id)).stdout).toContain(
    'Status:       processing\nStep:         recognise, 42 %\n',
  );
});

test('deleted, it is hidden, listed as such, and brought back; repeating says what is so already', async () => {
  const { id } = await importCall();
  const [deleted] = await json<{ id: string; result: string; erase_at: string }[]>('delete', id.slice(0, 8));
  expect(deleted).toMatchObject({ id, result: 'deleted' });
  const again = await run('delete', id);
  const until = `${deleted?.erase_at.slice(0, 19)}Z`;
  const undelete = `bin/meetric conversation undelete ${id}`;
  expect([again.code, again.stdout]).toEqual([
    0,
    `${id}: deleted already. It is erased on ${until}. Bring it back until then: ${undelete}\n`,
  ]);
  expect(await json('list')).toEqual([]);
  expect(await json('list', '--status', 'deleted')).toMatchObject([
    { id, status: 'deleted', title: 'Renewal', erase_at: deleted?.erase_at },
  ]);
  const { stdout } = await run('show', id);
  expect(stdout).toMatch(/Status: +deleted\n/);
  expect(stdout).toContain(`Erased:       on ${until}\nBring it back until then: ${undelete}\n`);
  expect(stdout).not.toContain('sentence');
  const retried = await meetric(['retry', id], env);
  expect([retried.code, retried.stderr]).toEqual([
    1,
    `Conversation ${id} is deleted. Bring it back first: ${undelete}\n`,
  ]);
  expect(await json('undelete', id)).toEqual([{ id, result: 'undeleted' }]);
  expect(await json('undelete', id)).toEqual([{ id, result: 'not_deleted' }]);
  expect(await json('show', id)).toMatchObject({ status: 'completed', transcript: { sentences: 7 } });
});

test('erased at once, nothing is left, and what can be done of several is done', async () => {
  const { id, recording } = await importCall();
  expect(existsSync(recording)).toBe(true);
  const short = await run('delete', '--now', id.slice(0, 8));
  expect([short.code, short.stderr]).toEqual([
    1,
    `--now can not be undone: give whole ids, not ${id.slice(0, 8)}.\n`,
  ]);
  const erased = await run('delete', '--now', idOf(1), id);
  expect([erased.code, erased.stdout]).toEqual([1, `${id}: erased.\n`]);
  expect(erased.stderr).toBe(
    `The account has no conversation ${idOf(1)}; see: bin/meetric conversation list\n`,
  );
  expect(existsSync(recording)).toBe(false);
  for (const table of ['conversation', 'transcript', 'analysis', 'recording', 'job'])
    expect([table, await database.query(`select from ${table}`)]).toEqual([table, []]);
  expect((await run('undelete', id)).code).toBe(1);
});

test('a reader that stops early is no failure', async () => {
  await store(2_000);
  const command = 'bin/meetric conversation list | head -n 1';
  const result = spawnSync('/bin/sh', ['-c', command], {
    cwd: programRoot,
    env: { ...process.env, ...env },
    encoding: 'utf8',
  });
  expect([result.stdout.slice(0, 2), result.stderr]).toEqual(['ID', '']);
});
