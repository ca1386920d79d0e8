/** Below it a measurement says more of the machine than of the work. */
const leastMs = 10;
/** A measurement is only ever too high: garbage of others, a busy machine. So a high one is taken again. */
const mostTries = 4;

/**
 * How many times the processor time of `small` the work of `large` takes, in this thread. Two sizes are compared,
 * so that a slow machine says the same as a fast one. Measures again until the result is less than `enough`, or no
 * tries are left.
 */
export function growthOf(work: { small(): unknown; large(): unknown }, enough: number): number {
  let [small, large] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let tries = 0; tries < mostTries && !(large / small < enough); tries += 1) {
    small = Math.min(small, Math.max(leastMs, threadMs(work.small)));
    large = Math.min(large, Math.max(leastMs, threadMs(work.large)));
  }
  return large / small;
}

function threadMs(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}
