import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { portOf, type Receiver, startReceiver } from '../../testing/receiver.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { meetric } from '../support/processes.ts';
import { testSecretKey } from '../support/server.ts';

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-import-'));
const inFolder = (name: string): string => path.join(folder, name);
let database: TestDatabase;
let env: Record<string, string>;
/** A store of recordings that takes everything and never answers. */
let silentStore: Receiver;

beforeAll(async () => {
  database = await createTestDatabase();
  silentStore = await startReceiver();
  silentStore.reply = () => {};
  for (const name of ['one.txt', 'two.txt', 'three.txt', 'four.txt'])
    writeFileSync(inFolder(name), `Erik: We agree on ${name}.\nJane: Yes, we do.`);
  writeFileSync(inFolder('broken.vtt'), 'WEBVTT\n\n0 --> later\nhello\n');
  writeFileSync(inFolder('tone.wav'), writeWav([tone(440, 1, 8_000)], { rate: 8_000, encoding: 's16' }));
  env = { DATABASE_URL: database.url, SECRET_KEY: testSecretKey, DATA_DIR: inFolder('data') };
});
afterAll(async () => {
  await silentStore.close();
  await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

const uuid = '[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}';

interface Started {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  closed: Promise<unknown[]>;
}

/** The command as a process that goes on while the test looks at what it prints. */
function start(args: string[], more: Record<string, string> = {}): Started {
  const child = spawn(path.join(programRoot, 'bin', 'meetric'), ['import', ...args], {
    env: { PATH: process.env['PATH'] ?? '', ...env, ...more },
    stdio: 'pipe',
  });
  const printed = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (printed.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (printed.stderr += String(chunk)));
  const closed = once(child, 'close');
  return { child, stdout: () => printed.stdout, stderr: () => printed.stderr, closed };
}

/** The address of a store that does not answer. */
function hangingStore(): Record<string, string> {
  const key = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  return { STORAGE_URL: `s3://calls?endpoint=${silentStore.url}`, ...key };
}

/** Takes in one.txt and then hangs at tone.wav, since its store does not answer. */
function startHanging(...options: string[]): Started {
  const files = ['one.txt', 'tone.wav', 'two.txt'].map(inFolder);
  return start([...files, '--again', ...options], hangingStore());
}

test('each file succeeds or fails by itself, an unexpected error included', async () => {
  // In place of the folder of recordings.
  mkdirSync(inFolder('data'), { recursive: true });
  writeFileSync(inFolder('data/recordings'), 'no folder');
  const files = ['one.txt', 'tone.wav', 'broken.vtt', 'nowhere.txt', 'two.txt'];
  const { code, stdout, stderr } = await meetric(['import', ...files.map(inFolder), '--json'], env);
  rmSync(inFolder('data/recordings'));
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual([
    { id: expect.any(String), status: 'processing' },
    {
      file: inFolder('tone.wav'),
      status: 'failed',
      code: 'unexpected_error',
      message: expect.stringMatching(/^(ENOTDIR|EEXIST)/),
    },
    { file: inFolder('broken.vtt'), status: 'refused', code: 'malformed', message: expect.any(String) },
    { file: inFolder('nowhere.txt'), status: 'refused', code: 'file_missing', message: expect.any(String) },
    { id: expect.any(String), status: 'processing' },
  ]);
  expect(stderr.trimEnd().split('\n')).toHaveLength(5);
});

test('redirected, a file is told of while the next one is on its way', async () => {
  const { child, stdout, closed } = startHanging();
  await expect.poll(stdout).toMatch(new RegExp(`^${inFolder('one.txt')}: processing, id ${uuid}\n$`));
  child.kill('SIGKILL');
  await closed;
  const [, id = ''] = /id (\S+)/.exec(stdout()) ?? [];
  expect(await database.query('select status from conversation where id = $1', [id])).toHaveLength(1);
});

test('with --json it is told on standard error, and in a line of the array; both survive a crash', async () => {
  const { child, stdout, stderr, closed } = startHanging('--json');
  await expect.poll(stderr).toMatch(new RegExp(`^${inFolder('one.txt')}: processing, id ${uuid}\n$`));
  await expect.poll(stdout).toMatch(new RegExp(`^\\[\n\\{"id":"${uuid}","status":"processing"\\}$`));
  child.kill('SIGKILL');
  await closed;
});

test('a repeat after kill -9 stores what is missing, and nothing twice', async () => {
  const { child, stdout, closed } = start(['two.txt', 'tone.wav', 'four.txt'].map(inFolder), hangingStore());
  await expect.poll(stdout).toMatch(/two\.txt: (processing|already here)/);
  child.kill('SIGKILL');
  await closed;
  const files = ['two.txt', 'four.txt', 'four.txt'].map(inFolder);
  const repeated = await meetric(['import', ...files, '--json'], env);
  expect(repeated.code).toBe(0);
  const [id] = /[0-9a-f-]{36}/.exec(stdout()) ?? [];
  const fourth = { id: expect.stringMatching(uuid), status: 'processing' };
  const before = { already_here: true, status: expect.any(String) };
  expect(JSON.parse(repeated.stdout)).toEqual([
    { ...before, id },
    fourth,
    { ...before, id: expect.any(String) },
  ]);
  expect(repeated.stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/two\.txt: already here as \S+ \(\w+\); --again takes it in once more$/),
    expect.stringMatching(/four\.txt: processing, id \S+$/),
    expect.stringMatching(/four\.txt: already here as/),
    'Taken in: 1, already here: 2, not taken in: 0.',
  ]);
  expect(await database.query("select from conversation where title = 'four'")).toHaveLength(1);
});

