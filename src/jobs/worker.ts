import type { Logger } from 'pino';
import { isOutage } from '../db/outage.ts';
import type { Pool } from '../db/pool.ts';
import type { KindIn, Lane } from './kinds.ts';
import { checkLeaseTimes, leaseTimes } from './lease-times.ts';
import { acquitJobs } from './lost-leases.ts';
import { type ClaimWish, type Job, LeaseLost, putOffFailedJob, putOffJob, renewLeases } from './queue.ts';
import type { Suspects } from './suspects.ts';

/** Why a job is given up: its handler threw too often, or the process ended too often while it ran alone. */
export type GivenUpFor = 'failures' | 'crashes';

/** Does one job and ends it by finishJob or putOffJob in the transaction of its outcome. */
export interface JobHandler<Claimed extends Job = Job> {
  run(job: Claimed, signal: AbortSignal): Promise<void>;
  /** It is not tried again: write that down and end it. */
  giveUp(job: Claimed, reason: GivenUpFor): Promise<void>;
}

/** One for each kind of a lane, typed by its payload and what else its jobs are claimed with. */
export type LaneHandlers<L extends Lane, Claimed = unknown> = {
  readonly [Kind in KindIn<L>]: JobHandler<Job<Kind> & Claimed>;
};

const pollMs = 250;
const mostFailures = 5;
const mostCrashes = 5;
const retryMs = 5_000;
const placesWaitMs = 20;

interface Running {
  startedMs: number;
  job: Job;
  abort: AbortController;
  done: Promise<void>;
}

export interface WorkerOptions<Claimed extends Job = Job> {
  pool: Pool;
  log: Logger;
  lane: Lane;
  /** Claims jobs of the lane, with what their handlers need. */
  claim(wish: ClaimWish): Promise<Claimed[]>;
  /** Jobs that may be claimed at once; a function is asked before each claim. */
  concurrency: number | (() => number);
  /** Jobs on one subject that may run at once here. */
  perSubject: number;
  /**
   * While jobs run and more may be due, a claim waits a moment for this many to end. It costs as much for one as
   * for many.
   */
  atLeast?: number;
  /** After so many failures a job is given up; five where it is left out. */
  mostFailures?: number;
  /** Where suspects of the lane run alone: kinds.ts. */
  suspects?: Suspects<Claimed>;
  /** By kind; `satisfies LaneHandlers` shows that none is missing. */
  handlers: Readonly<Record<string, JobHandler<Claimed>>>;
  onJob?: (kind: string, seconds: number) => void;
}

/** Claims and runs the jobs of one lane until drained. */
export class Worker<Claimed extends Job = Job> {
  readonly #options: WorkerOptions<Claimed>;
  readonly #handlers: ReadonlyMap<string, JobHandler<Claimed>>;
  readonly #running = new Map<string, Running>();
  #stopping = false;
  #wake: () => void = () => {};
  #endedSinceClaim = 0;
  #onEnded: () => void = () => {};
  #loop: Promise<void> = Promise.resolve();
  #renewal: NodeJS.Timeout | null = null;
  #lastLookMs = 0;

  constructor(options: WorkerOptions<Claimed>) {
    checkLeaseTimes(leaseTimes);
    this.#options = options;
    this.#handlers = new Map(Object.entries(options.handlers));
  }

  start(): void {
    this.#loop = this.#run();
    this.#renewal = setInterval(() => void this.#renew(), leaseTimes.renewMs);
  }

  /** There may be something due: look now. */
  wake(): void {
    this.#wake();
  }

  get busy(): number {
    return this.#running.size;
  }

  /** Milliseconds since the queue was last looked at with success, or every place was taken. */
  sinceLastLookMs(): number {
    return performance.now() - this.#lastLookMs;
  }

