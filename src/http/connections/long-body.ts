/** The least that must come of a body that may take long. */
export interface BodyPace {
  bytes: number;
  perMs: number;
}

/** Counts the bytes of one body. A body may take as long as it likes, if each span brings its share. */
export class LongBody {
  readonly #pace: BodyPace;
  #bytes = 0;
  #sinceMs: number;

  constructor(pace: BodyPace, nowMs: number) {
    this.#pace = pace;
    this.#sinceMs = nowMs;
  }

  /** Tells whether the body still comes fast enough. */
  take(bytes: number, nowMs: number): boolean {
    this.#bytes += bytes;
    if (nowMs - this.#sinceMs < this.#pace.perMs) return true;
    const isFast = this.#bytes >= this.#pace.bytes;
    this.#bytes = 0;
    this.#sinceMs = nowMs;
    return isFast;
  }
}
