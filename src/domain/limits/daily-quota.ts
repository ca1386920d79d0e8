import { inBatches } from '../../db/in-batches.ts';
import type { Db } from '../../db/pool.ts';
import type { DatabaseClock } from './database-clock.ts';
import { countConversationReads } from './queries.ts';
import { secondsToEndOf, utcDay } from './utc-day.ts';

export interface QuotaToken {
  accountId: string;
  id: string;
  dailyConversationQuota: number;
}

export type QuotaResult =
  /** `used` in `day`: UTC, YYYY-MM-DD. */
  { kind: 'counted'; used: number; day: string } | { kind: 'exhausted'; retryAfterSeconds: number };

/** Conversations of one token that a process remembers as counted; beyond it the database is asked. */
const mostRemembered = 20_000;

/** Reads of one token that go to the database together. */
const mostAtOnce = 100;

/** Counts reads of one token under one quota. */
interface Counter {
  quota: number;
  count(conversationId: string): Promise<Counted>;
}

interface Counted {
  /** -1 where the quota does not cover it. */
  used: number;
  day: string;
}

/**
 * Each conversation once per token and UTC day, exact over all processes: the primary key of quota_read decides. The
 * database also says which day it is.
 */
export class DailyQuota {
  readonly #db: Db;
  readonly #clock: DatabaseClock;
  /** The day of what is remembered. */
  #day = '';
  readonly #counted = new Map<string, Set<string>>();
  readonly #used = new Map<string, number>();
  readonly #counters = new Map<string, Counter>();

  constructor(options: { db: Db; clock: DatabaseClock }) {
    this.#db = options.db;
    this.#clock = options.clock;
  }

  async count(token: QuotaToken, conversationId: string): Promise<QuotaResult> {
    this.#forgetOtherDays();
    const remembered = this.#counted.get(token.id)?.has(conversationId) === true;
    if (remembered) return { kind: 'counted', used: this.#used.get(token.id) ?? 0, day: this.#day };
    const { used, day } = await this.#counterFor(token).count(conversationId);
    if (used === -1) return { kind: 'exhausted', retryAfterSeconds: secondsToEndOf(day, this.#clock.now()) };
    this.#forgetOtherDays();
    // Around midnight the answer may be of the day before: it is not remembered.
    if (day === this.#day) this.#remember(token.id, conversationId, used);
    return { kind: 'counted', used, day };
  }

  #remember(tokenId: string, conversationId: string, used: number): void {
    const counted = this.#counted.get(tokenId) ?? new Set();
    if (counted.size < mostRemembered) this.#counted.set(tokenId, counted.add(conversationId));
    this.#used.set(tokenId, Math.max(used, this.#used.get(tokenId) ?? 0));
  }

  /**
   * A commit holds the token's row until the disk has it, so reads one after the other would cost a commit each.
   * Reads that come meanwhile share the next commit.
   */
  #counterFor(token: QuotaToken): Counter {
    const { accountId, id: tokenId, dailyConversationQuota: quota } = token;
    const known = this.#counters.get(tokenId);
    if (known?.quota === quota) return known;
    const count = inBatches(mostAtOnce, async (conversationIds: string[]): Promise<Counted[]> => {
      const askedMs = this.#clock.monotonicMs();
      const { shiftUs } = this.#clock;
      const read = { accountId, tokenId, shiftUs, conversationIds, quota };
      const { used, day, nowUs } = await countConversationReads(this.#db, read);
      this.#clock.learn(nowUs, askedMs);
      return used.map((count) => ({ used: count, day }));
    });
    const counter = { quota, count };
    this.#counters.set(tokenId, counter);
    return counter;
  }

  #forgetOtherDays(): void {
    const day = utcDay(this.#clock.now());
    if (day === this.#day) return;
    this.#day = day;
    this.#counters.clear();
    this.#counted.clear();
    this.#used.clear();
  }
}
