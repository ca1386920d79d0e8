import type { Clock } from '../../base/clock.ts';
import { inBatches } from '../../db/in-batches.ts';
import type { Db } from '../../db/pool.ts';
import { countConversationReads } from './queries.ts';
import { secondsToMidnight, utcDay } from './utc-day.ts';

export interface QuotaToken {
  accountId: string;
  id: string;
  dailyConversationQuota: number;
}

export type QuotaResult =
  | { kind: 'counted'; used: number }
  | { kind: 'exhausted'; retryAfterSeconds: number };

/** Conversations of one token that a process remembers as counted; beyond it the database is asked. */
const mostRemembered = 20_000;

/** Reads of one token that go to the database together. */
const mostAtOnce = 100;

/** Counts reads of one token, under one day and quota. */
interface Counter {
  day: string;
  quota: number;
  count(conversationId: string): Promise<number>;
}

/** Each conversation once per token and UTC day, exact over all processes: the primary key of quota_read decides. */
export class DailyQuota {
  readonly #db: Db;
  readonly #clock: Clock;
  #day = '';
  readonly #counted = new Map<string, Set<string>>();
  readonly #used = new Map<string, number>();
  readonly #counters = new Map<string, Counter>();

  constructor(options: { db: Db; clock: Clock }) {
    this.#db = options.db;
    this.#clock = options.clock;
  }

  async count(token: QuotaToken, conversationId: string): Promise<QuotaResult> {
    const now = this.#clock.now();
    const day = utcDay(now);
    if (day !== this.#day) this.#beginDay(day);
    const counted = this.#counted.get(token.id) ?? new Set();
    if (counted.has(conversationId)) return { kind: 'counted', used: this.#used.get(token.id) ?? 0 };
    const used = await this.#counterFor(token, day).count(conversationId);
    if (used === -1) return { kind: 'exhausted', retryAfterSeconds: secondsToMidnight(now) };
    // Midnight may have passed meanwhile: what is remembered is the new day's.
    if (day !== this.#day) return { kind: 'counted', used };
    if (counted.size < mostRemembered) this.#counted.set(token.id, counted.add(conversationId));
    this.#used.set(token.id, Math.max(used, this.#used.get(token.id) ?? 0));
    return { kind: 'counted', used };
  }

  /**
   * A commit holds the token's row until the disk has it, so reads one after the other would cost a commit each.
   * Reads that come meanwhile share the next commit.
   */
  #counterFor(token: QuotaToken, day: string): Counter {
    const { accountId, id: tokenId, dailyConversationQuota: quota } = token;
    const known = this.#counters.get(tokenId);
    if (known?.day === day && known.quota === quota) return known;
    const count = inBatches(mostAtOnce, (conversationIds: string[]) =>
      countConversationReads(this.#db, { accountId, tokenId, day, conversationIds, quota }),
    );
    const counter = { day, quota, count };
    this.#counters.set(tokenId, counter);
    return counter;
  }

  #beginDay(day: string): void {
    this.#day = day;
    this.#counters.clear();
    this.#counted.clear();
    this.#used.clear();
  }
}
