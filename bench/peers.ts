import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { locatePostgres } from '../src/db/embedded/home.ts';
import { absolute, listPath } from './list.ts';
import type { BenchOptions } from './options.ts';
import { Connection, getRequest } from './support/connection.ts';
import { atLeast, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { column, interleave, type Slice, type Target } from './support/load.ts';
import { processTree } from './support/process-usage.ts';
import { seedAccounts, seedConversations } from './support/seed.ts';
import { ratios } from './support/statistics.ts';

interface Peer {
  name: string;
  /** Python modules without which it can not run. */
  modules: string;
  packages: string;
  path: string;
  command(port: number): string[];
  goal: number;
}

const connections = 8;
/** Debian's own, which has Debian's packages; another one in the path would not. */
const python = '/usr/bin/python3';
const product = 'Meetric, all checks';
const uvicorn = (port: number): string[] =>
  `-m uvicorn fastapi_list:app --port ${port} --no-access-log --loop uvloop --http httptools`.split(' ');
const fastapi = {
  modules: 'fastapi, uvicorn, uvloop, httptools, asyncpg, sqlalchemy',
  packages: 'python3-fastapi uvicorn python3-uvloop python3-httptools python3-asyncpg python3-sqlalchemy',
  command: uvicorn,
};
const peers: Peer[] = [
  {
    name: "Django's ORM, gunicorn",
    modules: 'django, psycopg2, gunicorn',
    packages: 'python3-django python3-psycopg2 gunicorn',
    path: '/orm',
    command: (port) => `-m gunicorn -w 1 -b 127.0.0.1:${port} django_list`.split(' '),
    goal: 10,
  },
  { name: 'FastAPI, SQLAlchemy and pydantic', path: '/orm', ...fastapi, goal: 10 },
  { name: 'FastAPI by hand, asyncpg', path: '/raw', ...fastapi, goal: 2 },
];

/** The list against the same query in the stacks that peers use, each one process; theirs check nothing. */
export async function benchPeers(options: BenchOptions): Promise<Figure[]> {
  const usable = peers.filter((peer) => isInstalled(peer, options.installPeers));
  if (usable.length === 0) return [];
  const installation = await options.open();
  const running: ChildProcess[] = [];
  try {
    const accounts = await seedAccounts(installation.db, 50);
    await seedConversations(installation.db, accounts, 100_000);
    const tokens = await Promise.all(accounts.map((id) => installation.token(id)));
    const requests = tokens.map((token) => getRequest(listPath, { authorization: `Bearer ${token}` }));
    const targets: Target[] = [{ name: product, port: installation.port, pid: installation.pid, requests }];
    for (const peer of usable) targets.push(await startPeer(peer, { installation, accounts, running }));
    return present(usable, await interleave(targets, { ...options, connections }));
  } finally {
    for (const child of running) await endTree(child);
    await installation.close();
  }
}

function isInstalled(peer: Peer, mayInstall: boolean): boolean {
  const imports = (): boolean => spawnSync(python, ['-c', `import ${peer.modules}`]).status === 0;
  if (imports()) return true;
  const install = ['install', '-y', '--no-install-recommends', ...peer.packages.split(' ')];
  if (mayInstall) spawnSync('apt-get', install, { stdio: ['ignore', 'ignore', 'inherit'] });
  if (mayInstall && imports()) return true;
  process.stderr.write(`${peer.name}: not measured; on Debian: apt-get ${install.join(' ')}\n`);
  return false;
}

async function startPeer(
  peer: Peer,
  place: { installation: Installation; accounts: string[]; running: ChildProcess[] },
): Promise<Target> {
  const port = await freePort();
  const child = spawn(python, peer.command(port), {
    cwd: fileURLToPath(new URL('./peers/', import.meta.url)),
    env: {
      PATH: process.env['PATH'] ?? '',
      PYTHONDONTWRITEBYTECODE: '1',
      BENCH_SOCKET_DIR: locatePostgres(place.installation.folder).socketDir,
      BENCH_ACCOUNTS: place.accounts.join(','),
    },
    stdio: ['ignore', 'ignore', 'ignore'],
  });
  place.running.push(child);
  const requests = [getRequest(peer.path)];
  await untilUp({ peer, port, child, request: getRequest(peer.path) });
  return { name: peer.name, port, pid: child.pid ?? 0, withChildren: true, requests };
}

async function untilUp(started: {
  peer: Peer;
  port: number;
  child: ChildProcess;
  request: Buffer;
}): Promise<void> {
  const { peer, port, child, request } = started;
  for (let tries = 0; tries < 200 && child.exitCode === null; tries += 1) {
    const connection = new Connection(port);
    const status = await connection.request(request).catch(() => null);
    connection.close();
    if (status === 200) return;
    if (status !== null) throw new Error(`${peer.name} answered ${status}`);
    await delay(100);
  }
  throw new Error(`${peer.name} did not start`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = Object(server.address());
  server.close();
  return port;
}

async function endTree(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exited = once(child, 'exit');
  const [, ...workers] = processTree(child.pid ?? 0);
  child.kill('SIGTERM');
  await Promise.race([exited, delay(3_000)]);
  child.kill('SIGKILL');
  for (const pid of workers.filter(isAlive)) process.kill(pid, 'SIGKILL');
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

function present(usable: Peer[], slices: Map<string, Slice[]>): Figure[] {
  const rate = (name: string): number[] => column(slices, name, 'perSecond');
  return [
    ...usable.map(({ name, goal }) => {
      const measured = { unit: 'ratio', rounds: ratios(rate(product), rate(name)) } as const;
      return figure('peers', `list / ${name}`, measured, { goal: atLeast(goal) });
    }),
    ...absolute('peers', [product, ...usable.map(({ name }) => name)], slices),
  ];
}
