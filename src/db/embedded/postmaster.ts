import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { PostgresHome } from './home.ts';

/** PostgreSQL's own mark of who runs on the cluster; a killed one leaves it behind. */
export function postmasterFile({ cluster }: PostgresHome): string {
  return path.join(cluster, 'postmaster.pid');
}

/** The process id of the PostgreSQL that runs on the cluster, or null. */
export function runningPostmaster(place: PostgresHome): number | null {
  const file = postmasterFile(place);
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  return isPostgresOf(pid, place.cluster) ? pid : null;
}

export function isPostgresOf(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(cluster);
  } catch {
    return false;
  }
}

/** INT is PostgreSQL's fast shutdown, QUIT its immediate one. It may have ended meanwhile. */
export function signalPostmaster(place: PostgresHome, signal: 'SIGINT' | 'SIGQUIT'): void {
  const pid = runningPostmaster(place);
  if (pid === null) return;
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ESRCH')) throw error;
  }
}
