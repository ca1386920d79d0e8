import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { contractFile } from '../../src/http/api/contract.ts';

export interface Judge {
  url: string;
  /** Ends the proxy, which then writes its report. */
  close(): Promise<void>;
}

/**
 * An outside judge: Redocly's proxy in front of `target`, which holds every exchange against the contract and writes its
 * report as JSON into `folder` when it ends. `command` starts the Redocly command line.
 */
export async function startJudge(target: string, folder: string, command: string[]): Promise<Judge> {
  for (let tries = 1; ; tries += 1) {
    const judge = await startOn(await freePort(), { target, folder, command });
    if (judge) return judge;
    if (tries === mostTries) throw new Error('The proxy did not start');
  }
}

/** Another may take a free port before the proxy does. */
const mostTries = 5;

/** Null where the proxy ended instead of listening. */
async function startOn(
  port: number,
  { target, folder, command }: { target: string; folder: string; command: string[] },
): Promise<Judge | null> {
  const base = path.join(folder, String(port));
  const options = {
    target,
    port,
    host: '127.0.0.1',
    har: `${base}.har`,
    api: contractFile('partner'),
  };
  const flags = Object.entries(options).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const [program = '', ...first] = command;
  const child = spawn(
    program,
    [...first, 'proxy', ...flags, '--match-mode', 'basepath', '--format', 'json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  child.stdout.pipe(createWriteStream(`${base}.json`));
  const exited = once(child, 'close');
  const isListening = await Promise.race([listening(child).then(() => true), exited.then(() => false)]);
  if (!isListening) {
    rmSync(`${base}.json`, { force: true });
    return null;
  }
  return {
    url: `http://127.0.0.1:${port}`,
    async close() {
      child.kill('SIGINT');
      await exited;
      // It holds the tokens of the exchanges.
      rmSync(`${base}.har`, { force: true });
    },
  };
}

function listening(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.stderr?.on('data', (chunk) => {
      if (String(chunk).includes('Proxy listening')) resolve();
    });
  });
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address !== 'object' || address === null) throw new Error('No free port');
  return address.port;
}
