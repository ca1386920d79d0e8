import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { currentOwner, ownDataDir } from './own-data-dir.ts';

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(path.join(os.tmpdir(), 'meetric-owner-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const mark = (): string => path.join(dataDir, 'owner.json');

/** A process of its own that takes `dataDir`, says what came of it, and lives until its input ends. */
function startOwner(role: 'server' | 'command'): {
  pid: number;
  said: Promise<string>;
  end(): Promise<void>;
} {
  const module = new URL('./own-data-dir.ts', import.meta.url).href;
  const script = `const { ownDataDir } = await import('${module}');
    const { kind, owner } = ownDataDir(${JSON.stringify(dataDir)}, '${role}');
    process.stdout.write(kind + (owner?.pid ?? ''));
    process.stdin.resume();`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    pid: child.pid ?? 0,
    said: new Promise((resolve) => child.stdout.once('data', (bytes: Buffer) => resolve(bytes.toString()))),
    async end() {
      child.stdin.end();
      await exited;
    },
  };
}

test('a folder is taken, made where it is missing, and given back without a trace', () => {
  const missing = path.join(dataDir, 'new', 'folder');
  const ownership = ownDataDir(missing, 'server');
  expect(currentOwner(missing)).toMatchObject({ pid: process.pid, role: 'server' });
  expect(readdirSync(missing)).toEqual(['owner.json']);
  if (ownership.kind === 'owned') ownership.release();
  expect(currentOwner(missing)).toBeNull();
  expect(readdirSync(missing)).toEqual([]);
});

test('a second owner is told who has it, and takes nothing away', async () => {
  const first = startOwner('server');
  expect(await first.said).toBe('owned');
  expect(ownDataDir(dataDir, 'command')).toMatchObject({
    kind: 'taken',
    owner: { pid: first.pid, role: 'server' },
  });
  expect(currentOwner(dataDir)?.pid).toBe(first.pid);
  const second = startOwner('command');
  expect(await second.said).toBe(`taken${first.pid}`);
  await second.end();
  expect(currentOwner(dataDir)?.pid).toBe(first.pid);
  await first.end();
});

test('the mark of a dead owner is replaced', async () => {
  const dead = startOwner('server');
  await dead.said;
  await dead.end();
  expect(JSON.parse(readFileSync(mark(), 'utf8'))).toMatchObject({ pid: dead.pid });
  expect(currentOwner(dataDir)).toBeNull();
  expect(ownDataDir(dataDir, 'server').kind).toBe('owned');
  expect(currentOwner(dataDir)?.pid).toBe(process.pid);
  expect(readdirSync(dataDir)).toEqual(['owner.json']);
});

test.skipIf(process.platform !== 'linux')(
  'a process id that is used again is not the old owner (needs /proc)',
  () => {
    writeFileSync(mark(), JSON.stringify({ pid: process.pid, role: 'server', startedAt: '1' }));
    expect(currentOwner(dataDir)).toBeNull();
    expect(ownDataDir(dataDir, 'server').kind).toBe('owned');
  },
);

test.each(['', '{', '{"pid":"x"}', 'null'])('a broken mark is replaced: %j', (content) => {
  writeFileSync(mark(), content);
  expect(ownDataDir(dataDir, 'server').kind).toBe('owned');
  expect(currentOwner(dataDir)?.pid).toBe(process.pid);
});

test('of processes that find a dead owner together, one takes the folder', async () => {
  const dead = startOwner('server');
  await dead.said;
  await dead.end();
  const rivals = [startOwner('server'), startOwner('server'), startOwner('server')];
  const said = await Promise.all(rivals.map((rival) => rival.said));
  const winner = rivals[said.indexOf('owned')];
  expect(said.toSorted()).toEqual(['owned', `taken${winner?.pid}`, `taken${winner?.pid}`]);
  await Promise.all(rivals.map((rival) => rival.end()));
});

test.skipIf(process.platform !== 'linux')(
  'a process that ended and was not collected is no owner (needs /proc)',
  async () => {
    // The shell forks the owner and becomes a program that collects nobody.
    const script = `const { ownDataDir } = await import('${new URL('./own-data-dir.ts', import.meta.url).href}');
    ownDataDir(${JSON.stringify(dataDir)}, 'server');`;
    const parent = spawn('sh', [
      '-c',
      '"$0" --input-type=module -e "$1" & exec sleep 60',
      process.execPath,
      script,
    ]);
    try {
      await expect.poll(() => existsSync(mark())).toBe(true);
      const { pid } = JSON.parse(readFileSync(mark(), 'utf8'));
      const state = (): string =>
        readFileSync(`/proc/${pid}/stat`, 'utf8')
          .replace(/^.*\) /s, '')
          .slice(0, 1);
      await expect.poll(state).toBe('Z');
      expect(process.kill(pid, 0)).toBe(true);
      expect(currentOwner(dataDir)).toBeNull();
      expect(ownDataDir(dataDir, 'server').kind).toBe('owned');
    } finally {
      parent.kill('SIGKILL');
    }
  },
);
