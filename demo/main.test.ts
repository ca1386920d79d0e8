import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { programRoot } from '../src/base/program.ts';
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

interface Demo {
  output(): string;
  /** Presses Ctrl-C and gives how it ended. */
  stop(): Promise<unknown[]>;
}

/** Starts the demo and waits until it has said so much. */
async function demoThatSaid(text: string): Promise<Demo> {
  const child = spawn(process.execPath, ['demo/main.ts'], {
    cwd: programRoot,
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', TMPDIR: folder },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'close');
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  await expect.poll(() => (child.exitCode === null ? output : 'it has ended')).toContain(text);
  return {
    output: () => output,
    stop() {
      child.kill('SIGINT');
      return exited;
    },
  };
}

test.each([
  ['as soon as it runs', 'Meetric demo'],
  ['while it recognises', 'Importing a recording'],
])('Ctrl-C %s stops it, removes its data and says so', async (_, said) => {
  const demo = await demoThatSaid(said);
  const dataDir = path.join(folder, readdirSync(folder)[0] ?? '');
  const postmaster = (): number =>
    Number(readFileSync(path.join(locatePostgres(dataDir).cluster, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const pid = said === 'Meetric demo' ? 0 : postmaster();
  expect(await demo.stop()).toEqual([0, null]);
  expect(demo.output().trimEnd().split('\n').slice(-2)).toEqual([
    'Stopping …',
    `Stopped. The demo's data, in ${dataDir}, is removed.`,
  ]);
  expect(readdirSync(folder)).toEqual([]);
  if (pid > 0) await expect.poll(() => isAlive(pid)).toBe(false);
});

/** Of what changes from run to run, or from one processor to another, the form. The README cuts long lines. */
const forms: [RegExp, string][] = [
  [/^\d\d:\d\d {2}Speaker \d: .*/, 'a sentence'],
  [/^\d\d:\d\d - \d\d:\d\d {2}.*/, 'a topic'],
  [/^\d\d:\d\d {2}[a-z_]+ {2,}.*/, 'an insight'],
  [/^── (.*?) ─+$/, '── $1 ──'],
  [/^ {2}(\w+) +█+ 100 %$/, 'step $1'],
  [/^[█░]+ (?!61)\d+\/61$/, 'a count'],
  [/^All completed in .*/, 'All completed'],
  [/^Sentiment: \w+\. Talk: Speaker 1 \d+ %, Speaker 2 \d+ %\.$/, 'Sentiment and talk'],
  [/^(x-webhook-(?:signature|delivery-id|timestamp)): .*/, '$1'],
  [/^(\{"event":"conversation\.completed",).*/, '$1'],
  [
    /^curl -s "http:\/\/127\.0\.0\.1:\d+(\/api\/v1\/rest\/conversations)(?:\/[0-9a-f-]{36}(\/[a-z-]+)|(\?limit=5)).*/,
    '$1$2$3',
  ],
  [/^DATA_DIR=\S+ (bin\/meetric speakers) .*/, '$1'],
  [/^The app, signed in by this link once: http:\/\/127\.0\.0\.1:\d+(\/[a-z-]+)#ml_.*/, 'The app: $1'],
  [/^The contract: http:\/\/127\.0\.0\.1:\d+(\/\S+) .*/, 'The contract: $1'],
  [/in \S+meetric-demo-\w+, is removed\./, 'in DATA_DIR, is removed.'],
];

function formOf(line: string): string {
  const [pattern, form] = forms.find(([known]) => known.test(line)) ?? [/$^/, ''];
  return line.replace(pattern, form);
}

/** The forms in their order: one for several of the same kind, none for what the README leaves out. */
function shapeOf(text: string): string[] {
  const lines = text.trimEnd().split('\n').map(formOf);
  const isSummary = summaryOf(lines);
  return lines
    .map((line, at) => (isSummary(at) ? 'the summary' : line))
    .filter((line) => line !== '…' && line !== 'a count')
    .filter((line, at, all) => line !== all[at - 1]);
}

function summaryOf(lines: string[]): (at: number) => boolean {
  const [from, to] = [lines.indexOf('── Summary ──'), lines.indexOf('Sentiment and talk')];
  return (at) => at > from && at < to;
}

test('the README shows what it prints', async () => {
  const demo = await demoThatSaid('Ctrl-C stops the server and removes its data.');
  await demo.stop();
  const readme = readFileSync(path.join(programRoot, 'README.md'), 'utf8');
  const [, shown = ''] = /^```text\n(Meetric demo: .*?)^```$/ms.exec(readme) ?? [];
  expect(shapeOf(shown)).toEqual(shapeOf(demo.output()));
});
