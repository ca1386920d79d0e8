/** Before that a guess is worth nothing. */
const leastDone = 3;
const leastElapsedMs = 2_000;

export interface Pace {
  done: number;
  total: number;
  elapsedMs: number;
  /** Since the last one was done. */
  idleMs: number;
}

/**
 * How long the rest takes if it goes on like that, in words. Empty where it is too early to say or nothing is left.
 * Empty also where the one under way takes so long that the others tell nothing about it.
 */
export function timeLeft({ done, total, elapsedMs, idleMs }: Pace): string {
  if (done < leastDone || elapsedMs < leastElapsedMs || done >= total) return '';
  const leftMs = ((elapsedMs - idleMs) / done) * (total - done);
  if (idleMs > leftMs) return '';
  const seconds = Math.ceil(leftMs / 1000);
  if (seconds < 60) return `about ${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `about ${minutes} min left`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
