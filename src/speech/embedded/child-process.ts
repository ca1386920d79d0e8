import { type ChildProcess, fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ChildReport, ChildRequest } from './child-messages.ts';
import type { Transcription } from './transcribe.ts';

export type ChildOutcome =
  | { readonly kind: 'done'; readonly transcription: Transcription; readonly residentBytes: number }
  | { readonly kind: 'recycle' }
  | { readonly kind: 'native_missing'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'crashed'; readonly message: string };

const program = fileURLToPath(new URL('./recogniser-child.ts', import.meta.url));
const keptErrorLength = 2_000;

export interface RecogniserChild {
  run(request: ChildRequest, onProgress: (fraction: number) => void): Promise<ChildOutcome>;
  /** Ends the process now, whatever it does; resolves when it is gone. */
  kill(): Promise<void>;
}

function whenGone(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve) => child.once('exit', () => resolve()));
}

function outcomeOf(child: ChildProcess, onProgress: (fraction: number) => void, stderr: () => string) {
  return new Promise<ChildOutcome>((resolve) => {
    const finish = (outcome: ChildOutcome): void => {
      child.off('message', hear);
      child.off('exit', ended);
      child.off('error', broken);
      resolve(outcome);
    };
    const hear = (report: ChildReport): void => {
      if (report.kind === 'progress') onProgress(report.fraction);
      else finish(report);
    };
    const ended = (code: number | null, signal: string | null): void =>
      finish({ kind: 'crashed', message: `ended with ${signal ?? `code ${code}`}: ${stderr().trim()}` });
    const broken = (error: Error): void => finish({ kind: 'crashed', message: error.message });
    child.on('message', hear);
    child.on('exit', ended);
    child.on('error', broken);
  });
}

/** Starts a recogniser in a process of its own; it does not keep this process alive while idle. */
export function startRecogniserChild(): RecogniserChild {
  const child = fork(program, [], { execArgv: [], stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let heard = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    heard = (heard + chunk.toString('utf8')).slice(-keptErrorLength);
  });
  const rest = (): void => {
    child.unref();
    child.channel?.unref();
  };
  return {
    async run(request, onProgress) {
      if (!child.connected) return { kind: 'crashed', message: `had ended before: ${heard.trim()}` };
      child.ref();
      child.channel?.ref();
      const outcome = outcomeOf(child, onProgress, () => heard);
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
