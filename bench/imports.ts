import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { userFinder } from '../src/domain/accounts/people.ts';
import { presentCard } from '../src/http/partner/present-conversation.ts';
import { type Accept, acceptTogether } from '../src/intake/accept.ts';
import type { DescribeContext } from '../src/intake/describe-import.ts';
import { prepareImport } from '../src/intake/prepare-import.ts';
import { jobKinds } from '../src/jobs/kinds.ts';
import type { BenchOptions } from './options.ts';
import { atLeast, type Figure, figure } from './support/figures.ts';
import type { Installation } from './support/installation.ts';
import { cpuUs, processTree } from './support/process-usage.ts';
import { seedAccounts, sentences } from './support/seed.ts';
import { inTurn } from './support/turns.ts';

const importers = 8;
const transcriptBytes = 1_000;

interface Round {
  acceptedPerSecond: number;
  completedPerSecond: number;
  serverUs: number;
  databaseUs: number;
  importerUs: number;
}

/** Small transcripts from file bytes to completed: parsed, stored, analysed, shown. */
export async function benchImports(options: BenchOptions): Promise<Figure[]> {
  const installation = await options.open();
  try {
    const [account = ''] = await seedAccounts(installation.db, 1);
    const count = options.short ? 20 : 1_000;
    const rounds: Round[] = [];
    // The first round only warms up.
    for (let round = -1; round < options.rounds; round += 1) {
      const files = round < 0 ? Math.ceil(count / 4) : count;
      const measured = await inTurn(() => importAll(installation, account, files));
      if (round >= 0) rounds.push(measured);
    }
    return present(rounds);
  } finally {
    await installation.close();
  }
}

async function importAll(installation: Installation, account: string, count: number): Promise<Round> {
  const { db, pid } = installation;
  const files = Array.from({ length: count }, (_, i) => transcriptFile(i));
  const [, ...database] = processTree(pid);
  const before = { server: cpuUs([pid]), database: cpuUs(database), importer: cpuUs([process.pid]) };
  const startedMs = performance.now();
  const context = { pool: db, findUsersByName: userFinder(db), accept: acceptTogether(db) };
  const importer = async (): Promise<void> => {
    for (let file = files.pop(); file; file = files.pop()) await importOne(context, account, file);
  };
  await Promise.all(Array.from({ length: importers }, importer));
  const acceptedMs = performance.now() - startedMs;
  await untilCompleted(db, account);
  const completedMs = performance.now() - startedMs;
  return {
    acceptedPerSecond: (count / acceptedMs) * 1000,
    completedPerSecond: (count / completedMs) * 1000,
    serverUs: (cpuUs([pid]) - before.server) / count,
    databaseUs: (cpuUs(database) - before.database) / count,
    importerUs: (cpuUs([process.pid]) - before.importer) / count,
  };
}

async function importOne(
  context: DescribeContext & { accept: Accept },
  id: string,
  bytes: Buffer,
): Promise<void> {
  const now = new Date();
  const file = { name: 'call.json', bytes, details: { conversationType: 'sales', medium: 'call' } };
  const prepared = await prepareImport(context, { id, language: 'en', internalDomains: [] }, file, now);
  if (prepared.kind === 'refused') throw new Error(prepared.code);
  // Each round imports the same content, which would be here already.
  const key = `${createHash('sha256').update(bytes).digest('hex')} ${randomUUID()}`;
  const importKey = { text: key, again: false };
  await context.accept(id, { ...prepared.incoming, recording: null, importKey }, { presentCard, now });
}

function transcriptFile(seed: number): Buffer {
  return Buffer.from(JSON.stringify({ sentences: sentences(transcriptBytes, seed) }));
}

/** A conversation is completed when its last job is gone; the queue is small, so that asking costs next to nothing. */
async function untilCompleted(db: Installation['db'], account: string): Promise<void> {
  const left = 'select exists (select from job where account_id = $1 and lane = $2) as busy';
  for (;;) {
    const { rows } = await db.query<{ busy: boolean }>(left, [account, jobKinds.analyse.lane]);
    if (rows[0]?.busy === false) return;
    await delay(20);
  }
}

function present(rounds: Round[]): Figure[] {
  const member = (name: string, unit: Figure['unit'], key: keyof Round, goal?: Figure['goal']): Figure =>
    figure('import', name, { unit, rounds: rounds.map((round) => round[key]) }, goal ? { goal } : {});
  return [
    member('file to completed', 'per second', 'completedPerSecond', atLeast(300)),
    member('accepted', 'per second', 'acceptedPerSecond'),
    member('one import, server with analysis', 'µs of CPU', 'serverUs'),
    member('one import, PostgreSQL', 'µs of CPU', 'databaseUs'),
    member('one import, importing process', 'µs of CPU', 'importerUs'),
  ];
}
