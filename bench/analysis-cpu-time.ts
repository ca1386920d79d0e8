/**
 * Seconds of processor time, all threads of this process together, that a piece of work takes. Unlike wall time it
 * hardly depends on what else the machine does.
 */
export async function cpuSecondsOf(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000_000;
}
