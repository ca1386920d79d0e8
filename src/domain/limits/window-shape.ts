/** Up to this limit every single call is a slot of the window; above it processes lease parts of blocks of calls. */
const exactLimit = 600;
/**
 * Enough slots that a block is half a percent of the limit, since as much of it may be held too long. Enough also
 * that a process of the version before can begin a block in every lease. No more than that, since every lease
 * rewrites the ring: 240 entries cost a sixth of 600.
 */
const fewestSlots = 180;
const mostSlots = 240;
/** May be lost of every minute (0.8 %). */
const longestLeaseMs = 500;
/** Rounding to whole blocks and the block's time together lose at most this share. */
const mostLost = 0.01;

export const windowMs = 60_000;

/** Wanted for a lease's time, by however busy a process: more at once saves hardly a commit. */
export const mostBlocks = 2;

export interface WindowShape {
  /** Entries of the token's ring. */
  slots: number;
  /** Calls that one entry admits. */
  callsPerSlot: number;
  /**
   * How long calls of a block may be used once leased, four times as long while there is room. Its entry is stamped with the
   * end of that time, so that no call is ever younger than its stamp: the limit is never exceeded.
   */
  leaseMs: number;
}

/** How a limit of `requestsPerMinute` is kept in the ring. Slots × calls never exceed the limit. */
export function windowShape(requestsPerMinute: number): WindowShape {
  if (requestsPerMinute <= exactLimit) return { slots: requestsPerMinute, callsPerSlot: 1, leaseMs: 0 };
  let slots = fewestSlots;
  for (let blocks = fewestSlots; blocks <= mostSlots; blocks += 1) {
    if (requestsPerMinute % blocks < requestsPerMinute % slots) slots = blocks;
  }
  const callsPerSlot = Math.floor(requestsPerMinute / slots);
  const kept = (slots * callsPerSlot) / requestsPerMinute;
  const leaseMs = Math.floor(windowMs * (kept / (1 - mostLost) - 1));
  return { slots, callsPerSlot, leaseMs: Math.min(longestLeaseMs, leaseMs) };
}
