import type { Clock } from '../clock.ts';
import type { Db } from '../db/pool.ts';
import { countConversationRead } from './queries.ts';
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

/** Each conversation once per token and UTC day, exact over all processes: the primary key of quota_read decides. */
export class DailyQuota {
  readonly #db: Db;
  readonly #clock: Clock;
  #day = '';
  readonly #counted = new Map<string, Set<string>>();
  readonly #used = new Map<string, number>();

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
    const used = await countConversationRead(this.#db, {
      accountId: token.accountId,
      tokenId: token.id,
      day,
      conversationId,
      quota: token.dailyConversationQuota,
    });
    if (used === null) return { kind: 'exhausted', retryAfterSeconds: secondsToMidnight(now) };
    // Midnight may have passed meanwhile: what is remembered is the new day's.
    if (day !== this.#day) return { kind: 'counted', used };
    if (counted.size < mostRemembered) this.#counted.set(token.id, counted.add(conversationId));
    this.#used.set(token.id, Math.max(used, this.#used.get(token.id) ?? 0));
    return { kind: 'counted', used };
  }

  #beginDay(day: string): void {
    this.#day = day;
    this.#counted.clear();
    this.#used.clear();
  }
}
