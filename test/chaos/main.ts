/** `npm run test:chaos`: processes, the database and the disk fail while conversations complete; each part prints its figures. */
import { mkdtempSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { diskFull } from './disk-full.ts';
import { isMet, lineOf } from './figure.ts';
import type { Part, PartOptions } from './part.ts';
import { pausedWorker } from './paused-worker.ts';
import { postgresCut } from './postgres-cut.ts';
import { postgresKills } from './postgres-kills.ts';
import { serverKills } from './server-kills.ts';
import { shortSize } from './short.ts';

const parts: Readonly<Record<string, Part>> = {
  'server-kills': serverKills,
  'postgres-kills': postgresKills,
  'postgres-cut': postgresCut,
  'paused-worker': pausedWorker,
  'disk-full': diskFull,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    conversations: { type: 'string' },
    seed: { type: 'string', default: '13' },
  },
});
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(130));
const isShort = positionals.includes('short');
const named = positionals.filter((name) => name !== 'short');
const unknown = named.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(
    `No such part: ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(2);
}
const wanted = named.length > 0 ? named : isShort ? ['server-kills'] : Object.keys(parts);
const size = isShort ? shortSize : { kills: 200, conversations: 20_000 };
const options: PartOptions = {
  kills: Number(values.kills ?? size.kills),
  conversations: Number(values.conversations ?? size.conversations),
  seed: Number(values.seed),
  newFolder: () => mkdtempSync(path.join(os.tmpdir(), 'meetric-chaos-')),
};
for (const name of wanted) {
  const result = await parts[name]?.(options);
  if (result?.kind !== 'ran') {
    process.stdout.write(`${name}: not run, ${result?.why}\n`);
    continue;
  }
  process.stdout.write(`${lineOf(name, result.figures)}\n`);
  if (!result.figures.every(isMet)) process.exitCode = 1;
}
