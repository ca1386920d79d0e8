import type { Pool } from '../db/pool.ts';
import type { Lane } from './kinds.ts';
import { runBesideOthers, suspectWaits } from './lost-leases.ts';
import type { Job } from './queue.ts';

const lookMs = 1_000;
/** A suspect that ran for so long makes room for one of another lane. */
const undisturbedMs = 60_000;

/** In one process, one suspect runs at a time, of whichever lane: two would be held against each other. */
export class SuspectTurn {
  #taker: object | null = null;
  #isWanted = false;

  take(by: object): boolean {
    this.#isWanted ||= this.#taker !== null;
    this.#taker ??= by;
    return this.#taker === by;
  }

  leave(by: object): void {
    if (this.#taker !== by) return;
    this.#taker = null;
    this.#isWanted = false;
  }

  get isWanted(): boolean {
    return this.#isWanted;
  }
}

interface SuspectQueue<Claimed extends Job> {
  pool: Pool;
  lane: Lane;
  /** Of all workers of the process. */
  turn: SuspectTurn;
  claim(): Promise<Claimed | null>;
}

/**
 * Runs the suspects of a lane: jobs that were in hand at two crashes. Each runs alone, so that the guilty one is found and
 * no other is counted with it.
 */
export class Suspects<Claimed extends Job = Job> {
  readonly #queue: SuspectQueue<Claimed>;
  #running: Claimed | null = null;
  #isAwaited = false;
  #startedMs = 0;
  #nextLookMs = 0;

  constructor(queue: SuspectQueue<Claimed>) {
    this.#queue = queue;
  }

  /** The suspect to run now; `wait` where one runs, or waits for the `busy` jobs to end; null where none is due. */
  async next(busy: number): Promise<Claimed | 'wait' | null> {
    if (this.#running !== null) return 'wait';
    const nowMs = performance.now();
    if (nowMs < this.#nextLookMs) return null;
    if (busy > 0) {
      this.#isAwaited ||= await suspectWaits(this.#queue.pool, this.#queue.lane);
      if (this.#isAwaited) return 'wait';
    }
    this.#isAwaited = false;
    this.#nextLookMs = nowMs + lookMs;
    return busy > 0 ? null : this.#claim(nowMs);
  }

  async #claim(nowMs: number): Promise<Claimed | null> {
    const { turn, claim } = this.#queue;
    if (!turn.take(this)) return null;
    try {
      this.#running = await claim();
      this.#startedMs = nowMs;
      return this.#running;
    } finally {
      if (this.#running === null) turn.leave(this);
    }
  }

  /** A job ended. After a suspect the others have as long as it had. */
  ended(job: Job): void {
    if (this.#running?.leaseToken !== job.leaseToken) return;
    const nowMs = performance.now();
    this.#nextLookMs = 2 * nowMs - this.#startedMs;
    this.#running = null;
    this.#queue.turn.leave(this);
  }

  /** Call it now and then while jobs run. */
  async makeRoom(): Promise<void> {
    const { turn, pool } = this.#queue;
    const isLong = performance.now() - this.#startedMs >= undisturbedMs;
    if (this.#running === null || !isLong || !turn.isWanted) return;
    await runBesideOthers(pool, this.#running);
    turn.leave(this);
  }
}
