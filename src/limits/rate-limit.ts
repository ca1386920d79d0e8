import type { Clock } from '../clock.ts';
import type { Db } from '../db/pool.ts';
import { oldestWindowSlot, takeWindowSlot, type WindowKey, type WindowRow } from './queries.ts';
import { utcDay } from './utc-day.ts';
import { type WindowShape, windowMs, windowShape } from './window-shape.ts';

export interface LimitedToken {
  accountId: string;
  id: string;
  requestsPerMinute: number;
}

/** What a call's answer says about the limit. `resetAt`: when at least one more call becomes free, Unix seconds. */
export interface RateState {
  remaining: number;
  resetAt: number;
  /** Seconds until resetAt, at least 1. */
  resetSeconds: number;
  /** Conversations counted today by all processes. */
  usedToday: number;
}

export type Admission = RateState & { admitted: boolean };

interface Held {
  /** Calls of a leased block that are left, and until when they may be used. */
  callsLeft: number;
  leaseEndsMs: number;
  leased: RateState | null;
  lease: Promise<void> | null;
  /** No process can admit a call before this moment: the ring's oldest entry is then 60 s old. */
  refused: RateState | null;
  refusedUntilMs: number;
}

/**
 * At most `requestsPerMinute` calls of a token in any span of 60 s, over all processes on the database. The ring in
 * rate_window decides; memory holds only what the database has granted or what cannot change before a known time.
 */
export class RateLimiter {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #held = new Map<string, Held>();

  constructor(options: { db: Db; clock: Clock }) {
    this.#db = options.db;
    this.#clock = options.clock;
  }

  async admit(token: LimitedToken): Promise<Admission> {
    const held = this.#heldFor(token.id);
    const shape = windowShape(token.requestsPerMinute);
    for (;;) {
      const refusedMs = held.refusedUntilMs - this.#clock.monotonicMs();
      if (held.refused && refusedMs > 0)
        return { admitted: false, ...held.refused, resetSeconds: Math.ceil(refusedMs / 1000) };
      if (shape.callsPerSlot === 1) {
        const state = await this.#take(token, shape, held);
        if (state) return { admitted: true, ...state };
        continue;
      }
      if (held.leased && held.callsLeft > 0 && this.#clock.monotonicMs() < held.leaseEndsMs) {
        held.callsLeft -= 1;
        return { admitted: true, ...held.leased, remaining: held.leased.remaining + held.callsLeft };
      }
      held.lease ??= this.#lease(token, shape, held).finally(() => (held.lease = null));
      await held.lease;
    }
  }

  async #lease(token: LimitedToken, shape: WindowShape, held: Held): Promise<void> {
    const askedMs = this.#clock.monotonicMs();
    const state = await this.#take(token, shape, held);
    if (!state) return;
    held.leased = state;
    held.callsLeft = shape.callsPerSlot;
    held.leaseEndsMs = askedMs + shape.leaseMs;
  }

  /** One entry of the ring; null where none is free, and then `held` knows until when. */
  async #take(token: LimitedToken, shape: WindowShape, held: Held): Promise<RateState | null> {
    const key: WindowKey = {
      accountId: token.accountId,
      tokenId: token.id,
      day: utcDay(this.#clock.now()),
      slots: shape.slots,
    };
    const taken = await takeWindowSlot(this.#db, key, {
      stampAheadUs: shape.leaseMs * 1000,
      windowUs: windowMs * 1000,
    });
    if (taken) {
      held.refused = null;
      return stateOf(taken, (shape.slots - taken.taken) * shape.callsPerSlot);
    }
    const askedMs = this.#clock.monotonicMs();
    const oldest = await oldestWindowSlot(this.#db, key);
    if (!oldest) throw new Error('The token has no rate window');
    const state = stateOf(oldest, 0);
    held.refused = state;
    held.refusedUntilMs = askedMs + (oldest.oldest_us - oldest.now_us) / 1000 + windowMs;
    return null;
  }

  #heldFor(tokenId: string): Held {
    let held = this.#held.get(tokenId);
    if (!held) {
      held = { callsLeft: 0, leaseEndsMs: 0, leased: null, lease: null, refused: null, refusedUntilMs: 0 };
      this.#held.set(tokenId, held);
    }
    return held;
  }
}

function stateOf(row: WindowRow, remaining: number): RateState {
  const freeUs = row.oldest_us + windowMs * 1000;
  return {
    remaining,
    resetAt: Math.ceil(freeUs / 1e6),
    resetSeconds: Math.max(1, Math.ceil((freeUs - row.now_us) / 1e6)),
    usedToday: row.used_today,
  };
}
