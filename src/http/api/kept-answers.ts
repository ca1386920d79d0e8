import { LRUCache } from 'lru-cache';
import type { Answer } from './answer.ts';

/** One answer, and of what state of the database it was made. */
export interface KeptAnswer {
  version: string;
  answer: Answer;
}

/** The cost of keeping an answer, beside its bytes. */
const overheadBytes = 1_000;
/** Names of answers that were given once. */
const mostNames = 10_000;

/** Answers that are asked for again and again, as they were made last: docs/decisions/0015-kept-answers.md. */
export class KeptAnswers {
  /** Looked for and sent. */
  hits = 0;
  /** Looked for and made anew. */
  misses = 0;
  readonly #answers: LRUCache<string, KeptAnswer>;
  readonly #givenOnce = new LRUCache<string, true>({ max: mostNames });

  constructor(mostBytes: number) {
    this.#answers = new LRUCache({
      // 0 would be no limit; in one byte no answer has room.
      maxSize: Math.max(1, mostBytes),
      // One answer must not push out all others.
      maxEntrySize: Math.max(1, Math.floor(mostBytes / 16)),
    });
  }

  get bytes(): number {
    return this.#answers.calculatedSize;
  }

  /** The answer of this name, if its version is still the present one. A name stands for one kind of content. */
  async find<Content>(
    name: string,
    isPresent: (version: string) => Promise<boolean>,
  ): Promise<Answer<Content> | null>;
  async find(name: string, isPresent: (version: string) => Promise<boolean>): Promise<Answer | null> {
    const kept = this.#answers.get(name);
    if (!kept || !(await isPresent(kept.version))) {
      this.misses += 1;
      return null;
    }
    this.hits += 1;
    return kept.answer;
  }

  /** Keeps an answer from its second time on, since most pages of a walk through a list are read once. */
  keep(name: string, { version, answer }: KeptAnswer): void {
    if (!this.#answers.has(name) && !this.#givenOnce.has(name)) {
      this.#givenOnce.set(name, true);
      return;
    }
    const kept = answer.toKeep();
    const size = overheadBytes + 2 * (name.length + version.length) + kept.bytes;
    this.#answers.set(name, { version, answer: kept.answer }, { size });
  }
}
