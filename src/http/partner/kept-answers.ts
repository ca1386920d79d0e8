import { LRUCache } from 'lru-cache';
import type { Answer } from './answer.ts';

/** One answer, and of what state of the database it was made. */
export interface KeptAnswer {
  version: string;
  answer: Answer;
}

/** Above all else: what it costs to keep an answer beside its bytes. */
const overheadBytes = 1_000;

/**
 * Answers that are asked for again and again, as they were made last. Whoever uses one makes sure first, in the database,
 * that its version is still the present one.
 */
export class KeptAnswers {
  readonly #answers: LRUCache<string, KeptAnswer>;

  constructor(mostBytes: number) {
    this.#answers = new LRUCache({
      maxSize: mostBytes,
      // One answer must not push out all others.
      maxEntrySize: Math.floor(mostBytes / 16),
      sizeCalculation: ({ answer }, key) => overheadBytes + 2 * key.length + answer.keptBytes,
    });
  }

  find(key: string): KeptAnswer | undefined {
    return this.#answers.get(key);
  }

  keep(key: string, kept: KeptAnswer): void {
    this.#answers.set(key, kept);
  }
}
