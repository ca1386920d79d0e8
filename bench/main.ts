/** `npm run bench`: measures the product against its peers and its own parts, and holds the figures against the goals. */
import { mkdirSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { programRoot } from '../src/base/program.ts';
import { benchDispatch, loopbackAllowed } from './dispatch.ts';
import { benchGrowth } from './growth.ts';
import { benchImports } from './imports.ts';
import { benchList } from './list.ts';
import { benchMemory } from './memory.ts';
import type { BenchOptions, Group } from './options.ts';
import { benchPeers } from './peers.ts';
import { plotFigures } from './plot.ts';
import { benchReads } from './reads.ts';
import { benchSearch } from './search.ts';
import { type Figure, isMet, renderTable } from './support/figures.ts';
import { type Installation, openInstallation } from './support/installation.ts';
import { benchWeb } from './web.ts';

const groups: Record<string, Group> = {
  list: benchList,
  reads: benchReads,
  peers: benchPeers,
  dispatch: benchDispatch,
  import: benchImports,
  memory: benchMemory,
  growth: benchGrowth,
  search: benchSearch,
  web: benchWeb,
};
const byDefault = ['list', 'reads', 'peers', 'dispatch', 'import', 'memory'];
const inShort = byDefault.filter((name) => name !== 'peers');
/** They print for themselves. */
const separate: Record<string, () => Promise<unknown>> = {
  speech: async () => Object(await import(new URL('./speech.ts', import.meta.url).href)).benchSpeech(),
  analysis: () => import('./analysis.ts'),
  start: () => import('./start.ts'),
  formats: () => import('./formats.ts'),
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    short: { type: 'boolean', default: false },
    json: { type: 'string', default: path.join(programRoot, 'bench', 'results', 'latest.json') },
    plot: { type: 'boolean', default: false },
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '2' },
    'ten-million': { type: 'boolean', default: false },
    'five-million': { type: 'boolean', default: false },
    'install-peers': { type: 'boolean', default: false },
  },
});
const wanted = positionals.length > 0 ? positionals : values.short ? inShort : byDefault;
const unknown = wanted.filter((name) => !(name in groups) && !(name in separate));
if (unknown.length > 0) {
  const known = [...Object.keys(groups), ...Object.keys(separate)].join(', ');
  process.stderr.write(`No such group: ${unknown.join(', ')}. The groups are ${known}.\n`);
  process.exit(2);
}

const shared: Installation | null = values.short ? await openInstallation(loopbackAllowed) : null;
const options: BenchOptions = {
  open: async (env) => (shared ? { ...shared, close: async () => {} } : openInstallation(env)),
  short: values.short,
  rounds: values.short ? 1 : Number(values.rounds),
  sliceMs: values.short ? 60 : Number(values.seconds) * 1000,
  tenMillion: values['ten-million'],
  fiveMillion: values['five-million'],
  installPeers: values['install-peers'],
};
const figures: Figure[] = [];
try {
  for (const name of wanted) {
    process.stderr.write(`${name} ...\n`);
    figures.push(...((await groups[name]?.(options)) ?? []));
    await separate[name]?.();
  }
} finally {
  await shared?.close();
}
if (figures.length > 0) report();

function report(): void {
  process.stdout.write(`${renderTable(figures)}\n`);
  const missed = figures.filter((one) => isMet(one) === false);
  process.stdout.write(`\n${missed.length} of ${figures.filter(({ goal }) => goal).length} goals missed\n`);
  const machine = {
    node: process.version,
    cpus: os.cpus().length,
    platform: `${process.platform} ${process.arch}`,
  };
  const measured = { short: options.short, rounds: options.rounds, sliceMs: options.sliceMs };
  const file = path.resolve(values.json);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(
    file,
    `${JSON.stringify({ date: new Date().toISOString(), machine, ...measured, figures }, null, 2)}\n`,
  );
  if (values.plot) plotFigures(figures, path.join(programRoot, 'docs', 'figures'));
}
