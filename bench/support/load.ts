import { Connection } from './connection.ts';
import { cpuUs, processTree } from './process-usage.ts';
import { median, quantile, seededRandom, shuffled } from './statistics.ts';
import { inTurn } from './turns.ts';

/** One server with what is asked of it. */
export interface Target {
  name: string;
  port: number;
  /** Whose CPU time is counted: the server's, without a database that it started. */
  pid: number;
  /** For a server that works in child processes. */
  withChildren?: boolean;
  /** Ready-made requests; sent in turn. */
  requests: readonly Buffer[];
}

export interface Slice {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  cpuUsPerRequest: number;
}

export interface LoadOptions {
  rounds: number;
  sliceMs: number;
  connections: number;
}

/** Node compiles what is hot, PostgreSQL settles on a plan: before that a server is several times slower. */
const warmUpMs = 2_000;

/**
 * All targets in every round, each for one slice, in an order that changes from round to round. Gives the slices by the
 * targets' names; slice i of each belongs to the same round.
 */
export async function interleave(
  targets: readonly Target[],
  options: LoadOptions,
): Promise<Map<string, Slice[]>> {
  const random = seededRandom(1);
  const positions = new Map(targets.map((target) => [target.name, { next: 0 }]));
  const slices = new Map<string, Slice[]>(targets.map((target) => [target.name, []]));
  const run = (target: Target, durationMs: number): Promise<Slice> =>
    inTurn(() => runSlice(target, { ...options, durationMs }, positions.get(target.name) ?? { next: 0 }));
  for (const target of targets) await run(target, Math.min(warmUpMs, options.sliceMs));
  for (let round = 0; round < options.rounds; round += 1) {
    for (const target of shuffled(targets, random)) {
      slices.get(target.name)?.push(await run(target, options.sliceMs));
    }
  }
  return slices;
}

async function runSlice(
  target: Target,
  options: { connections: number; durationMs: number },
  position: { next: number },
): Promise<Slice> {
  const latenciesMs: number[] = [];
  const usedUs = (): number => cpuUs(target.withChildren ? processTree(target.pid) : [target.pid]);
  const cpuBeforeUs = usedUs();
  const startedMs = performance.now();
  const endMs = startedMs + options.durationMs;
  const caller = async (): Promise<void> => {
    const connection = new Connection(target.port);
    for (let nowMs = performance.now(); nowMs < endMs; ) {
      const bytes = target.requests[position.next % target.requests.length];
      if (!bytes) throw new Error(`${target.name} has no requests`);
      position.next += 1;
      const status = await connection.request(bytes);
      if (status !== 200) throw new Error(`${target.name} answered ${status}`);
      const doneMs = performance.now();
      latenciesMs.push(doneMs - nowMs);
      nowMs = doneMs;
    }
    connection.close();
  };
  await Promise.all(Array.from({ length: options.connections }, caller));
  const seconds = (performance.now() - startedMs) / 1000;
  const count = latenciesMs.length;
  return {
    perSecond: count / seconds,
    p50Ms: median(latenciesMs),
    p99Ms: quantile(latenciesMs, 0.99),
    cpuUsPerRequest: (usedUs() - cpuBeforeUs) / count,
  };
}

/** One member of a target's slices, round by round. */
export function column(slices: Map<string, Slice[]>, name: string, member: keyof Slice): number[] {
  const own = slices.get(name);
  if (!own) throw new Error(`${name} was not measured`);
  return own.map((slice) => slice[member]);
}
