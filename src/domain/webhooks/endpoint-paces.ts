import type { Clock } from '../../base/clock.ts';

/** `new`: it has not answered this process yet. `slow`: its last attempt was, or one hangs right now. */
export type Pace = 'quick' | 'new' | 'slow';

/** How an attempt ended; `cut`: nothing was sent, or the attempt says nothing of the receiver. */
export type Ending = 'answered' | 'timeout' | 'cut';

/** An attempt that holds a place. */
export interface Attempt {
  subscription: string;
  startedMs: number;
  /** Of its body, or nearly. */
  bytes: number;
}

/** Most receivers answer far sooner. */
export const slowAfterMs = 2_000;
const timeoutsBeforeOne = 3;
/** A subscription takes about 200 bytes. */
const mostKnown = 10_000;

interface Endpoint {
  answered: boolean;
  timeoutsInARow: number;
  lastWasSlow: boolean;
  /** In the order of their start. */
  running: Set<Attempt>;
}

/** How soon receivers answer this process, by subscription. */
export class EndpointPaces {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #onFirstAnswer: () => void;
  /** Those whose turn was longest ago first. */
  readonly #known = new Map<string, Endpoint>();

  #askedAllMs = Number.NEGATIVE_INFINITY;

  constructor(clock: Pick<Clock, 'monotonicMs'>, onFirstAnswer: () => void = () => {}) {
    this.#clock = clock;
    this.#onFirstAnswer = onFirstAnswer;
  }

  /** As the log of deliveries tells. */
  learn(subscription: string, { answered, timedOut }: { answered: boolean; timedOut: boolean }): void {
    const endpoint = this.#endpoint(subscription);
    endpoint.answered = answered;
    endpoint.lastWasSlow = timedOut;
    endpoint.timeoutsInARow = timedOut ? 1 : 0;
  }

  begin(subscription: string, bytes: number): Attempt {
    const attempt = { subscription, startedMs: this.#clock.monotonicMs(), bytes };
    this.#endpoint(subscription).running.add(attempt);
    this.passTurn(subscription);
    return attempt;
  }

  end(attempt: Attempt, ending: Ending): void {
    const endpoint = this.#endpoint(attempt.subscription);
    endpoint.running.delete(attempt);
    if (ending === 'cut') return;
    endpoint.lastWasSlow = ending === 'timeout' || this.isOverdue(attempt);
    endpoint.timeoutsInARow = ending === 'timeout' ? endpoint.timeoutsInARow + 1 : 0;
    if (ending === 'timeout' || endpoint.answered) return;
    endpoint.answered = true;
    this.#onFirstAnswer();
  }

  isOverdue({ startedMs }: Attempt): boolean {
    return this.#clock.monotonicMs() - startedMs >= slowAfterMs;
  }

  paceOf(subscription: string): Pace {
    const endpoint = this.#known.get(subscription);
    if (!endpoint) return 'new';
    const [oldest] = endpoint.running;
    if (endpoint.lastWasSlow || (oldest && this.isOverdue(oldest))) return 'slow';
    return endpoint.answered ? 'quick' : 'new';
  }

  /** Until the first answer, and after some time-outs in a row, one attempt shows whether more are worth it. */
  isHeldToOne(subscription: string): boolean {
    const endpoint = this.#known.get(subscription);
    return !endpoint?.answered || endpoint.timeoutsInARow >= timeoutsBeforeOne;
  }

  /** It answered last time, be it late. */
  answers(subscription: string): boolean {
    const endpoint = this.#known.get(subscription);
    return endpoint?.answered === true && endpoint.timeoutsInARow === 0;
  }

  ofPace(pace: Pace): string[] {
    return [...this.#known.keys()].filter((subscription) => this.paceOf(subscription) === pace);
  }

  /** Once every so often. */
  mayAskAll(everyMs: number): boolean {
    const nowMs = this.#clock.monotonicMs();
    if (nowMs - this.#askedAllMs < everyMs) return false;
    this.#askedAllMs = nowMs;
    return true;
  }

  /** Its turn is over: it goes behind all others. */
  passTurn(subscription: string): void {
    const endpoint = this.#known.get(subscription);
    if (!endpoint) return;
    this.#known.delete(subscription);
    this.#known.set(subscription, endpoint);
  }

  #endpoint(subscription: string): Endpoint {
    const known = this.#known.get(subscription);
    if (known) return known;
    const made = { answered: false, timeoutsInARow: 0, lastWasSlow: false, running: new Set<Attempt>() };
    this.#known.set(subscription, made);
    if (this.#known.size > mostKnown) this.#forgetOne();
    return made;
  }

  #forgetOne(): void {
    for (const [subscription, { running }] of this.#known) {
      if (running.size > 0) continue;
      this.#known.delete(subscription);
      return;
    }
  }
}
