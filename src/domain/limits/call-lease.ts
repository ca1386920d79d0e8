import type { LeaseRow, SpentBlocks } from './queries.ts';
import { mostBlocks, type WindowShape } from './window-shape.ts';

/**
 * The state of the limit, as a call's answer tells it. `resetAt`: when at least one more call becomes free, in Unix
 * seconds.
 */
export interface RateState {
  remaining: number;
  resetAt: number;
  /** Seconds until resetAt, at least 1. */
  resetSeconds: number;
  /** Conversations counted by all processes in `day`, the database's at the answer: UTC, YYYY-MM-DD. */
  usedToday: number;
  day: string;
}

/** Calls that the database has granted to this process. Moments are of the process's own clock. */
export interface CallLease {
  state: RateState;
  calls: number;
  callsLeft: number;
  grantedMs: number;
  endsMs: number;
  /** Of whole blocks, which no other process shares: the first one's place in the ring, and when each was used up. */
  blocks: { first: number; usedUpMs: number[] } | null;
}

export function leaseOf(
  granted: LeaseRow,
  state: RateState,
  { askedMs, callsPerSlot }: { askedMs: number; callsPerSlot: number },
): CallLease {
  const { calls, entries, firstEntry: first } = granted;
  return {
    state,
    calls,
    callsLeft: calls,
    grantedMs: askedMs,
    endsMs: askedMs + (granted.endsUs - granted.nowUs) / 1000,
    blocks: entries > 0 && calls === entries * callsPerSlot ? { first, usedUpMs: [] } : null,
  };
}

export function isUsable(lease: CallLease | null, nowMs: number): lease is CallLease {
  return lease !== null && lease.callsLeft > 0 && nowMs < lease.endsMs;
}

/** One of a usable lease's calls, made now; gives what its answer says. */
export function takeCall(lease: CallLease, callsPerSlot: number, nowMs: number): RateState {
  lease.callsLeft -= 1;
  if (lease.blocks && lease.callsLeft % callsPerSlot === 0) lease.blocks.usedUpMs.push(nowMs);
  return { ...lease.state, remaining: lease.state.remaining + lease.callsLeft };
}

/** The blocks of a lease that are used up, and how long ago. */
export function spentBlocks(lease: CallLease | null, nowMs: number): SpentBlocks | null {
  if (!lease?.blocks || lease.blocks.usedUpMs.length === 0) return null;
  const { first, usedUpMs } = lease.blocks;
  return { first, agesUs: usedUpMs.map((atMs) => Math.max(0, Math.floor((nowMs - atMs) * 1000))) };
}

/** A lease used up sooner counts as used over so long: a burst is not yet a pace. */
const shortestMs = 100;
const mostGrowth = 4;

/**
 * How many calls to ask for after a lease: as many as a lease's time would use at the same pace. So little is kept
 * from other processes. `wish`: the number that was asked for before.
 */
export function nextWish(
  wish: number,
  lease: CallLease,
  { shape, nowMs }: { shape: WindowShape; nowMs: number },
): number {
  const usedForMs = Math.max(shortestMs, Math.min(nowMs, lease.endsMs) - lease.grantedMs);
  const perLease = ((lease.calls - lease.callsLeft) / usedForMs) * shape.leaseMs;
  return Math.max(1, Math.min(mostGrowth * wish, Math.ceil(perLease), mostBlocks * shape.callsPerSlot));
}