/** A line to the database that can be cut. */
async function cuttableLine(): Promise<{ url: string; cut(): Promise<void> }> {
  const { host, port, user, database: name } = new pg.Client({ connectionString: database.url });
  const sockets = new Set<Socket>();
  const line = createServer((client) => {
    const upstream = connect(path.join(host, `.s.PGSQL.${port}`));
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.pipe(upstream).pipe(client);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  return {
    url: `postgresql://${user}@127.0.0.1:${portOf(line.address())}/${name}`,
    async cut() {
      line.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}

test('where the database goes away meanwhile, each file that follows says so', async () => {
  const line = await cuttableLine();
  const letGo: (() => void)[] = [];
  silentStore.reply = (response) => letGo.push(() => response.writeHead(403).end());
  const files = ['one.txt', 'tone.wav', 'two.txt', 'three.txt'].map(inFolder);
  const { stdout, closed } = start([...files, '--again', '--json'], {
    ...hangingStore(),
    DATABASE_URL: line.url,
  });
  await expect.poll(() => letGo.length).toBe(1);
  await line.cut();
  letGo.shift()?.();
  silentStore.reply = () => {};
  expect(await closed).toEqual([1, null]);
  const gone = {
    status: 'failed',
    code: 'database_gone',
    message: expect.stringMatching(/Import the file again/),
  };
  expect(JSON.parse(stdout())).toEqual([
    { id: expect.stringMatching(uuid), status: 'processing' },
    { file: files[1], status: 'refused', code: 'storage_failed', message: expect.any(String) },
    { file: files[2], ...gone },
    { file: files[3], ...gone },
  ]);
});

test('a key of several files is refused', async () => {
  const { code, stderr } = await meetric(
    ['import', ...['one.txt', 'two.txt'].map(inFolder), '--key', 'a'],
    env,
  );
  expect([code, stderr]).toEqual([1, expect.stringMatching(/^--key is the key of one file/)]);
});

test('where the database is away, --json tells so of each file', async () => {
  const away = { ...env, DATABASE_URL: database.url.replace(/\/[^/?]+(\?|$)/, '/nowhere$1') };
  const files = ['one.txt', 'two.txt'].map(inFolder);
  const { code, stdout } = await meetric(['import', ...files, '--json'], away);
  expect(code).toBe(1);
  expect(JSON.parse(stdout)).toEqual(
    files.map((file) => ({
      file,
      status: 'failed',
      code: 'not_begun',
      message: expect.stringMatching(/^database_unknown: /),
    })),
  );
});

test('Ctrl-C stops after the file that is under way; once more stops at once, with what there is', async () => {
  const { child, stdout, stderr, closed } = startHanging('--json', '--wait');
  await expect.poll(stderr).toContain('one.txt: processing');
  child.kill('SIGINT');
  await expect.poll(stderr).toContain('Stopping; once more stops at once');
  child.kill('SIGINT');
  expect(await closed).toEqual([130, null]);
  expect(JSON.parse(stdout())).toEqual([{ id: expect.stringMatching(uuid), status: 'processing' }]);
});

test('Ctrl-C ends a wait in order', async () => {
  const holder = new pg.Client({ connectionString: database.url });
  await holder.connect();
  try {
    // No analysis can be stored.
    await holder.query('begin; lock table analysis in share mode');
    const { child, stdout, stderr, closed } = start([inFolder('three.txt'), '--wait']);
    await expect.poll(stdout).toContain('three.txt: processing');
    child.kill('SIGINT');
    expect(await closed).toEqual([130, null]);
    expect([stdout(), stderr()]).toEqual([
      expect.stringMatching(/^\S+three\.txt: processing, id \S+\n$/),
      expect.stringMatching(/^Stopping; .*\n$/),
    ]);
  } finally {
    await holder.end();
  }
});

test('a list of files that are all accepted is exit code 0, and an array', async () => {
  const files = ['one.txt', 'two.txt'].map(inFolder);
  const { code, stdout } = await meetric(['import', ...files, '--again', '--json', '--wait'], env);
  expect({ code, outcomes: JSON.parse(stdout) }).toEqual({
    code: 0,
    outcomes: Array(2).fill({ id: expect.stringMatching(uuid), status: 'completed' }),
  });
});
