import { seededRandom } from '../../bench/support/statistics.ts';

/** Draws of one request. They depend on the seed and the request's number alone, so that it can be made again by itself. */
export class Draw {
  readonly #random: () => number;

  constructor(seed: number, n: number) {
    this.#random = seededRandom(Math.imul(seed, 0x9e3779b1) ^ Math.imul(n + 1, 0x85ebca6b));
  }

  /** A whole number from 0 up to `end`, which is not drawn. */
  below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  chance(share: number): boolean {
    return this.#random() < share;
  }

  one<T>(items: readonly T[]): T {
    const item = items[this.below(items.length)];
    if (item === undefined) throw new Error('Nothing to draw from');
    return item;
  }

  /** Of the keys, by their weights. */
  weighted<Key extends string>(weights: Readonly<Record<Key, number>>): Key {
    let rest = this.#random() * Object.values<number>(weights).reduce((sum, weight) => sum + weight, 0);
    for (const key in weights) {
      rest -= weights[key];
      if (rest < 0) return key;
    }
    throw new Error('No weights');
  }
}
