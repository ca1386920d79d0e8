import { Worker } from 'node:worker_threads';
import type { Analyser, Analysis, AnalysisInput, NotAnalysed } from './analyser.ts';
import type { AnalysisReply, AnalysisRequest } from './analysis-messages.ts';
import { sharedSteps, stepsIn } from './progress.ts';

/** An analysis that gave no result: it got stuck, or its thread failed. */
export class AnalysisFailure extends Error {
  readonly code: 'analysis_timeout' | 'analysis_crashed';

  constructor(code: 'analysis_timeout' | 'analysis_crashed', message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'AnalysisFailure';
    this.code = code;
  }
}

interface Waiting {
  request: AnalysisRequest;
  resolve: (result: Analysis | NotAnalysed) => void;
  reject: (failure: AnalysisFailure) => void;
}

interface ThreadedAnalyserOptions {
  /** Longest an analysis may go without a step forward once the thread has been given it. */
  stallMs?: number;
  /** Module the thread runs; it answers an AnalysisRequest with an AnalysisReply. */
  threadModule?: URL;
}

const DEFAULT_STALL_MS = 60_000;
/** So many looks in a row must see no progress: a process that was halted for a while takes no looks. */
const LOOKS = 20;

/** The embedded analyser in one thread of its own, started at the first call and again after a failure. */
export function createThreadedAnalyser(options: ThreadedAnalyserOptions = {}): Analyser {
  const thread = new AnalysisThread(options);
  return {
    analyse: (input) => thread.analyse(input),
    close: () => thread.close(),
  };
}

/** Hands requests to the thread one at a time, and watches the one that is running. */
class AnalysisThread {
  readonly #stallMs: number;
  readonly #module: URL;
  readonly #queue: Waiting[] = [];
  #running: Waiting | null = null;
  #timer: NodeJS.Timeout | null = null;
  #worker: Worker | null = null;
  #lastId = 0;
  #closed = false;

  constructor(options: ThreadedAnalyserOptions) {
    this.#stallMs = options.stallMs ?? DEFAULT_STALL_MS;
    this.#module = options.threadModule ?? new URL('./analysis-thread.ts', import.meta.url);
  }

  analyse(input: AnalysisInput): Promise<Analysis | NotAnalysed> {
    if (this.#closed)
      return Promise.reject(new AnalysisFailure('analysis_crashed', 'The analyser is closed'));
    this.#lastId++;
    const request = { id: this.#lastId, input, steps: sharedSteps() };
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject });
      this.#startNext();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    const abandoned = [...this.#takeRunning(), ...this.#queue.splice(0)];
    for (const waiting of abandoned) {
      waiting.reject(new AnalysisFailure('analysis_crashed', 'The analyser was closed before it answered'));
    }
    await this.#dropWorker();
  }

  #startNext(): void {
    if (this.#running !== null) return;
    const next = this.#queue.shift();
    if (next === undefined) {
      this.#worker?.unref();
      return;
    }
    this.#running = next;
    this.#worker ??= this.#startWorker();
    this.#worker.ref();
    this.#timer = setInterval(this.#watch(next.request.steps), this.#stallMs / LOOKS);
    this.#worker.postMessage(next.request);
  }

  #startWorker(): Worker {
    // Flags of the main program, such as --input-type, are not meant for the thread.
    const worker = new Worker(this.#module, { execArgv: [] });
    let cause: unknown;
    worker.on('message', (reply: AnalysisReply) => this.#settle(reply));
    worker.on('error', (error) => {
      cause = error;
    });
    worker.on('exit', (code) => {
      if (this.#worker === worker)
        this.#fail('analysis_crashed', `The analysis thread ended with code ${code}`, cause);
    });
    return worker;
  }

  #settle(reply: AnalysisReply): void {
    if (this.#running?.request.id !== reply.id) return;
    for (const waiting of this.#takeRunning()) {
      if ('result' in reply) waiting.resolve(reply.result);
      else waiting.reject(new AnalysisFailure('analysis_crashed', `The analysis failed: ${reply.message}`));
    }
    this.#startNext();
  }

  /** An analysis may take as long as it needs: one is given up only when it makes no progress. */
  #watch(steps: SharedArrayBuffer): () => void {
    let seen = stepsIn(steps);
    let looksInVain = 0;
    return () => {
      const now = stepsIn(steps);
      looksInVain = now === seen ? looksInVain + 1 : 0;
      seen = now;
      if (looksInVain === LOOKS)
        this.#fail('analysis_timeout', `The analysis made no progress for ${this.#stallMs} ms`);
    };
  }

  #fail(code: AnalysisFailure['code'], message: string, cause?: unknown): void {
    const failure = new AnalysisFailure(code, message, { cause });
    void this.#dropWorker();
    for (const waiting of this.#takeRunning()) waiting.reject(failure);
    this.#startNext();
  }

  #takeRunning(): Waiting[] {
    const running = this.#running;
    this.#running = null;
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    return running === null ? [] : [running];
  }

  async #dropWorker(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
