import { absolute, sameBytes } from './list.ts';
import type { BenchOptions } from './options.ts';
import { getRequest } from './support/connection.ts';
import { atLeast, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { column, interleave, type Slice, type Target } from './support/load.ts';
import { type OwnServer, startOwnServer } from './support/own-servers.ts';
import { seedAccounts, seedConversations, seedTranscripts } from './support/seed.ts';
import { ratios } from './support/statistics.ts';

const connections = 8;
const transcriptBytes = 100_000;
const gzip = { 'accept-encoding': 'gzip' };
const names = {
  gzip: 'transcript, gzip client',
  unchecked: 'the same without checks',
  identity: 'transcript, client without gzip',
  text: 'Fastify, text row as it is',
  parsed: 'Fastify, text row parsed and stringified',
  bare: 'bare node:http, same bytes',
  seen: 'conversation, read before today',
  fresh: 'conversation, first read today',
  freeDetail: 'conversation without checks',
  freeFresh: 'another conversation each time, without checks',
};

interface Seeded {
  token: string;
  /** With a transcript of 100 KB. */
  long: string[];
  /** Never read before. */
  unread: string[];
}

/** Reads of one conversation: its transcript in both encodings, and what the daily quota costs. */
export async function benchReads(options: BenchOptions): Promise<Figure[]> {
  const installation = await options.open();
  const own: OwnServer[] = [];
  try {
    const seeded = await seed(installation, options);
    const targets = await makeTargets(installation, seeded, own);
    return present(await interleave(targets, { ...options, connections }));
  } finally {
    for (const server of own) await server.end();
    await installation.close();
  }
}

async function seed(installation: Installation, { short }: BenchOptions): Promise<Seeded> {
  const { db } = installation;
  const [account = ''] = await seedAccounts(db, 1);
  await seedConversations(db, [account], short ? 1_000 : 200_000);
  const newest =
    'select id from conversation where account_id = $1 order by started_at desc limit $2 offset $3';
  const longCount = short ? 20 : 400;
  const { rows } = await db.query<{ id: string }>(newest, [account, longCount, 0]);
  const long = rows.map(({ id }) => id);
  await seedTranscripts(db, account, long, transcriptBytes);
  const { rows: unread } = await db.query<{ id: string }>(newest, [account, 200_000, longCount]);
  return {
    token: await installation.token(account),
    long,
    unread: unread.map(({ id }) => id),
  };
}

async function makeTargets(
  installation: Installation,
  { token, long, unread }: Seeded,
  own: OwnServer[],
): Promise<Target[]> {
  const start = async (script: string, settings: unknown): Promise<{ port: number; pid: number }> => {
    const server = await startOwnServer(script, settings);
    own.push(server);
    return { port: server.ports[0] ?? 0, pid: server.pid };
  };
  const { port, pid } = installation;
  const one = `/api/v1/rest/conversations/${long[0]}/transcript`;
  const bare = await start('bare.ts', await sameBytes(installation, one, token, 'gzip'));
  const plain = await start('plain-queries.ts', { databaseUrl: installation.databaseUrl });
  const unchecked = await start('unchecked.ts', { env: installation.env, tokens: [token] });
  // The same server once more, all checks too: other requests to one server would weigh on the ratio.
  const busy = await start('unchecked.ts', { env: installation.env, tokens: [token] });
  const authorization = { authorization: `Bearer ${token}` };
  const each = (ids: string[], urlPath: (id: string) => string, headers: Record<string, string>): Buffer[] =>
    ids.map((id) => getRequest(urlPath(id), headers));
  const transcript = (id: string): string => `/api/v1/rest/conversations/${id}/transcript`;
  const detail = (id: string): string => `/api/v1/rest/conversations/${id}`;
  const free = (id: string): string => `/api/v1/rest/unchecked/conversations/${id}`;
  const caller = { 'x-caller': '0' };
  return [
    { name: names.gzip, port, pid, requests: each(long, transcript, { ...authorization, ...gzip }) },
    { name: names.identity, ...busy, requests: each(long, transcript, authorization) },
    {
      name: names.unchecked,
      ...unchecked,
      requests: each(long, (id) => `${free(id)}/transcript`, { ...caller, ...gzip }),
    },
    { name: names.text, ...plain, requests: each(long, (id) => `/text/${id}`, {}) },
    { name: names.parsed, ...plain, requests: each(long, (id) => `/parsed/${id}`, {}) },
    { name: names.bare, ...bare, requests: [getRequest('/')] },
    { name: names.seen, port, pid, requests: each(long, detail, authorization) },
    { name: names.fresh, ...busy, requests: each(unread, detail, authorization) },
    { name: names.freeDetail, ...unchecked, requests: each(long, free, caller) },
    // From the other end of the list: conversations that one of the two has read are in the database's memory for
    // the other.
    { name: names.freeFresh, ...unchecked, requests: each(unread.toReversed(), free, caller) },
  ];
}

function present(slices: Map<string, Slice[]>): Figure[] {
  const ratio = (name: string, of: string, base: string, goal?: number): Figure => {
    const rounds = ratios(column(slices, of, 'perSecond'), column(slices, base, 'perSecond'));
    return figure('reads', name, { unit: 'ratio', rounds }, goal ? { goal: atLeast(goal) } : {});
  };
  return [
    ratio('gzip transcript / text row', names.gzip, names.text, 3),
    ratio('gzip transcript / parse and stringify', names.gzip, names.parsed, 8),
    ratio('gzip transcript without checks / text row', names.unchecked, names.text),
    ratio('gzip transcript without checks / parse and stringify', names.unchecked, names.parsed),
    ratio('gzip transcript / client without gzip', names.gzip, names.identity),
    ratio('gzip transcript / bare node:http', names.gzip, names.bare, 0.25),
    ratio('transcript seen today / without checks', names.gzip, names.unchecked, 0.85),
    ratio('conversation seen today / without checks', names.seen, names.freeDetail, 0.85),
    ratio('conversation first seen / without checks', names.fresh, names.freeFresh, 0.5),
    ...absolute('reads', Object.values(names), slices),
  ];
}
