/** Up to this limit every single call is a slot of the window; above it a process leases blocks of calls. */
const exactLimit = 600;
/** Rounding down to whole blocks loses at most 1/600 of the limit. */
const mostBlocks = 600;

export const windowMs = 60_000;

export interface WindowShape {
  /** Entries of the token's ring. */
  slots: number;
  /** Calls that one entry admits. */
  callsPerSlot: number;
  /**
   * How long a leased block may be used. Its entry is stamped with the end of that time, so that no call is ever younger
   * than its stamp: the limit is never exceeded, and at most this share of a minute (0.8 %) is lost.
   */
  leaseMs: number;
}

/** How a limit of `requestsPerMinute` is kept in the ring. Slots × calls never exceed the limit. */
export function windowShape(requestsPerMinute: number): WindowShape {
  if (requestsPerMinute <= exactLimit) return { slots: requestsPerMinute, callsPerSlot: 1, leaseMs: 0 };
  const callsPerSlot = Math.ceil(requestsPerMinute / mostBlocks);
  return { slots: Math.floor(requestsPerMinute / callsPerSlot), callsPerSlot, leaseMs: 500 };
}
