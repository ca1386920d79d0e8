import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecogniseOptions, Recogniser, RecognitionResult, RecordedChannel } from '../recogniser.ts';
import type { ChildRequest } from './child-messages.ts';
import { type ChildOutcome, type RecogniserChild, startRecogniserChild } from './child-process.ts';
import { checkParts, installedModules, type PartsCheck } from './parts.ts';
import { prepareTokens } from './tokens.ts';

export interface EmbeddedOptions {
  /** Where the token list is kept between starts. */
  readonly cacheFolder: string;
  /** Where packages are installed; the program's own node_modules if not given. */
  readonly modulesFolder?: string;
}

export type EmbeddedRecogniser = Recogniser & AsyncDisposable;

const filesPerProcess = 20;
const retireBytes = 400 * 2 ** 20;
const mostCrashes = 5;

const refused = (code: Extract<RecognitionResult, { kind: 'refused' }>['code'], message: string) =>
  ({ kind: 'refused', code, message }) as const;

/** Whether the embedded weights know the language: English in all its regions, nothing else. */
export function coversLanguage(language: string): boolean {
  return /^en(?:[-_][a-z0-9]+)*$/i.test(language.trim());
}

function resultOf(outcome: Exclude<ChildOutcome, { kind: 'recycle' | 'crashed' }>): RecognitionResult {
  if (outcome.kind === 'native_missing') {
    const hint = "Run `npm ci` in the program's folder on this machine.";
    return refused(
      'asr_native_missing',
      `The speech recogniser's native library does not load. ${hint} ${outcome.message}`,
    );
  }
  if (outcome.kind === 'failed') throw new Error(`The recogniser failed: ${outcome.message}`);
  const { sentences, speakersUncertain } = outcome.transcription;
  if (sentences.length === 0) return refused('no_speech', 'No speech was found in the recording.');
  return { kind: 'recognised', sentences, speakersUncertain };
}

class ChildPool {
  #child: RecogniserChild | undefined;
  #files = 0;

  /** Runs a request, in fresh processes as often as needed; the journal carries the work over. */
  async run(request: ChildRequest, options: RecogniseOptions): Promise<RecognitionResult> {
    let crashes = 0;
    let furthest = 0;
    const onProgress = (fraction: number): void => {
      furthest = Math.max(furthest, fraction);
      options.onProgress?.(furthest);
    };
    for (;;) {
      options.signal?.throwIfAborted();
      this.#child ??= startRecogniserChild();
      const outcome = await this.#runOnce(this.#child, request, { onProgress, signal: options.signal });
      if (outcome.kind === 'done') {
        this.#files += 1;
        onProgress(1);
      }
      const grown = outcome.kind === 'done' && outcome.residentBytes > retireBytes;
      if (outcome.kind !== 'done' || grown || this.#files >= filesPerProcess) await this.retire();
      if (outcome.kind === 'recycle') continue;
      if (outcome.kind !== 'crashed') return resultOf(outcome);
      crashes += 1;
      if (crashes >= mostCrashes) {
        return refused('asr_crashed', `The recogniser's process ended ${crashes} times; ${outcome.message}`);
      }
    }
  }

  async #runOnce(
    child: RecogniserChild,
    request: ChildRequest,
    options: { onProgress: (fraction: number) => void; signal: AbortSignal | undefined },
  ): Promise<ChildOutcome> {
    const abort = (): void => void this.retire();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      const outcome = await child.run(request, options.onProgress);
      options.signal?.throwIfAborted();
      return outcome;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
  }

  async retire(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    this.#files = 0;
    await child?.kill();
  }
}

async function withJournal<T>(path: string | undefined, work: (path: string) => Promise<T>): Promise<T> {
  if (path !== undefined) return await work(path);
  const folder = await mkdtemp(join(tmpdir(), 'meetric-speech-'));
  try {
    return await work(join(folder, 'journal'));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The recogniser that works offline, from installed packages alone: English, one recording at a time. */
export function createEmbeddedRecogniser(embedded: EmbeddedOptions): EmbeddedRecogniser {
  const pool = new ChildPool();
  let checked: Promise<PartsCheck> | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function begin(channels: readonly RecordedChannel[], options: RecogniseOptions) {
    options.signal?.throwIfAborted();
    checked ??= checkParts(embedded.modulesFolder ?? installedModules);
    const check = await checked;
    if (check.kind === 'missing') {
      checked = undefined;
      return refused(check.code, check.message);
    }
    const tokensPath = await prepareTokens(embedded.cacheFolder);
    const job = options.speakers === undefined ? { channels } : { channels, speakers: options.speakers };
    return await withJournal(options.resume?.journalPath, (journalPath) =>
      pool.run({ job, journalPath, parts: check.parts, tokensPath }, options),
    );
  }

  return {
    async recognise(audio, options) {
      if (!coversLanguage(options.language)) {
        const hint = 'Configure another recogniser for it, or declare English.';
        return refused(
          'language_unsupported_by_embedded',
          `The embedded recogniser knows English only, not "${options.language}". ${hint}`,
        );
      }
      const run = last.then(() => begin(audio.channels, options));
      last = run.catch(() => undefined);
      return await run;
    },
    async [Symbol.asyncDispose]() {
      await pool.retire();
    },
  };
}
