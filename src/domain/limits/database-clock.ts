import type { Clock } from '../../base/clock.ts';

/**
 * The database's clock, by which days of quotas begin and end: clocks of processes may be a day apart. `now` goes by the latest
 * answer. It is ahead by at most the time that the answer took.
 */
export class DatabaseClock implements Clock {
  readonly #own: Clock;
  #aheadMs: number | null = null;

  constructor(own: Clock) {
    this.#own = own;
  }

  monotonicMs(): number {
    return this.#own.monotonicMs();
  }

  /** Statements add it to the database's time before they take the day from it: nothing, but in tests. */
  get shiftUs(): number {
    return Math.round((this.#own.databaseShiftMs?.() ?? 0) * 1000);
  }

  /** `nowUs`: of an answer to a question that was asked at `askedMs`. */
  learn(nowUs: number, askedMs: number): void {
    this.#aheadMs = nowUs / 1000 - askedMs;
  }

  /** Until the database has answered, the process's own time. */
  now(): Date {
    if (this.#aheadMs === null) return this.#own.now();
    return new Date(this.monotonicMs() + this.#aheadMs + this.shiftUs / 1000);
  }
}