  /** Claims no more, lets running jobs end for `graceMs`, then cuts them and gives their leases back. */
  async drain(graceMs: number): Promise<void> {
    this.#stopping = true;
    this.#wake();
    await this.#loop;
    await within(graceMs, this.#allDone());
    for (const { abort } of this.#running.values()) abort.abort(new Error('The server is shutting down'));
    await within(1_000, this.#allDone());
    if (this.#renewal) clearInterval(this.#renewal);
    // A job that does not heed the signal loses its lease, and with it the right to write.
    const deaf = [...this.#running.values()].map(({ job }) => putOffJob(this.#options.pool, job, 0));
    await Promise.allSettled(deaf);
  }

  async #run(): Promise<void> {
    while (!this.#stopping) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve));
      const left = await this.#claim().catch((error: unknown) => {
        this.#options.log.error({ err: error, lane: this.#options.lane }, 'the job queue could not be read');
        return false;
      });
      if (this.#stopping) return;
      await (left ? this.#untilEnded(woken) : within(pollMs, woken));
    }
  }

  /** Whether more may be due than there was a place for. */
  async #claim(): Promise<boolean> {
    const { perSubject } = this.#options;
    this.#endedSinceClaim = 0;
    const suspect = (await this.#options.suspects?.next(this.#running.size)) ?? null;
    if (suspect !== null) {
      this.#lastLookMs = performance.now();
      if (suspect !== 'wait') this.#begin(suspect);
      return true;
    }
    const limit = this.#concurrency() - this.#running.size;
    const running = [...this.#running.values()].map(({ job }) => job.subjectId);
    const wish = { limit, leaseMs: leaseTimes.leaseMs, perSubject, running, held: this.#long() };
    const jobs = limit > 0 ? await this.#options.claim(wish) : [];
    this.#lastLookMs = performance.now();
    for (const job of jobs) this.#begin(job);
    return limit <= jobs.length || mostOfOne([...running, ...jobs.map((job) => job.subjectId)]) >= perSubject;
  }

  /** Lease tokens of jobs that run for long: those of others can not have run out. */
  #long(): string[] {
    const sinceMs = performance.now() - leaseTimes.leaseMs / 2;
    return [...this.#running].flatMap(([token, { startedMs }]) => (startedMs <= sinceMs ? [token] : []));
  }

  #concurrency(): number {
    const { concurrency } = this.#options;
    return typeof concurrency === 'number' ? concurrency : concurrency();
  }

  /**
   * Waits until enough jobs have ended since the last claim to make another worth it. For the first it waits as
   * long as it takes, for the others a moment. News ends the wait.
   */
  async #untilEnded(woken: Promise<void>): Promise<void> {
    await within(pollMs, Promise.race([this.#ended(1), woken]));
    await within(placesWaitMs, Promise.race([this.#ended(this.#options.atLeast ?? 1), woken]));
    // Jobs that ended together give their places back together, so that one claim fills them.
    await new Promise((resolve) => setImmediate(resolve));
  }

  /** Resolves when `count` jobs have ended since the last claim, or all. */
  #ended(count: number): Promise<void> {
    return new Promise((resolve) => {
      this.#onEnded = () => {
        if (this.#endedSinceClaim >= count || this.#running.size === 0) resolve();
      };
      this.#onEnded();
    });
  }

  #begin(job: Claimed): void {
    const abort = new AbortController();
    const done = this.#handle(job, abort.signal).finally(() => {
      this.#running.delete(job.leaseToken);
      this.#options.suspects?.ended(job);
      this.#endedSinceClaim += 1;
      this.#onEnded();
    });
    this.#running.set(job.leaseToken, { startedMs: performance.now(), job, abort, done });
  }

  async #handle(job: Claimed, signal: AbortSignal): Promise<void> {
    const { log, pool } = this.#options;
    const handler = this.#handlers.get(job.kind);
    const startedMs = performance.now();
    try {
      if (!handler) throw new Error(`No handler for jobs of kind ${job.kind}`);
      const reason = this.#toGiveUpFor(job);
      await (reason === null ? handler.run(job, signal) : handler.giveUp(job, reason));
    } catch (error) {
      if (error instanceof LeaseLost) {
        log.warn({ jobId: job.id, kind: job.kind }, 'lease lost, the job is done elsewhere');
        await acquitJobs(pool, [job]).catch(() => {});
        return;
      }
      if (!signal.aborted)
        log.error({ err: error, jobId: job.id, kind: job.kind }, 'job failed, it will be tried again');
      const fault = isOutage(error) ? 'outage' : 'job';
      const givenBack = signal.aborted
        ? putOffJob(pool, job, 0)
        : putOffFailedJob(pool, job, { delayMs: retryMs * (job.failures + 1), fault });
      // Where even that fails, the lease runs out by itself and the job is due again.
      await givenBack.catch(() => {});
    } finally {
      this.#options.onJob?.(job.kind, (performance.now() - startedMs) / 1000);
    }
  }

  #toGiveUpFor(job: Job): GivenUpFor | null {
    if (job.crashes >= mostCrashes) return 'crashes';
    return job.failures >= (this.#options.mostFailures ?? mostFailures) ? 'failures' : null;
  }

  async #renew(): Promise<void> {
    const jobs = [...this.#running.values()].map(({ job }) => job);
    if (jobs.length === 0) return;
    const held = await renewLeases(this.#options.pool, jobs, leaseTimes.leaseMs).catch(() => null);
    if (held === null) return;
    const lost = jobs.filter(({ leaseToken }) => this.#running.has(leaseToken) && !held.has(leaseToken));
    for (const { leaseToken } of lost)
      this.#running.get(leaseToken)?.abort.abort(new Error('The lease is lost'));
    // The others are renewed all the same; a job that is not acquitted is a suspect, no more.
    if (lost.length > 0) await acquitJobs(this.#options.pool, lost).catch(() => {});
    await this.#options.suspects?.makeRoom().catch(() => {});
  }

  async #allDone(): Promise<void> {
    await Promise.all([...this.#running.values()].map((running) => running.done));
  }
}

function mostOfOne(subjects: string[]): number {
  const counts = new Map<string, number>();
  for (const subject of subjects) counts.set(subject, (counts.get(subject) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

async function within(timeoutMs: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, timeoutMs);
  });
  await Promise.race([work, timeout]);
  clearTimeout(timer);
}
