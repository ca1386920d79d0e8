import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { MediaInfo } from '../media/media-info.ts';
import { type MediaRefusal, refuseMedia } from '../media/media-refusal.ts';
import type { DecodedSound, SoundReport, SoundRequest, SoundResult } from './sound-messages.ts';

const program = fileURLToPath(new URL('./sound-child.ts', import.meta.url));
/** Finding out how long a file of many hours plays means reading it. */
const silenceMs = 60_000;
/** A decoder asks for a few buffers at a time; more is a file that makes it grow. */
const mostHeapMb = 512;

export interface SoundOptions {
  onProgress?: (fraction: number) => void;
  signal?: AbortSignal;
  /** A child that says nothing for so long is ended. */
  silenceMs?: number;
}

/** Describes a file; a process of its own opens it. */
export async function probeSound(
  file: string,
  options: SoundOptions & { told?: string | undefined } = {},
): Promise<MediaInfo | MediaRefusal> {
  const result = await runChild({ kind: 'probe', file, told: options.told }, options);
  if (result.kind === 'decoded') throw new Error('A probe does not decode');
  return result;
}

/**
 * Decodes a recording in a process of its own: peaks, and raw files in `folder` unless it is null. Rejects when `signal`
 * aborts.
 */
export async function decodeSound(
  file: string,
  folder: string | null,
  options: SoundOptions = {},
): Promise<DecodedSound | MediaRefusal> {
  const result = await runChild({ kind: 'decode', file, folder }, options);
  if (result.kind === 'media') throw new Error('The decoder only looked');
  return result;
}

async function runChild(request: SoundRequest, options: SoundOptions): Promise<SoundResult> {
  options.signal?.throwIfAborted();
  const child = fork(program, [], {
    execArgv: [`--max-old-space-size=${mostHeapMb}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const end = (): void => void child.kill('SIGKILL');
  options.signal?.addEventListener('abort', end, { once: true });
  try {
    child.send(request, () => {});
    return await outcomeOf(child, options);
  } finally {
    options.signal?.removeEventListener('abort', end);
    // Its files may be removed next: the process must be gone by then.
    const gone = child.exitCode === null && child.signalCode === null ? once(child, 'exit') : null;
    end();
    await gone;
  }
}

function outcomeOf(child: ChildProcess, options: SoundOptions): Promise<SoundResult> {
  let heard = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    heard = (heard + chunk.toString('utf8')).slice(-2_000);
  });
  return new Promise((resolve, reject) => {
    const watchdog = setTimeout(() => resolve(refuseMedia('media_stuck')), options.silenceMs ?? silenceMs);
    child.on('message', (report: SoundReport) => {
      watchdog.refresh();
      if (report.kind === 'progress') options.onProgress?.(report.fraction);
      else if (report.kind === 'result') resolve(report.result);
      else reject(new Error(`The decoder failed: ${report.message}`));
    });
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      clearTimeout(watchdog);
      if (options.signal?.aborted) return reject(options.signal.reason);
      reject(new Error(`The decoder ended with ${signal ?? `code ${code}`}: ${heard.trim()}`));
    });
  });
}
