import { existsSync, readFileSync } from 'node:fs';

/** A process's usage is read from Linux's /proc; elsewhere these figures are left out. */
export const usageIsKnown = existsSync('/proc/self/smaps_rollup');

/** Microseconds of one clock tick of /proc/PID/stat (USER_HZ is 100 on every Linux platform that Node runs on). */
const tickUs = 10_000;

/** The process and all that it started, directly or not. */
export function processTree(pid: number): number[] {
  const children = read(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return [pid, ...children.flatMap(processTree)];
}

/** CPU time that the processes have used so far, in microseconds. */
export function cpuUs(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const fields = read(`/proc/${pid}/stat`).split(') ').at(-1)?.split(' ') ?? [];
    return sum + (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * tickUs;
  }, 0);
}

/** Proportional set size of the processes together, in MB: shared pages are counted once. */
export function memoryMb(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => {
    const [, kb = '0'] = /^Pss:\s+(\d+) kB/m.exec(read(`/proc/${pid}/smaps_rollup`)) ?? [];
    return sum + Number(kb) / 1024;
  }, 0);
}

/** A process may end between being listed and being read. */
function read(file: string): string {
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    return '';
  }
}
