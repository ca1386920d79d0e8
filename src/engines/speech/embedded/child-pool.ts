import type { ChildDone, ChildNews, ChildRequest } from './child-messages.ts';
import type { ChildOutcome, RecogniserChild } from './child-process.ts';
import type { DiarisationFiles } from './diarisation-models.ts';

export interface PoolOptions {
  start: () => RecogniserChild;
  /** A child that says nothing for so long is ended, and the next one goes on from the journal. */
  silenceMs: number;
  /** A child without work for so long is ended, and its memory is free again. */
  idleMs: number;
  /** Told things that an operator should know and no caller can: a model file that does not work. */
  onNotice: (message: string) => void;
}

export interface PoolRunOptions {
  onProgress: ((fraction: number) => void) | undefined;
  signal: AbortSignal | undefined;
}

export type PoolOutcome =
  | ChildDone
  | { kind: 'native_missing'; message: string }
  | { kind: 'failed'; message: string }
  /** `cause`: how the last process ended. */
  | { kind: 'gave_up'; crashes: number; cause: string };

const filesPerProcess = 20;
const retireBytes = 400 * 2 ** 20;
const mostCrashes = 5;

/** Runs requests one at a time, in fresh processes as often as needed; the journal carries the work over. */
export class ChildPool {
  readonly #options: PoolOptions;
  readonly #unusable = new Set<string>();
  // Files that native code has come back from. If a process ends later, the recording is the cause.
  readonly #proven = new Set<string>();
  #child: RecogniserChild | undefined;
  #files = 0;
  #closed = false;
  #idle: NodeJS.Timeout | undefined;

  constructor(options: PoolOptions) {
    this.#options = options;
  }

  async run(request: ChildRequest, options: PoolRunOptions): Promise<PoolOutcome> {
    clearTimeout(this.#idle);
    try {
      return await this.#runThrough(request, options);
    } finally {
      if (this.#child) {
        this.#idle = setTimeout(() => void this.retire(), this.#options.idleMs);
        this.#idle.unref();
      }
    }
  }

  async #runThrough(request: ChildRequest, options: PoolRunOptions): Promise<PoolOutcome> {
    let rest = request;
    let crashes = 0;
    let furthest = 0;
    const advance = (fraction: number): void => {
      furthest = Math.max(furthest, fraction);
      options.onProgress?.(furthest);
    };
    const onNews = (news: ChildNews): void => {
      if (news.kind === 'progress') advance(news.fraction);
      if (news.kind === 'model_unusable') this.#giveUpModel(news.file, news.message);
      if (news.kind === 'tried' && !this.#unusable.has(news.file)) this.#proven.add(news.file);
      if (news.kind === 'notice') this.#options.onNotice(news.message);
    };
    for (;;) {
      options.signal?.throwIfAborted();
      if (this.#closed) throw new Error('The recogniser was closed in the midst of work');
      this.#child ??= this.#options.start();
      const outcome = await this.#runOnce(this.#child, this.#usable(rest), {
        onNews,
        signal: options.signal,
      });
      await this.#retireAfter(outcome);
      if (outcome.kind === 'recycle') continue;
      if (outcome.kind !== 'crashed') {
        if (outcome.kind !== 'native_missing' && outcome.kind !== 'failed') advance(1);
        return outcome;
      }
      if (outcome.tried === undefined) crashes += 1;
      else if (this.#proven.has(outcome.tried)) rest = this.#withoutModels(rest, outcome.message);
      else this.#giveUpModel(outcome.tried, outcome.message);
      if (crashes >= mostCrashes) return { kind: 'gave_up', crashes, cause: outcome.message };
    }
  }

  #giveUpModel(file: string, message: string): void {
    if (this.#unusable.has(file)) return;
    this.#unusable.add(file);
    this.#options.onNotice(
      `The diarisation model ${file} can not be used and is left alone until the next start: ${message}`,
    );
  }

  #withoutModels(request: ChildRequest, message: string): ChildRequest {
    this.#options.onNotice(`The diarisation models are not used for this recording: ${message}`);
    const { diarisation, ...rest } = request;
    return rest;
  }

  #usable(request: ChildRequest): ChildRequest {
    const { diarisation, ...rest } = request;
    const files = diarisation && this.#withoutUnusable(diarisation);
    return files ? { ...rest, diarisation: files } : rest;
  }

  #withoutUnusable(files: DiarisationFiles): DiarisationFiles | undefined {
    const embeddings = files.embeddings.filter((file) => !this.#unusable.has(file));
    if (this.#unusable.has(files.segmentation) || embeddings.length === 0) return undefined;
    return { segmentation: files.segmentation, embeddings };
  }

  async #runOnce(
    child: RecogniserChild,
    request: ChildRequest,
    options: { onNews: (news: ChildNews) => void; signal: AbortSignal | undefined },
  ): Promise<ChildOutcome> {
    const abort = (): void => void this.retire();
    options.signal?.addEventListener('abort', abort, { once: true });
    try {
      const { silenceMs } = this.#options;
      const outcome = await child.run(request, { onNews: options.onNews, silenceMs });
      options.signal?.throwIfAborted();
      return outcome;
    } finally {
      options.signal?.removeEventListener('abort', abort);
    }
  }

  async #retireAfter(outcome: ChildOutcome): Promise<void> {
    const done = outcome.kind === 'transcribed' || outcome.kind === 'attributed';
    if (done) this.#files += 1;
    if (!done || outcome.residentBytes > retireBytes || this.#files >= filesPerProcess) await this.retire();
  }

  /** Ends the child for good; work under way rejects. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.retire();
  }

  async retire(): Promise<void> {
    clearTimeout(this.#idle);
    const child = this.#child;
    this.#child = undefined;
    this.#files = 0;
    await child?.kill();
  }
}
