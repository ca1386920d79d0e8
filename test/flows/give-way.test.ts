import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { embeddedUrl } from '../../src/db/embedded/home.ts';
import { currentOwner } from '../../src/db/embedded/own-data-dir.ts';
import { tone } from '../../testing/media/tones.ts';
import { writeWav } from '../../testing/media/wav-writer.ts';
import { type Receiver, startReceiver } from '../../testing/receiver.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { meetric, meetricJson, type ServerProcess, spawnServer } from '../support/processes.ts';

// A server starts while a command has the data folder, and its PostgreSQL with it.

let folder: string;
let env: Record<string, string>;
/** A store that keeps whoever brings it a recording waiting, until the test lets go. */
let store: Receiver;
let letGo: (() => void)[];
let server: ServerProcess | null;
const children: ChildProcess[] = [];

beforeEach(async () => {
  folder = newDataFolder('give-way');
  store = await startReceiver();
  letGo = [];
  store.reply = (response) => letGo.push(() => response.writeHead(403).end());
  server = null;
  const keys = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' };
  env = { DATA_DIR: folder, STORAGE_URL: `s3://calls?endpoint=${store.url}`, ...keys };
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await server?.end();
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

interface Running {
  child: ChildProcess;
  stdout(): string;
  stderr(): string;
  closed: Promise<unknown[]>;
}

function startCommand(args: string[]): Running {
  const child = spawn(path.join(programRoot, 'bin', 'meetric'), args, {
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    stdio: 'pipe',
  });
  children.push(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout?.on('data', (chunk) => (printed.stdout += String(chunk)));
  child.stderr?.on('data', (chunk) => (printed.stderr += String(chunk)));
  return { child, stdout: () => printed.stdout, stderr: () => printed.stderr, closed: once(child, 'close') };
}

function writeCalls(count: number): string[] {
  return Array.from({ length: count }, (_, n) => {
    const file = path.join(folder, `call-${n}.txt`);
    writeFileSync(file, `Erik: We agree on point ${n}.\nJane: Yes, we do.\n`);
    return file;
  });
}

function writeSound(): string {
  const file = path.join(folder, 'tone.wav');
  writeFileSync(file, writeWav([tone(440, 1, 8_000)], { rate: 8_000, encoding: 's16' }));
  return file;
}

/** A first start makes it, which takes most of the start. */
async function makeDatabase(): Promise<void> {
  const first = await spawnServer(env);
  expect(await first.end()).toBe(0);
}

async function timed<T>(work: Promise<T>): Promise<{ value: T; ms: number }> {
  const startedMs = performance.now();
  return { value: await work, ms: performance.now() - startedMs };
}

const completed = (files: string[]): { title: string; status: string }[] =>
  files
    .map((file) => ({ title: path.basename(file, '.txt'), status: 'completed' }))
    .toSorted((a, b) => (a.title < b.title ? -1 : 1));

test('a server is ready while a long import goes on, which loses nothing and stores nothing twice', async () => {
  await makeDatabase();
  const alone = await timed(spawnServer(env));
  expect(await alone.value.end()).toBe(0);
  const files = writeCalls(60);
  const half = [...files.slice(0, 30), writeSound(), ...files.slice(30)];
  const command = startCommand(['import', ...half]);
  await expect.poll(() => letGo.length).toBe(1);
  const beside = await timed(spawnServer(env));
  server = beside.value;
  // The import is stuck: who waited for its end would not be ready at all.
  expect(command.child.exitCode).toBeNull();
  expect(currentOwner(folder)).toMatchObject({ pid: server.pid, role: 'server' });
  expect(beside.ms).toBeLessThan(alone.ms * 8);
  letGo.shift()?.();
  expect(await command.closed).toEqual([1, null]);
  expect(command.stderr()).toMatch(/^\S+tone\.wav: storage_failed: .*\n$/);
  await expect.poll(conversations).toEqual(completed(files));
  // The command has ended, and the server goes on with what the command had started.
  expect(await meetricJson(['token', 'list'], env)).toEqual([]);
  expect(server.output()).not.toContain('is started again');
  expect(await server.end()).toBe(0);
  expect(currentOwner(folder)).toBeNull();
  server = await spawnServer(env);
  expect(await conversations()).toHaveLength(60);
});

test('a server whose start is refused, or that stops, leaves the command its database', async () => {
  await makeDatabase();
  const files = writeCalls(3);
  const [first = '', second = '', third = ''] = files;
  const command = startCommand(['import', first, writeSound(), second, writeSound(), third]);
  await expect.poll(() => letGo.length).toBe(1);
  const taken = { ...env, PORT: new URL(store.url).port };
  await expect(spawnServer(taken)).rejects.toThrow('port_in_use');
  expect(currentOwner(folder)).toMatchObject({ pid: command.child.pid, role: 'command' });
  letGo.shift()?.();
  await expect.poll(() => letGo.length).toBe(1);
  const stopped = await spawnServer(env);
  expect(await stopped.end()).toBe(0);
  letGo.shift()?.();
  await command.closed;
  expect(command.stderr()).not.toContain('database_gone');
  expect(currentOwner(folder)).toBeNull();
  server = await spawnServer(env);
  await expect.poll(conversations).toEqual(completed(files));
});

test('kill -9 of the command takes nothing from the server that came after it', async () => {
  const [file = ''] = writeCalls(1);
  const command = startCommand(['import', file, writeSound()]);
  await expect.poll(() => letGo.length).toBe(1);
  server = await spawnServer(env);
  command.child.kill('SIGKILL');
  await command.closed;
  await expect.poll(conversations).toEqual(completed([file]));
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  expect((await meetric(['import', file], env)).stdout).toContain('already here');
  expect(server.output()).not.toContain('is started again');
});

test('the server starts PostgreSQL again that a command had started, and the command goes on', async () => {
  const files = writeCalls(2);
  const command = startCommand(['import', files[0] ?? '', writeSound(), files[1] ?? '']);
  await expect.poll(() => letGo.length).toBe(1);
  server = await spawnServer(env);
  const killed = await postmaster();
  process.kill(killed, 'SIGKILL');
  await expect.poll(() => postmaster().catch(() => killed)).not.toBe(killed);
  letGo.shift()?.();
  await command.closed;
  // A conversation that was in hand is completed when its lease has ended.
  await expect.poll(() => conversations().catch(() => [])).toHaveLength(files.length);
  expect(server.output()).toContain('PostgreSQL ended and is started again');
});

test('a command that waits and works by itself gives way too', async () => {
  const [file = ''] = writeCalls(1);
  const first = startCommand(['import', file, writeSound()]);
  await expect.poll(() => letGo.length).toBe(1);
  await query("update job set due_at = now() + interval '1 hour'");
  letGo.shift()?.();
  await first.closed;
  const command = startCommand(['import', file, '--wait']);
  await expect.poll(command.stdout).toContain('already here');
  server = await spawnServer(env);
  expect(command.child.exitCode).toBeNull();
  await query('update job set due_at = now()');
  expect(await command.closed).toEqual([0, null]);
  expect(command.stdout()).toContain('call-0.txt: completed');
  expect(await meetricJson(['token', 'list'], env)).toEqual([]);
});

test('a server that starts while short commands come and go is ready, and they are answered', async () => {
  await makeDatabase();
  for (let round = 0; round < 3; round += 1) {
    const [started, ...answers] = await Promise.all([
      spawnServer(env),
      meetricJson(['account', 'list'], env),
      meetricJson(['token', 'list'], env),
    ]);
    server = started;
    expect(answers).toEqual([[expect.anything()], []]);
    expect(await server.end()).toBe(0);
    server = null;
  }
  expect(currentOwner(folder)).toBeNull();
});

async function query<Row extends pg.QueryResultRow>(text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: embeddedUrl(folder) });
  client.on('error', () => {});
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

function conversations(): Promise<{ title: string; status: string }[]> {
  return query('select title, status from conversation order by title');
}

async function postmaster(): Promise<number> {
  const [row] = await query<{ pid: number }>(
    `select split_part(pg_read_file('postmaster.pid'), E'\n', 1)::int as pid`,
  );
  return row?.pid ?? 0;
}
