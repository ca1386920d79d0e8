import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../src/config.ts';
import { locatePostgres } from '../src/db/embedded/home.ts';

/** The demo's place for temporary files: its data folder is the only thing there. */
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-demo-test-'));
  // Its PostgreSQL may run as another user.
  chmodSync(folder, 0o711);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

test.each([
  ['as soon as it runs', 'Meetric demo'],
  ['while it takes in', 'Importing 61 conversations'],
  ['while it recognises', 'Importing a recording'],
])('Ctrl-C %s stops it, removes its data and says so', async (_, said) => {
  const child = spawn(process.execPath, ['demo/main.ts'], {
    cwd: programRoot,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await expect.poll(() => output).toContain(said);
  const dataDir = path.join(folder, readdirSync(folder)[0] ?? '');
  const postmaster = (): number =>
    Number(readFileSync(path.join(locatePostgres(dataDir).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const pid = said === 'Meetric demo' ? 0 : postmaster();
  child.kill('SIGINT');
  expect(await exited).toEqual([0, null]);
  expect(output.trimEnd().split('\n').slice(-2)).toEqual([
    'Stopping …',
    `Stopped. The demo's data, in ${dataDir}, is removed.`,
  ]);
  expect(readdirSync(folder)).toEqual([]);
  if (pid > 0) await expect.poll(() => isAlive(pid)).toBe(false);
});
