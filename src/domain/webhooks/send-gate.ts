/** Of one process; what is claimed beyond that is made ready meanwhile. */
export const sentAtOnce = 128;
export const sentAtOncePerEndpoint = 10;

interface Waiting {
  key: string;
  open(): void;
}

/** Lets in at most `most` at once, and of one key at most `mostOfKey`; who waits for another key is passed by. */
export class SendGate {
  readonly #most: number;
  readonly #mostOfKey: number;
  readonly #inside = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  #count = 0;

  constructor(most: number, mostOfKey: number) {
    this.#most = most;
    this.#mostOfKey = mostOfKey;
  }

  /** Resolves once inside; every enter is followed by one leave. */
  enter(key: string): Promise<void> | undefined {
    if (this.#hasRoom(key)) {
      this.#take(key);
      return undefined;
    }
    return new Promise((open) => this.#waiting.push({ key, open }));
  }

  leave(key: string): void {
    this.#count -= 1;
    const left = (this.#inside.get(key) ?? 0) - 1;
    if (left > 0) this.#inside.set(key, left);
    else this.#inside.delete(key);
    const next = this.#waiting.findIndex((waiting) => this.#hasRoom(waiting.key));
    if (next < 0) return;
    for (const waiting of this.#waiting.splice(next, 1)) {
      this.#take(waiting.key);
      waiting.open();
    }
  }

  #hasRoom(key: string): boolean {
    return this.#count < this.#most && (this.#inside.get(key) ?? 0) < this.#mostOfKey;
  }

  #take(key: string): void {
    this.#count += 1;
    this.#inside.set(key, (this.#inside.get(key) ?? 0) + 1);
  }
}
