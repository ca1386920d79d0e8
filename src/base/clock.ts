/** Time as an argument: tests hand in their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds from any fixed point, never set back. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};
