/** `node bench/start.ts`: how long a first start, a later one and a command take, and the memory of the idle processes. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { locatePostgres } from '../src/db/embedded/home.ts';
import { meetric, type ServerProcess, spawnServer } from '../test/support/processes.ts';

const rounds = 5;

async function answered(env: Record<string, string>): Promise<{ server: ServerProcess; ms: number }> {
  const startedMs = performance.now();
  const server = await spawnServer(env);
  await fetch(`${server.url}/api/v1/rest/account`);
  return { server, ms: performance.now() - startedMs };
}

function median(values: number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Proportional set size in MB, of Linux. */
function memoryMb(pid: number): number {
  const [, kb = '0'] = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}

const times = { first: [] as number[], later: [] as number[], command: [] as number[], stop: [] as number[] };
let serverMb = 0;
for (let round = 0; round < rounds; round += 1) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'meetric-bench-'));
  const env = { DATA_DIR: folder, LOG_LEVEL: 'info' };
  const first = await answered(env);
  await first.server.end();
  const later = await answered(env);
  times.first.push(first.ms);
  times.later.push(later.ms);
  times.command.push((await meetric(['account', 'show'], env)).ms);
  if (process.platform === 'linux') serverMb = memoryMb(later.server.pid);
  const stoppedMs = performance.now();
  await later.server.end();
  times.stop.push(performance.now() - stoppedMs);
  rmSync(locatePostgres(folder).home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
}
const goals = { first: 4_000, later: 1_500, command: 500, stop: 2_000 };
const rows = Object.entries(times).map(([name, values]) => [
  name,
  {
    medianMs: Math.round(median(values)),
    worstMs: Math.round(Math.max(...values)),
    goalMs: Object.entries(goals).find(([goal]) => goal === name)?.[1],
  },
]);
console.table(Object.fromEntries(rows));
console.log(`idle server: ${serverMb.toFixed(0)} MB (PSS); ${rounds} rounds, Node ${process.version}`);
