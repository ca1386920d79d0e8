import type { Clock } from '../clock.ts';
import type { Db } from '../db/pool.ts';
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

interface Read {
  conversationId: string;
  counted(used: number): void;
  failed(reason: unknown): void;
}

/** Reads that wait while others of the same token, day and quota are being counted. */
interface Queue {
  reads: Read[];
  running: boolean;
}

/** Each conversation once per token and UTC day, exact over all processes: the primary key of quota_read decides. */
export class DailyQuota {
  readonly #db: Db;
  readonly #clock: Clock;
  #day = '';
  readonly #counted = new Map<string, Set<string>>();
  readonly #used = new Map<string, number>();
  readonly #queues = new Map<string, Queue>();

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
    const used = await this.#enqueue(token, day, conversationId);
    if (used === -1) return { kind: 'exhausted', retryAfterSeconds: secondsToMidnight(now) };
    // Midnight may have passed meanwhile: what is remembered is the new day's.
    if (day !== this.#day) return { kind: 'counted', used };
    if (counted.size < mostRemembered) this.#counted.set(token.id, counted.add(conversationId));
    this.#used.set(token.id, Math.max(used, this.#used.get(token.id) ?? 0));
    return { kind: 'counted', used };
  }

  /**
   * Each commit holds the token's row until the disk has it, so one after the other would be a commit a read: what comes
   * meanwhile shares the next one.
   */
  #enqueue(token: QuotaToken, day: string, conversationId: string): Promise<number> {
    const key = `${token.id} ${day} ${token.dailyConversationQuota}`;
    const queue = this.#queues.get(key) ?? { reads: [], running: false };
    this.#queues.set(key, queue);
    const { promise, resolve, reject } = Promise.withResolvers<number>();
    queue.reads.push({ conversationId, counted: resolve, failed: reject });
    if (!queue.running) void this.#work(queue, token, day).finally(() => this.#queues.delete(key));
    return promise;
  }

  async #work(queue: Queue, token: QuotaToken, day: string): Promise<void> {
    queue.running = true;
    while (queue.reads.length > 0) {
      const reads = queue.reads.splice(0, mostAtOnce);
      const conversationIds = reads.map((read) => read.conversationId);
      const { accountId, id: tokenId, dailyConversationQuota: quota } = token;
      try {
        const used = await countConversationReads(this.#db, {
          accountId,
          tokenId,
          day,
          conversationIds,
          quota,
        });
        for (const [i, read] of reads.entries()) read.counted(used[i] ?? -1);
      } catch (error) {
        for (const read of reads) read.failed(error);
      }
    }
  }

  #beginDay(day: string): void {
    this.#day = day;
    this.#counted.clear();
    this.#used.clear();
  }
}
