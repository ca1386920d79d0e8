import { type ChildProcess, fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ChildNews, ChildReport, ChildRequest, ChildVerdict } from './child-messages.ts';

export type ChildOutcome =
  | ChildVerdict
  | {
      kind: 'crashed';
      message: string;
      /** The model file that native code had in hand. */
      tried: string | undefined;
    };

const program = fileURLToPath(new URL('./recogniser-child.ts', import.meta.url));
const keptErrorLength = 2_000;

export interface RunOptions {
  onNews: (news: ChildNews) => void;
  /** A child that says nothing for so long is ended and counts as crashed. */
  silenceMs: number;
}

export interface RecogniserChild {
  pid: number | undefined;
  run(request: ChildRequest, options: RunOptions): Promise<ChildOutcome>;
  /** Ends the process now, whatever it does; resolves when it is gone. */
  kill(): Promise<void>;
}

function whenGone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

const isNews = (report: ChildReport): report is ChildNews =>
  ['progress', 'trying', 'tried', 'model_unusable', 'notice'].includes(report.kind);

function outcomeOf(child: ChildProcess, options: RunOptions, stderr: () => string) {
  return new Promise<ChildOutcome>((resolve) => {
    let tried: string | undefined;
    let silent: string | undefined;
    let timer: NodeJS.Timeout | undefined;
    const expectWord = (withinMs: number): void => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        silent = `said nothing for ${withinMs / 1_000} s and was `;
        child.kill('SIGKILL');
      }, withinMs);
    };
    const finish = (outcome: ChildOutcome): void => {
      clearTimeout(timer);
      child.off('message', hear);
      child.off('exit', ended);
      child.off('error', broken);
      resolve(outcome);
    };
    const hear = (report: ChildReport): void => {
      if (!isNews(report)) {
        finish(report);
        return;
      }
      if (report.kind === 'trying') tried = report.file;
      if (report.kind === 'tried') tried = undefined;
      expectWord(options.silenceMs + (report.kind === 'trying' ? report.allowanceMs : 0));
      options.onNews(report);
    };
    const ended = (code: number | null, signal: string | null): void => {
      const message = `${silent ?? ''}ended with ${signal ?? `code ${code}`}: ${stderr().trim()}`;
      finish({ kind: 'crashed', message, tried });
    };
    const broken = (error: Error): void => finish({ kind: 'crashed', message: error.message, tried });
    child.on('message', hear);
    child.on('exit', ended);
    child.on('error', broken);
    expectWord(options.silenceMs);
  });
}

// Recognisers take all cores that nobody else wants: answers of the server go before them.
const politePriority = 10;

function stepBack(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    setPriority(pid, politePriority);
  } catch {
    // A child that ended at once has no priority, and its exit is told to whoever runs it.
  }
}

/** Starts a recogniser in a process of its own; it does not keep this process alive while idle. */
export function startRecogniserChild(): RecogniserChild {
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  stepBack(child.pid);
  let heard = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    heard = (heard + chunk.toString('utf8')).slice(-keptErrorLength);
  });
  const rest = (): void => {
    child.unref();
    child.channel?.unref();
  };
  return {
    pid: child.pid,
    async run(request, options) {
      if (!child.connected)
        return { kind: 'crashed', message: `had ended before: ${heard.trim()}`, tried: undefined };
      child.ref();
      child.channel?.ref();
      const outcome = outcomeOf(child, options, () => heard);
      child.send(request, () => {});
      try {
        return await outcome;
      } finally {
        rest();
      }
    },
    async kill() {
      child.ref();
      child.kill('SIGKILL');
      await whenGone(child);
    },
  };
}
