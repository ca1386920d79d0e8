import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { decodeSound } from '../../src/engines/sound/read-sound.ts';
import { readConfig } from '../../src/server/config.ts';
import { faultSentence } from '../../testing/fault-sentence.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetric, meetricJson } from '../support/processes.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-sound-jobs-'));
const rate = 16_000;
let env: Record<string, string>;
let database: TestDatabase;
let provider: Receiver;
let beginning: string;

beforeAll(async () => {
  database = await createTestDatabase();
  provider = await startReceiver();
  const providersFile = path.join(folder, 'swedish.json');
  writeFileSync(
    providersFile,
    JSON.stringify({
      recognisers: [{ name: 'whisper', kind: 'openai', url: `${provider.url}/v1`, model: 'small' }],
      rules: [{ language: 'sv', recogniser: 'whisper' }],
    }),
  );
  env = { DATA_DIR: path.join(folder, 'data'), DATABASE_URL: database.url, PROVIDERS_FILE: providersFile };
  beginning = await beginningOfCall(folder, 26);
});
afterAll(async () => {
  await provider.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

function silence(folder: string, seconds: number): string {
  return wavFile(path.join(folder, 'silence.wav'), new Float32Array(seconds * rate));
}

/** The first seconds of the shipped call, in which two people speak. */
async function beginningOfCall(folder: string, seconds: number): Promise<string> {
  const call = path.join(programRoot, 'demo', 'call', 'call.ogg');
  const sound = await decodeSound(call, folder);
  if (sound.kind === 'refused') throw new Error(faultSentence(sound));
  const bytes = readFileSync(path.join(folder, sound.channels[0] ?? ''));
  const samples = Float32Array.from({ length: seconds * rate }, (_, n) => bytes.readInt16LE(n * 2) / 32_768);
  return wavFile(path.join(folder, 'beginning.wav'), samples);
}

function wavFile(file: string, samples: Float32Array): string {
  writeFileSync(file, writeWav([samples], { rate, encoding: 's16' }));
  return file;
}

interface Imported {
  id: string;
  status: string;
}

async function speakersOf(id: string): Promise<string[]> {
  const { speakers } = await meetricJson<{ speakers: { name: string }[] }>(['speakers', id], env);
  return speakers.map(({ name }) => name);
}

test('import --wait does the work itself, and --speakers 1 gives one speaker', async () => {
  const args = ['import', beginning, '--speakers', '1', '--wait'];
  const { id, status } = await meetricJson<Imported>(args, env);
  expect(status).toBe('completed');
  expect(await speakersOf(id)).toEqual(['Speaker 1']);
  expect(await database.query('select sentences from recognition where conversation_id = $1', [id])).toEqual([
    { sentences: null },
  ]);
  expect(await database.query('select 1 from job')).toEqual([]);
});

test('silence fails as no_speech; the recording is kept and can be tried again', async () => {
  const first = await meetric(['import', silence(folder, 2), '--json', '--wait'], env);
  expect(first.code).toBe(1);
  expect(first.stderr).toContain('no_speech');
  const { id, status }: Imported = JSON.parse(first.stdout);
  expect(status).toBe('failed');
  const rows = () =>
    database.query(
      `select c.status, c.failure, r.duration_seconds, length(r.peaks) as peaks
       from conversation c join recording r on r.conversation_id = c.id where c.id = $1`,
      [id],
    );
  const failed = { status: 'failed', failure: { code: 'no_speech' }, duration_seconds: 2, peaks: 20 };
  expect(await rows()).toEqual([failed]);
  const again = await meetric(['retry', id, '--json', '--wait'], env);
  expect(again.stderr).toContain('no_speech');
  expect(JSON.parse(again.stdout)).toEqual({ id, status: 'failed' });
  expect(await rows()).toEqual([failed]);
});

test('a language of the providers file goes there; who spoke is found out here', async () => {
  const segments = [
    [0.5, 6.7, ' God morgon, Jane.'],
    [7.2, 12, ' Jag har sett demon igen.'],
    [12.9, 16.9, ' Vad tyckte ditt team?'],
    [17.6, 25.9, ' De gillade den verkligen.'],
  ].map(([start, end, text], n) => ({ id: n, start, end, text, no_speech_prob: 0.1 }));
  provider.reply = (response) => {
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ text: '', segments }));
  };
  const imported = await meetric(
    ['import', beginning, '--language', 'sv', '--again', '--json', '--wait'],
    env,
  );
  const { id, status }: Imported = JSON.parse(imported.stdout);
  expect(status).toBe('completed');
  expect(provider.received.map(({ path: place }) => place)).toEqual(['/v1/audio/transcriptions']);
  expect(await speakersOf(id)).toEqual(['Speaker 1', 'Speaker 2']);
  expect(
    await database.query(
      `select recogniser, sentences, title, language from recognition r
       join conversation c on c.account_id = r.account_id and c.id = r.conversation_id where c.id = $1`,
      [id],
    ),
  ).toEqual([{ recogniser: 'whisper', sentences: null, title: 'beginning', language: 'sv' }]);
});

test('a broken providers file is a fault with its place, named or found in the data folder', () => {
  const file = path.join(folder, 'providers.json');
  expect(readConfig({ PROVIDERS_FILE: file })).toEqual({
    kind: 'faults',
    faults: [expect.stringMatching(/^PROVIDERS_FILE: can not be read: ENOENT/)],
  });
  writeFileSync(file, '{"rules": [{"language": "sv", "recogniser": "whisper"}]}');
  const fault = `${file}: rules[0].recogniser: nothing is called "whisper"`;
  expect(readConfig({ PROVIDERS_FILE: file })).toEqual({ kind: 'faults', faults: [fault] });
  expect(readConfig({ DATA_DIR: folder })).toEqual({ kind: 'faults', faults: [fault] });
});
