/** The rows that are in the page at the moment. What marks them reaches them here, past React. */
export class RowRegistry {
  readonly #rows = new Map<number, HTMLElement>();
  #playing: number | null = null;
  /** Runs when rows came. */
  onRows: () => void = () => {};

  set(place: number, row: HTMLElement): () => void {
    this.#rows.set(place, row);
    if (place === this.#playing) row.dataset['playing'] = '';
    this.onRows();
    return () => {
      if (this.#rows.get(place) === row) this.#rows.delete(place);
    };
  }

  get(place: number): HTMLElement | undefined {
    return this.#rows.get(place);
  }

  get playing(): number | null {
    return this.#playing;
  }

  /** Marks the sentence that plays; two attributes change, and nothing is rendered. */
  play(place: number | null): void {
    if (place === this.#playing) return;
    if (this.#playing !== null) delete this.#rows.get(this.#playing)?.dataset['playing'];
    this.#playing = place;
    const row = place === null ? undefined : this.#rows.get(place);
    if (row) row.dataset['playing'] = '';
  }

  entries(): IterableIterator<[number, HTMLElement]> {
    return this.#rows.entries();
  }
}
