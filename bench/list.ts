import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { BenchOptions } from './options.ts';
import { getRequest } from './support/connection.ts';
import { atLeast, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { column, interleave, type Slice, type Target } from './support/load.ts';
import { type OwnServer, startOwnServer } from './support/own-servers.ts';
import { seedAccounts, seedConversations } from './support/seed.ts';
import { ratios, seededRandom } from './support/statistics.ts';

const connections = 8;
export const listPath = '/api/v1/rest/conversations?limit=25';
const defaultLimit = 60;
/** Far more pages than a server keeps in memory. */
const freshPages = 20_000;
const windowMs = 25 * 86_400_000;
const names = {
  checked: 'list, all checks',
  fresh: 'list, a page that nobody has asked for',
  beside: 'list, all checks, in the server of the next',
  unchecked: 'the same without checks',
  bare: 'bare node:http, same bytes',
  selectOne: 'Fastify, select 1',
  defaultLimits: 'list, tokens of 60 a minute',
};

/** The list of 25 with every check, against the same without, a bare server and a bare query. */
export async function benchList(options: BenchOptions): Promise<Figure[]> {
  const installation = await options.open();
  const own: OwnServer[] = [];
  try {
    const accounts = await seedAccounts(installation.db, options.short ? 5 : 50);
    await seedConversations(installation.db, accounts, options.short ? 1_000 : 100_000);
    const targets = await makeTargets(installation, accounts, { options, own });
    return present(await interleave(targets, { ...options, connections }));
  } finally {
    for (const server of own) await server.end();
    await installation.close();
  }
}

async function makeTargets(
  installation: Installation,
  accounts: string[],
  { options, own }: { options: BenchOptions; own: OwnServer[] },
): Promise<Target[]> {
  const tokens = await Promise.all(accounts.map((id) => installation.token(id)));
  const limited: string[] = [];
  for (let i = 0; i < (options.short ? 50 : 500); i += 1) {
    limited.push(await installation.token(accounts[i % accounts.length] ?? '', defaultLimit));
  }
  const { port, pid } = installation;
  const asking = (all: string[]): Buffer[] =>
    all.map((token) => getRequest(listPath, { authorization: `Bearer ${token}` }));
  const start = async (script: string, settings: unknown): Promise<{ port: number; pid: number }> => {
    const server = await startOwnServer(script, settings);
    own.push(server);
    return { port: server.ports[0] ?? 0, pid: server.pid };
  };
  const bare = await start('bare.ts', await sameBytes(installation, listPath, tokens[0] ?? ''));
  const plain = await start('plain-queries.ts', { databaseUrl: installation.databaseUrl });
  const unchecked = await start('unchecked.ts', { env: installation.env, tokens });
  // The same server once more, all checks too: other requests to one server would weigh on the ratio.
  const busy = await start('unchecked.ts', { env: installation.env, tokens });
  // This compares both routes of one server: the cost of the checks, not the difference between two processes.
  const uncheckedRequests = tokens.map((_, i) =>
    getRequest('/api/v1/rest/unchecked/conversations?limit=25', { 'x-caller': String(i) }),
  );
  return [
    { name: names.checked, port, pid, requests: asking(tokens) },
    { name: names.fresh, ...busy, requests: anywhere(tokens) },
    { name: names.beside, ...unchecked, requests: asking(tokens) },
    { name: names.unchecked, ...unchecked, requests: uncheckedRequests },
    { name: names.bare, ...bare, requests: [getRequest('/')] },
    { name: names.selectOne, ...plain, requests: [getRequest('/select-one')] },
    { name: names.defaultLimits, ...busy, requests: asking(limited) },
  ];
}

/** Pages from any moment of the last 25 days, each of them once. */
function anywhere(tokens: string[]): Buffer[] {
  const random = seededRandom(25);
  return Array.from({ length: freshPages }, (_, i) => {
    const to = new Date(Date.now() - random() * windowMs).toISOString();
    return getRequest(`${listPath}&to=${to}`, { authorization: `Bearer ${tokens[i % tokens.length]}` });
  });
}

/** The bytes that the product answers, for a bare server to send. */
export async function sameBytes(
  installation: Installation,
  urlPath: string,
  token: string,
  encoding = 'identity',
): Promise<{ file: string; headers: Record<string, string> }> {
  const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
  const { get } = await import('node:http');
  const headers = { authorization: `Bearer ${token}`, 'accept-encoding': encoding };
  get({ host: '127.0.0.1', port: installation.port, path: urlPath, headers }, (response) => {
    const chunks: Buffer[] = [];
    response.on('data', (chunk: Buffer) => chunks.push(chunk));
    response.on('end', () => {
      if (response.statusCode === 200) resolve(Buffer.concat(chunks));
      else reject(new Error(`${urlPath} answered ${response.statusCode}`));
    });
  }).on('error', reject);
  const file = path.join(installation.folder, `answer-${encoding}`);
  writeFileSync(file, await promise);
  const compressed = encoding === 'gzip' ? { 'content-encoding': 'gzip' } : {};
  return { file, headers: { 'content-type': 'application/json; charset=utf-8', ...compressed } };
}

function present(slices: Map<string, Slice[]>): Figure[] {
  const rate = (name: string): number[] => column(slices, name, 'perSecond');
  const ratio = (name: string, of: string, base: string, goal?: number): Figure => {
    const rounds = ratios(rate(of), rate(base));
    return figure('list', name, { unit: 'ratio', rounds }, goal ? { goal: atLeast(goal) } : {});
  };
  return [
    ratio('list / bare node:http', names.checked, names.bare, 0.25),
    ratio('list / same without checks', names.beside, names.unchecked, 0.85),
    ratio('list / Fastify select 1', names.checked, names.selectOne, 0.2),
    ratio('a page that nobody has asked for / bare', names.fresh, names.bare),
    ratio('a page that nobody has asked for / list', names.fresh, names.checked),
    ratio('60 a minute, 500 tokens / bare', names.defaultLimits, names.bare),
    ratio('60 a minute, 500 tokens / list', names.defaultLimits, names.checked),
    ...absolute('list', Object.values(names), slices),
  ];
}

/** Requests a second, latency and CPU of every target. */
export function absolute(group: string, targets: string[], slices: Map<string, Slice[]>): Figure[] {
  return targets.flatMap((name) => [
    figure(group, name, { unit: 'per second', rounds: column(slices, name, 'perSecond') }),
    figure(group, `${name}, p50`, { unit: 'ms', rounds: column(slices, name, 'p50Ms') }),
    figure(group, `${name}, server`, { unit: 'µs of CPU', rounds: column(slices, name, 'cpuUsPerRequest') }),
  ]);
}
