import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot, programVersion } from '../../src/base/program.ts';
import { spawnServer } from '../support/processes.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-start-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a start says what it does, first of all that it starts, and all but the link is JSON', async () => {
  const env = { DATA_DIR: folder };
  const first = await spawnServer(env);
  // Beside the log, on standard error: a link is no matter for those who keep logs.
  await expect.poll(() => first.output()).toContain('/first-run#ml_');
  await first.end();
  const again = await spawnServer(env);
  await again.end();
  const linesOf = (output: string): Record<string, unknown>[] =>
    output
      .trimEnd()
      .replace(/^Nobody can sign in yet\..*?\n\n/ms, '')
      .split('\n')
      .map((line) => JSON.parse(line));
  const lines = linesOf(first.output());
  expect(lines[0]).toMatchObject({ version: programVersion(), dataDir: folder, role: 'all' });
  expect(lines.map(({ msg }) => msg)).toEqual([
    'Meetric starts',
    'making a database and starting PostgreSQL',
    'Meetric is ready',
    'stopping',
    'stopped',
  ]);
  expect(linesOf(again.output())[1]).toMatchObject({ msg: 'starting PostgreSQL' });
});

// util-linux: gives a program a terminal.
const hasScript = spawnSync('script', ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasScript) console.warn('SKIPPED: what a start prints on a terminal needs "script" of util-linux');

test.skipIf(!hasScript)('on a terminal it is lines for people, and Ctrl-C stops it', async () => {
  // exec: a shell that stays between would itself die of Ctrl-C.
  const child = spawn('script', ['-qec', 'exec node src/main.ts', '/dev/null'], {
    cwd: programRoot,
    env: { ...process.env, DATA_DIR: folder, PORT: '0' },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
  });
  await expect.poll(() => output).toContain('Ctrl-C stops the server.');
  child.stdin.write('\u0003');
  expect(await exited).toEqual([0, null]);
  const lines = output.replaceAll('\r', '').split('\n');
  expect(lines[0]).toMatch(/^\d\d:\d\d:\d\d Meetric starts {2}version \S+, dataDir \/\S+, role all$/);
  expect(lines[2]).toMatch(/^\d\d:\d\d:\d\d Meetric is ready {2}role all, url http:\/\/127\.0\.0\.1:\d+$/);
  expect(output).toMatch(/bin\/meetric token create .*\d\d:\d\d:\d\d stopped\s*$/s);
  expect(output).not.toContain('{"');
});
