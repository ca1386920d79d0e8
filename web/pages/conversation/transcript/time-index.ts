interface Timed {
  start: number | null;
}

/** Finds the sentence of a moment by halving: 4,500 sentences take 13 looks. */
export class TimeIndex {
  readonly #places: readonly number[];
  readonly #starts: readonly number[];

  constructor(sentences: readonly Timed[]) {
    const timed = sentences.flatMap(({ start }, place) => (start === null ? [] : [{ start, place }]));
    // Voices that overlap may stand in another order than they begin.
    timed.sort((one, other) => one.start - other.start || one.place - other.place);
    this.#places = timed.map(({ place }) => place);
    this.#starts = timed.map(({ start }) => start);
  }

  /** The place of the sentence that began last at this moment; null before the first. */
  at(seconds: number): number | null {
    let [low, high] = [0, this.#starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#starts[middle] ?? 0) <= seconds) low = middle + 1;
      else high = middle;
    }
    return this.#places[low - 1] ?? null;
  }
}
