/** Before that a guess is worth nothing. */
const leastDone = 3;
const leastElapsedMs = 2_000;

/** How long the rest takes if it goes on like that, in words; empty where it is too early to say, or nothing is left. */
export function timeLeft(done: number, total: number, elapsedMs: number): string {
  if (done < leastDone || elapsedMs < leastElapsedMs || done >= total) return '';
  const seconds = Math.ceil(((elapsedMs / done) * (total - done)) / 1000);
  if (seconds < 60) return `about ${seconds} s left`;
  const minutes = Math.ceil(seconds / 60);
  if (minutes < 60) return `about ${minutes} min left`;
  return `about ${Math.floor(minutes / 60)} h ${minutes % 60} min left`;
}
