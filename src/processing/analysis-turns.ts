/** Analyses under way at once: providers answer slowly, the embedded analyser's thread takes them one by one. */
const mostTurns = 4;
const mostPlaces = 32;
/** Jobs that are claimed for this process are lost to the others for this long. */
const aheadMs = 1_000;
/** Of the mean, each turn makes so much. */
const weight = 0.2;
/** Results that are written together, and how long the first of them waits for others that are being made. */
const mostGathered = 16;
const gatherMs = 40;

/** Keeps a few analyses going, and brings their results together for one commit. */
export class AnalysisTurns {
  #meanMs = aheadMs / mostTurns;
  #taken = 0;
  /** Begun and not yet ended or gathered. */
  #underWay = 0;
  readonly #queue: (() => void)[] = [];
  #gathered: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;

  /** How many jobs to have claimed: of short analyses many, so that neither the thread nor the database waits. */
  places(): number {
    return Math.min(mostPlaces, Math.max(mostTurns, Math.round(aheadMs / this.#meanMs)));
  }

  /**
   * Runs `work` in its turns, each with `turn` around the analysis. Gives its value together with those of others,
   * or at once where none is under way.
   */
  async run<T>(work: (turn: <R>(analyse: () => Promise<R>) => Promise<R>) => Promise<T>): Promise<T> {
    this.#underWay += 1;
    try {
      return await work((analyse) => this.#turn(analyse));
    } finally {
      this.#underWay -= 1;
      await this.#gather();
    }
  }

  async #turn<R>(analyse: () => Promise<R>): Promise<R> {
    if (this.#taken < mostTurns) this.#taken += 1;
    else await new Promise<void>((resolve) => this.#queue.push(resolve));
    const startedMs = performance.now();
    try {
      return await analyse();
    } finally {
      this.#meanMs += (performance.now() - startedMs - this.#meanMs) * weight;
      const next = this.#queue.shift();
      if (next) next();
      else this.#taken -= 1;
    }
  }

  #gather(): Promise<void> {
    return new Promise((resolve) => {
      this.#gathered.push(resolve);
      if (this.#underWay === 0 || this.#gathered.length >= mostGathered) this.#release();
      else this.#timer ??= setTimeout(() => this.#release(), gatherMs);
    });
  }

  #release(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const gathered = this.#gathered;
    this.#gathered = [];
    for (const resolve of gathered) resolve();
  }
}
