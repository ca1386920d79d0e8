import type { Db } from '../../db/pool.ts';
import {
  type CallLease,
  isUsable,
  leaseOf,
  nextWish,
  type RateState,
  spentBlocks,
  takeCall,
} from './call-lease.ts';
import type { DatabaseClock } from './database-clock.ts';
import { fitWindow } from './fit-window.ts';
import {
  type GrantRow,
  leaseWindowCalls,
  oldestWindowSlot,
  takeWindowSlot,
  type WindowKey,
  type WindowRow,
} from './queries.ts';
import { type WindowShape, windowMs, windowShape } from './window-shape.ts';

export interface LimitedToken {
  accountId: string;
  id: string;
  requestsPerMinute: number;
}

export type Admission = RateState & { admitted: boolean };

interface Held {
  limit: number;
  shape: WindowShape;
  /** Calls to ask for next. */
  wish: number;
  lease: CallLease | null;
  leasing: Promise<void> | null;
  /**
   * The refusal holds until the ring's next entry is 60 s old: no process can admit a call before. It is so but for
   * a second or two, where another process had not told yet when it made that entry's calls.
   */
  refused: RateState | null;
  refusedUntilMs: number;
}

/**
 * At most `requestsPerMinute` calls of a token in any span of 60 s, over all processes on the database. The ring in
 * rate_window decides; memory holds only what the database has granted, or for how long it refuses.
 */
export class RateLimiter {
  readonly #db: Db;
  readonly #clock: DatabaseClock;
  readonly #held = new Map<string, Held>();

  constructor(options: { db: Db; clock: DatabaseClock }) {
    this.#db = options.db;
    this.#clock = options.clock;
  }

  async admit(token: LimitedToken): Promise<Admission> {
    const held = this.#heldFor(token);
    for (;;) {
      const refusedMs = held.refusedUntilMs - this.#clock.monotonicMs();
      if (held.refused && refusedMs > 0)
        return { admitted: false, ...held.refused, resetSeconds: Math.ceil(refusedMs / 1000) };
      if (held.shape.callsPerSlot === 1) {
        const state = await this.#take(token, held);
        if (state) return { admitted: true, ...state };
        continue;
      }
      const nowMs = this.#clock.monotonicMs();
      if (isUsable(held.lease, nowMs))
        return { admitted: true, ...takeCall(held.lease, held.shape.callsPerSlot, nowMs) };
      held.leasing ??= this.#lease(token, held).finally(() => (held.leasing = null));
      await held.leasing;
    }
  }

  async #lease(token: LimitedToken, held: Held): Promise<void> {
    const { shape, lease } = held;
    const { callsPerSlot, leaseMs } = shape;
    const askedMs = this.#clock.monotonicMs();
    if (lease) held.wish = nextWish(held.wish, lease, { shape, nowMs: askedMs });
    const key = this.#keyOf(token, shape);
    const block = {
      calls: callsPerSlot,
      wanted: held.wish,
      leaseUs: leaseMs * 1000,
      windowUs: windowMs * 1000,
    };
    const granted = await leaseWindowCalls(this.#db, key, block, spentBlocks(lease, askedMs));
    if (granted) this.#clock.learn(granted.nowUs, askedMs);
    held.lease = granted ? leaseOf(granted, grantOf(held, granted), { askedMs, callsPerSlot }) : null;
    if (!granted) await this.#refuse(key, held);
  }

  /** One entry of the ring; null where none is free, and then `held` knows until when. */
  async #take(token: LimitedToken, held: Held): Promise<RateState | null> {
    const key = this.#keyOf(token, held.shape);
    const askedMs = this.#clock.monotonicMs();
    const taken = await takeWindowSlot(this.#db, key, windowMs * 1000);
    if (!taken) {
      await this.#refuse(key, held);
      return null;
    }
    this.#clock.learn(taken.nowUs, askedMs);
    return grantOf(held, taken);
  }

  async #refuse(key: WindowKey, held: Held): Promise<void> {
    const askedMs = this.#clock.monotonicMs();
    const oldest = await oldestWindowSlot(this.#db, key);
    if (!oldest) throw new Error('The token has no rate window');
    this.#clock.learn(oldest.nowUs, askedMs);
    // The token's limit was changed, and this process has not heard of it, or heard of it first: then it is tried again.
    if (oldest.entries !== key.slots)
      return fitWindow(this.#db, key.accountId, key.tokenId, {
        slots: key.slots,
        windowUs: windowMs * 1000,
        entriesForEach: null,
      });
    held.refused = stateOf(oldest, 0);
    held.refusedUntilMs = askedMs + (oldest.oldestUs - oldest.nowUs) / 1000 + windowMs;
  }

  #keyOf(token: LimitedToken, { slots }: WindowShape): WindowKey {
    return { accountId: token.accountId, tokenId: token.id, shiftUs: this.#clock.shiftUs, slots };
  }

  #heldFor({ id, requestsPerMinute }: LimitedToken): Held {
    const known = this.#held.get(id);
    if (known && known.limit === requestsPerMinute) return known;
    const shape = windowShape(requestsPerMinute);
    const held: Held = {
      limit: requestsPerMinute,
      shape,
      wish: Math.ceil(shape.callsPerSlot / 16),
      lease: null,
      leasing: null,
      refused: null,
      refusedUntilMs: 0,
    };
    this.#held.set(id, held);
    return held;
  }
}

function grantOf(held: Held, granted: GrantRow): RateState {
  held.refused = null;
  return stateOf(granted, granted.callsLeft);
}

function stateOf(row: WindowRow, remaining: number): RateState {
  const freeUs = row.oldestUs + windowMs * 1000;
  return {
    remaining,
    resetAt: Math.ceil(freeUs / 1e6),
    resetSeconds: Math.max(1, Math.ceil((freeUs - row.nowUs) / 1e6)),
    usedToday: row.usedToday,
    day: row.day,
  };
}
