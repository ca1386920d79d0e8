import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { programRoot } from '../../src/base/program.ts';

export interface ServerProcess {
  url: string;
  pid: number;
  /** Everything that it printed. */
  output(): string;
  /** Sends the signal and gives the exit code, or null where the signal ended it. */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

const readyTimeoutMs = 120_000;

/** The environment of a child: nothing of this run's but what programs need. */
function childEnv(env: Record<string, string>): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? '/', PORT: '0', ...env };
}

/** Starts `npm start`'s program as a process of its own; resolves when it says that it is ready. */
export async function spawnServer(
  env: Record<string, string>,
  args: string[] = [],
  /** With a process group of its own, which gets the signals: a crash takes the children with it. */
  { ofItsOwnGroup = false } = {},
): Promise<ServerProcess> {
  const child = spawn(process.execPath, ['src/main.ts', ...args], {
    cwd: programRoot,
    env: childEnv(env),
    stdio: 'pipe',
    detached: ofItsOwnGroup,
  });
  const { output, text } = collect(child);
  const exited = once(child, 'exit');
  if (ofItsOwnGroup) endWithThisProcess(child);
  const url = await Promise.race([
    readyUrl(output),
    exited.then(([code]) => Promise.reject(new Error(`The server ended with ${code}: ${text()}`))),
    timeout(readyTimeoutMs, () => `The server was not ready: ${text()}`),
  ]);
  return {
    url,
    pid: child.pid ?? 0,
    output: text,
    async end(signal = 'SIGTERM') {
      if (ofItsOwnGroup && child.pid && child.exitCode === null) process.kill(-child.pid, signal);
      else child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

/** A group of its own does not hear what ends this process. */
function endWithThisProcess(child: ChildProcess): void {
  const end = (): void => void child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
  /** For benchmarks: how busy the machine is decides, so that no test may ask. */
  ms: number;
}

/** Runs bin/meetric to its end. */
export async function meetric(args: string[], env: Record<string, string>): Promise<CommandResult> {
  const startedMs = performance.now();
  const child = spawn(path.join(programRoot, 'bin', 'meetric'), args, { env: childEnv(env), stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const [code] = await once(child, 'close');
  return { code, stdout, stderr, ms: performance.now() - startedMs };
}

export interface RunningCommand {
  /** The whole lines of stdout so far. */
  lines(): string[];
  /** Resolves once there are so many; rejects where the command ends before. */
  untilLines(count: number): Promise<void>;
  stderr(): string;
  /** Sends the signal and gives the exit code, or null where the signal ended it. */
  end(signal: NodeJS.Signals): Promise<number | null>;
}

/** Starts bin/meetric with a command that goes on until it is told to end. */
export function startMeetric(args: string[], env: Record<string, string>): RunningCommand {
  const child = spawn(path.join(programRoot, 'bin', 'meetric'), args, { env: childEnv(env), stdio: 'pipe' });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk) => (stdout += String(chunk)));
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const closed = once(child, 'close');
  const lines = (): string[] => stdout.split('\n').slice(0, -1);
  return {
    lines,
    untilLines: (count) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (lines().length >= count) resolve();
        };
        child.stdout.on('data', look);
        closed.then(() => reject(new Error(`meetric ${args.join(' ')} ended: ${stderr}`)), reject);
        look();
      }),
    stderr: () => stderr,
    async end(signal) {
      child.kill(signal);
      const [code] = await closed;
      return code;
    },
  };
}

/** The line that an import of several files prints for each as it goes. */
const ofEachFile = /^.*: (processing|completed), id \S+\n/gm;

/** Runs bin/meetric with --json, which must succeed without a complaint on stderr, and gives what it printed. */
export async function meetricJson<T>(args: string[], env: Record<string, string>): Promise<T> {
  const { code, stdout, stderr } = await meetric([...args, '--json'], env);
  if (code !== 0 || stderr.replace(ofEachFile, '') !== '')
    throw new Error(`meetric ${args.join(' ')} ended with ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

function collect(child: ChildProcess): {
  output: (onText: (text: string) => void) => void;
  text: () => string;
} {
  let printed = '';
  const listeners = new Set<(text: string) => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk) => {
      printed += String(chunk);
      for (const listener of listeners) listener(printed);
    });
  }
  return { output: (onText) => listeners.add(onText), text: () => printed };
}

function readyUrl(output: (onText: (text: string) => void) => void): Promise<string> {
  return new Promise((resolve) =>
    output((text) => {
      const [, url] = /"url":"([^"]+)","msg":"Meetric is ready"/.exec(text) ?? [];
      if (url) resolve(url);
    }),
  );
}

async function timeout(ms: number, message: () => string): Promise<never> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref());
  throw new Error(message());
}
