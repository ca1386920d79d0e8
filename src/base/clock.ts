/** Time as an argument: tests hand in their own. */
export interface Clock {
  now(): Date;
  /** Milliseconds from any fixed point, never set back. */
  monotonicMs(): number;
  /** Only tests have it: how far they set the database's clock, by which quotas have their days. */
  databaseShiftMs?(): number;
}

export const systemClock: Clock = {
  now: () => new Date(),
  monotonicMs: () => performance.now(),
};
