import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { programRoot } from '../../src/base/program.ts';
import { newDataFolder } from '../support/data-folder.ts';
import { type ServerProcess, spawnServer } from '../support/processes.ts';

// A server runs, and the README's blocks from "First steps" on are pasted into one shell, one after the other.

const readme = readFileSync(path.join(programRoot, 'README.md'), 'utf8');
const firstTerminal = /^(\w+=\S+ )?npm start$/;
const hasCurl = spawnSync('curl', ['--version'], { stdio: 'ignore' }).status === 0;
if (!hasCurl) console.warn('SKIPPED: the blocks of README.md need curl');

interface Block {
  heading: string;
  text: string;
}

/** The blocks of shell commands under "First steps", each with the heading that it stands under. */
function blocks(): Block[] {
  const part = readme.slice(readme.indexOf('\n## First steps\n'), readme.indexOf('\n## Configuration\n'));
  const found: Block[] = [];
  let heading = '';
  for (const [, named, text] of part.matchAll(/^#+ ([^\n]+)$|^```sh\n(.*?)^```$/gms)) {
    if (named !== undefined) heading = named;
    else found.push({ heading, text: text ?? '' });
  }
  return found;
}

const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-readme-'));
const env = { DATA_DIR: newDataFolder('readme-data') };
let server: ServerProcess;
let shell: ChildProcess;
let output = '';
/** Stands where the README has port 9000, which may be somebody else's here, and hands on to the receiver. */
let entrance: net.Server;

beforeAll(async () => {
  // In place of a clone: what is written lands here.
  for (const place of ['demo', 'examples'])
    symlinkSync(path.join(programRoot, place), path.join(folder, place));
  mkdirSync(path.join(folder, 'bin'));
  symlinkSync(path.join(programRoot, 'bin', 'meetric'), path.join(folder, 'bin', 'meetric'));
  entrance = net.createServer((caller) => {
    const receiver = net.connect(
      Number(/Listening on http:\/\/127\.0\.0\.1:(\d+)/.exec(output)?.[1]),
      '127.0.0.1',
    );
    for (const socket of [caller, receiver]) socket.on('error', () => socket.destroy());
    caller.pipe(receiver).pipe(caller);
  });
  entrance.listen(0, '127.0.0.1');
  await once(entrance, 'listening');
  server = await spawnServer(env);
  shell = spawn('bash', ['-euo', 'pipefail'], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, ...env },
    stdio: 'pipe',
  });
  for (const stream of [shell.stdout, shell.stderr])
    stream?.on('data', (chunk) => {
      output += String(chunk);
    });
});
afterAll(async () => {
  shell.kill();
  entrance.close();
  await server.end();
  for (const made of [folder, env.DATA_DIR]) rmSync(made, { recursive: true, force: true });
});

/** Pastes a block and gives what it printed, once the shell has come to its end. */
async function paste(text: string): Promise<string> {
  const before = output.length;
  const end = `end-of-block-${before}`;
  const { port } = Object(entrance.address());
  const here = text
    .replaceAll('http://127.0.0.1:42969', server.url)
    .replaceAll('http://127.0.0.1:9000/', `http://127.0.0.1:${port}/`)
    .replaceAll('PORT=9000', 'PORT=0');
  shell.stdin?.write(`${here}\necho ${end}\n`);
  await expect
    .poll(() => (shell.exitCode === null ? output.slice(before).includes(end) : 'the shell has ended'))
    .toBe(true);
  return output.slice(before).replace(end, '');
}

/** The output that the block under each heading must have printed. */
const printed: Record<string, RegExp> = {
  'First steps': /Acme Sales.*Erik Lindstrom.*B2B Sales/s,
  'Make a token': /^\{"token":"mt_\w+","token_prefix":"mt_\w{8}"\}$/m,
  'Import a recording':
    /^\{"id":"[^"]+","status":"completed"\}\nSPEAKER +SENTENCES +SECONDS\nSpeaker 1 .*^Erik Lindstrom .*^Jane Doe /ms,
  'Import a transcript': /^\{"id":"[^"]+","status":"completed"\}$/m,
  'Read it': /"brand_name".*"pagination".*"transcript".*"insights".*"recording_url":"http/s,
};

const received = /^conversation\.completed: Told by a webhook \([0-9a-f-]{36}\)$/m;

test.skipIf(!hasCurl)('the blocks work one after the other, the second server included', async () => {
  const all = blocks();
  expect(all.filter(({ text }) => firstTerminal.test(text.trim()))).toHaveLength(1);
  for (const { heading, text } of all) {
    if (firstTerminal.test(text.trim())) {
      const [name = '', value = ''] = text.trim().split(' ')[0]?.split('=') ?? [];
      // As the README says: stopped, and started anew with the setting.
      await server.end();
      server = await spawnServer({ ...env, [name]: value });
      continue;
    }
    // A reader waits for the receiver's line before stopping it.
    if (text.startsWith('kill ')) await expect.poll(() => output).toMatch(received);
    expect(await paste(text)).toMatch(printed[heading] ?? /^/);
  }
  expect(all.at(-1)?.text).toMatch(/^kill /);
  expect(output).toMatch(/^\{"id":"[^"]+","secret":"whsec_[^"]+"\}$/m);
  expect(output).not.toMatch(/"statusCode":/);
});

test('no block ends in a comment: some shells take it for arguments', () => {
  const sh = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, text = '']) => text.split('\n'));
  expect(sh.filter((line) => /(^|\s)#\s/.test(line))).toEqual([]);
});
