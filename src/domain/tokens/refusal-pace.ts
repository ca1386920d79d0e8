import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';

/** Refusals of a flood are so far apart: at most 500 a second, about a tenth of what a process can answer. */
const intervalMs = 2;
/** So many may come at once before any waits. */
const burst = 100;
/** The longest wait: shorter than what a stopping server grants its requests. */
const mostWaitMs = 4_000;

/**
 * Lets callers without a live token wait for their turn, so that a flood of them leaves the process to the others. A
 * connection asks again when it is answered, so it is slowed down too. A mistyped token waits only beside a flood.
 */
export class RefusalPace {
  readonly #clock: Clock;
  #nextMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async turn(): Promise<void> {
    const waitMs = this.takeTurn();
    if (waitMs > 0) await delay(waitMs);
  }

  /** Takes the next turn and gives the milliseconds until then. */
  takeTurn(): number {
    const nowMs = this.#clock.monotonicMs();
    const dueMs = Math.max(this.#nextMs, nowMs - burst * intervalMs);
    this.#nextMs = Math.min(dueMs + intervalMs, nowMs + mostWaitMs);
    return Math.max(0, dueMs - nowMs);
  }
}
