import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { ofKind } from '../jobs/job-rows.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-sound-flow-'));
const call = path.join(programRoot, 'demo', 'call', 'call.ogg');
const callBytes = readFileSync(call);
let env: Record<string, string>;
let database: TestDatabase;
let server: ServerProcess;
let receiver: Receiver;
let token: string;
let id: string;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { DATA_DIR: folder, DATABASE_URL: database.url, WEBHOOK_ALLOW: '127.0.0.1' };
  receiver = await startReceiver();
  server = await spawnServer(env);
  const scopes = ['--scopes', 'all', '--include-recordings'];
  const made = await meetricJson<{ token: string; token_prefix: string }>(
    ['token', 'create', '--name', 'crm', ...scopes],
    env,
  );
  token = made.token;
  await meetricJson(
    ['webhook', 'create', '--token', made.token_prefix, '--url', `${receiver.url}/hook`],
    env,
  );
});
afterAll(async () => {
  await server.end();
  await receiver.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

interface Sentence {
  speaker_name: string;
  start: number;
  end: number;
  text: string;
}

async function get(place: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(`${server.url}/api/v1/rest/conversations/${id}${place}`, { headers });
  return { status: response.status, body: Object(await response.json()) };
}

async function sentences(): Promise<Sentence[]> {
  return Object((await get('/transcript')).body['transcript']).sentences;
}

async function conversationRow(): Promise<{ status: string; updated_at: Date; steps: number }> {
  const [row] = await database.query<{ status: string; updated_at: Date; steps: number }>(
    `select status, updated_at, (select count(*)::int from job where subject_id = $1) as steps
     from conversation where id = $1`,
    [id],
  );
  if (!row) throw new Error(`There is no conversation ${id}`);
  return row;
}

test('kill -9 in the middle of recognition: the next start completes it, and one webhook tells of it', async () => {
  const accepted = await meetricJson<{ id: string; status: string }>(['import', call], env);
  expect(accepted.status).toBe('processing');
  id = accepted.id;
  expect(await get('/transcript')).toMatchObject({
    status: 404,
    body: { message: 'Transcript is not available yet' },
  });
  const recognising = async (): Promise<number> => {
    const rows = await database.query(`select 1 from job where ${ofKind('recognise')} and progress > 0`);
    return rows.length;
  };
  await expect.poll(recognising, { interval: 20 }).toBe(1);
  await server.end('SIGKILL');
  expect(await conversationRow()).toMatchObject({ status: 'processing', steps: 1 });
  server = await spawnServer(env);
  await expect.poll(async () => (await conversationRow()).status, { interval: 50 }).toBe('completed');
  await expect.poll(() => receiver.received.length).toBe(1);
});

test('the transcript has two speakers and the words of the call', async () => {
  const heard = await sentences();
  expect(new Set(heard.map(({ speaker_name }) => speaker_name))).toEqual(new Set(['Speaker 1', 'Speaker 2']));
  expect(heard[0]?.text).toMatch(/good morning/i);
  expect(heard.map(({ text }) => text).join(' ')).toMatch(/delivery planning.*every morning/is);
  expect(heard.every(({ start, end }) => start >= 0 && start <= end)).toBe(true);
  expect(heard.map(({ start }) => start)).toEqual(heard.map(({ start }) => start).toSorted((a, b) => a - b));
});

test('the recording is described, has a waveform, and is served as it came', async () => {
  const [row] = await database.query<Record<string, unknown> & { peaks: Buffer; duration_seconds: number }>(
    'select * from recording where conversation_id = $1',
    [id],
  );
  if (!row) throw new Error('There is no recording');
  expect(row).toMatchObject({
    container: 'ogg',
    codec: 'opus',
    media_type: 'audio/ogg',
    bytes: String(callBytes.length),
    sha256: createHash('sha256').update(callBytes).digest(),
  });
  expect(row.duration_seconds).toBeGreaterThan(115);
  expect(row.duration_seconds).toBeLessThan(125);
  expect(Math.abs(row.peaks.length - row.duration_seconds * 10)).toBeLessThan(1);
  expect(Math.max(...row.peaks)).toBeLessThanOrEqual(127);
  expect(Math.max(...row.peaks)).toBeGreaterThan(30);

  const { recording_url: url } = (await get('/recording-url')).body;
  const whole = await fetch(String(url));
  expect(whole.headers.get('content-type')).toBe('audio/ogg');
  expect(Buffer.from(await whole.arrayBuffer()).equals(callBytes)).toBe(true);
  const part = await fetch(String(url), { headers: { range: 'bytes=1000-1999' } });
  expect(part.status).toBe(206);
  expect(Buffer.from(await part.arrayBuffer()).equals(callBytes.subarray(1_000, 2_000))).toBe(true);
});

interface Shares {
  speakers: { name: string; sentences: number; uncertain: boolean }[];
}

function speakers(...renames: string[]): Promise<Shares> {
  return meetricJson(['speakers', id, ...renames.flatMap((rename) => ['--rename', rename])], env);
}

test('speakers are renamed everywhere, merged, and no second webhook goes out', async () => {
  const before = await conversationRow();
  const heard = await sentences();
  await speakers('Speaker 1=Erik Lindstrom', 'Speaker 2=Jane Doe <jane@acme.test>');
  const named = await sentences();
  const names = new Map([
    ['Speaker 1', 'Erik Lindstrom'],
    ['Speaker 2', 'Jane Doe'],
  ]);
  expect(named).toEqual(
    heard.map((sentence) => ({ ...sentence, speaker_name: names.get(sentence.speaker_name) })),
  );
  const { body } = await get('?include_insights=true');
  expect(body['conversation']).toMatchObject({
    participants: [
      { name: 'Erik Lindstrom', email: null },
      { name: 'Jane Doe', email: 'jane@acme.test' },
    ],
  });
  const insights = JSON.stringify((await get('/insights')).body);
  expect(insights).toContain('Jane Doe');
  expect(insights).not.toMatch(/Speaker [12]/);
  const after = await conversationRow();
  expect(after).toMatchObject({ status: 'completed', steps: 0 });
  expect(after.updated_at.getTime()).toBeGreaterThan(before.updated_at.getTime());

  const merged = await speakers('Erik Lindstrom=Jane Doe');
  expect(merged.speakers).toMatchObject([{ name: 'Jane Doe', sentences: heard.length, uncertain: false }]);
  expect((await get('')).body['conversation']).toMatchObject({
    participants: [{ name: 'Jane Doe', email: 'jane@acme.test' }],
  });
  const deliveries = await database.query('select 1 from webhook_delivery');
  expect(deliveries).toHaveLength(1);
  expect(receiver.received).toHaveLength(1);
});
