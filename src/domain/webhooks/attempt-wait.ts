import { setTimeout as delay } from 'node:timers/promises';
import type { Clock } from '../../base/clock.ts';
import type { Db } from '../../db/pool.ts';
import { findShownDelivery, type ShownDelivery } from './delivery-reads.ts';

/** Whichever process makes the attempt, the database tells of it. */
const shortestLookMs = 20;
const longestLookMs = 200;

export interface AttemptWait {
  deliveryId: string;
  /** It is waited for an attempt after so many, or for the end of the delivery. */
  afterAttempts: number;
  atMostMs: number;
}

/** The delivery after its next attempt, or as it is when the time is up; undefined where the account has none of this id. */
export async function awaitAttempt(
  { db, clock }: { db: Db; clock: Pick<Clock, 'monotonicMs'> },
  accountId: string,
  { deliveryId, afterAttempts, atMostMs }: AttemptWait,
): Promise<ShownDelivery | undefined> {
  const endMs = clock.monotonicMs() + atMostMs;
  let waitMs = shortestLookMs;
  for (;;) {
    const delivery = await findShownDelivery(db, accountId, deliveryId);
    if (delivery?.status !== 'pending' || delivery.attempts > afterAttempts) return delivery;
    const leftMs = endMs - clock.monotonicMs();
    if (leftMs <= 0) return delivery;
    await delay(Math.min(waitMs, leftMs));
    waitMs = Math.min(waitMs * 1.5, longestLookMs);
  }
}
